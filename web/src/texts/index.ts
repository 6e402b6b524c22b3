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
  return wrong ?? refused(cause.code, cause.message);
}

/** Why a message was not taken; what was kept of one by an earlier page has no code. */
export function failureText({ problem, code, quoteGone }: Failure): string {
  if (quoteGone) return t.errors.invalid.replyTo ?? t.errors.unexpected;
  return problem === undefined ? '' : refused(code ?? '', problem);
}

type Failure = Pick<Outgoing, 'problem' | 'code' | 'quoteGone'>;

/** The server's own sentence, which is English, where this page does not know the word yet. */
function refused(code: string, message: string): string {
  const limit = code === 'PAYLOAD_TOO_LARGE' ? limitIn(message) : undefined;
  if (limit !== undefined) return t.errors.largest(limit);
  return t.errors.refused[code] ?? (language === 'en' ? message : t.errors.unexpected);
}

/** How large a file may be; the server says it in bytes, and only in words. */
function limitIn(message: string): string | undefined {
  const bytes = /\d+/u.exec(message)?.[0];
  return bytes === undefined ? undefined : sizeText(Number(bytes));
}

/** How large a file is. */
export function sizeText(bytes: number): string {
  const [unit, of, digits] =
    bytes < 2 ** 20 ? (['kilobyte', 2 ** 10, 0] as const) : (['megabyte', 2 ** 20, 1] as const);
  const how = { style: 'unit', unit, maximumFractionDigits: digits } as const;
  return Math.max(bytes / of, bytes && 1).toLocaleString(locale, how);
}

/** What is wrong with one field, beside which the server's own words say more; they are English. */
export function fieldText(label: string, { field, message }: FieldProblem): string {
  const own = language === 'en' ? undefined : t.errors.invalid[field];
  return own ?? t.errors.field(label, message);
}
