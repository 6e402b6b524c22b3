import { ParleyError } from '@parley/client';
import { de } from './de';
import { en, type Texts } from './en';
import { language } from './language';

/** The words in use. */
export const t: Texts = { en, de }[language];

/** The tag for dates and numbers that goes with the words in use. */
export const locale = { en: 'en-GB', de: 'de-DE' }[language];

document.documentElement.lang = language;

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
  return language === 'en' ? cause.message : (t.errors.refused[cause.code] ?? cause.message);
}
