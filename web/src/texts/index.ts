import { ParleyError, type FieldProblem, type Outgoing } from '@parley/client';
import { de } from './de';
import { en, type Texts } from './en';
import { chosenDirection, directionOf, language } from './language';

/** The words in use. */
export const t: Texts = { en, de }[language];

/** The tag for dates and numbers that goes with the words in use. */
export const locale = { en: 'en-GB', de: 'de-DE' }[language];

document.documentElement.lang = language;
document.documentElement.dir = directionOf(chosenDirection(), language);

/** What to tell somebody who was sent back from a provider and is not let in. */
export function refusalText(why: string): string {
  return t.providers.refused[why] ?? t.providers.refused.FAILED ?? t.errors.unexpected;
}

/** What to tell a person about a refusal. */
export function errorText(cause: unknown): string {
  if (!(cause instanceof ParleyError)) return t.errors.unexpected;
  if (cause.status === 0) return t.errors.network;
  if (cause.status === 429) return t.errors.rateLimited(cause.retryAfterSeconds);
  const wrong = cause.fields.map(({ field }) => t.errors.invalid[field]).find(Boolean);
  return language === 'en' || !wrong ? refused(cause.code, cause.message) : wrong;
}

/** Why a message was not taken; what was kept of one by an earlier page has no code. */
export function failureText({ problem, code }: Pick<Outgoing, 'problem' | 'code'>): string {
  return problem === undefined ? '' : refused(code ?? '', problem);
}

/** The server's own sentence says more, in English. */
function refused(code: string, message: string): string {
  return language === 'en' ? message : (t.errors.refused[code] ?? t.errors.unexpected);
}

/** What is wrong with one field; the server says it in English. */
export function fieldText(label: string, { field, message }: FieldProblem): string {
  const own = language === 'en' ? undefined : t.errors.invalid[field];
  return own ?? t.errors.field(label, message);
}
