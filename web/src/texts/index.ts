import { ParleyError, type FieldProblem } from '@parley/client';
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
  // The server's own sentence says more, in English.
  if (language === 'en') return cause.message;
  const wrong = cause.fields.map(({ field }) => t.errors.invalid[field]).find(Boolean);
  return wrong ?? t.errors.refused[cause.code] ?? t.errors.unexpected;
}

/** What is wrong with one field; the server says it in English. */
export function fieldText(label: string, { field, message }: FieldProblem): string {
  const own = language === 'en' ? undefined : t.errors.invalid[field];
  return own ?? t.errors.field(label, message);
}
