import { ParleyError } from '@parley/client';
import { en, type Texts } from './en';

/** The words in use. */
export const t: Texts = en;

/** The tag for dates and numbers that goes with the words in use. */
export const locale = 'en-GB';

/** What to tell somebody who was sent back from a provider and is not let in. */
export function refusalText(why: string): string {
  return t.providers.refused[why] ?? t.providers.refused.FAILED ?? t.errors.unexpected;
}

/** What to tell a person about a refusal. */
export function errorText(cause: unknown): string {
  if (!(cause instanceof ParleyError)) return t.errors.unexpected;
  if (cause.status === 0) return t.errors.network;
  if (cause.status === 429) return t.errors.rateLimited(cause.retryAfterSeconds);
  return cause.message;
}
