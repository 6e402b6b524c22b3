import { beforeEach, expect, it, vi } from 'vitest';

beforeEach(() => vi.resetModules());

/** The texts in the language that is chosen now. */
async function words() {
  return { ...(await import('@parley/client')), ...(await import('../src/texts')) };
}

it('says a refusal in German, never in English', async () => {
  localStorage.setItem('parley.language', 'de');
  const { ParleyError, errorText, failureText, fieldText } = await words();
  const refused = (code: string, details?: unknown) =>
    errorText(new ParleyError(400, code, 'something in English', details));
  expect(refused('BLOCKED')).toBe('Einer von euch hat den anderen blockiert.');
  expect(refused('A_NEW_CODE')).toBe('Etwas ist schiefgegangen. Versuch es noch einmal.');
  const kept = { problem: 'something in English' };
  expect(failureText({ ...kept, code: 'BLOCKED' })).toBe(refused('BLOCKED'));
  expect(failureText(kept)).toBe(refused('A_NEW_CODE'));
  const wrong = { field: 'email', message: 'must be an email address' };
  expect(refused('VALIDATION_FAILED', [wrong])).toBe('Das ist keine E-Mail-Adresse.');
  expect(fieldText('E-Mail', wrong)).toBe('Das ist keine E-Mail-Adresse.');
});

it('says a refusal in English as a person would', async () => {
  localStorage.setItem('parley.language', 'en');
  const { ParleyError, errorText, failureText } = await words();
  const refused = (code: string, message: string, details?: unknown) =>
    errorText(new ParleyError(400, code, message, details));
  expect(refused('INVALID_CREDENTIALS', 'Invalid credentials')).toBe(
    'The email or the password is wrong.',
  );
  const wrong = { field: 'replyTo', message: 'must be a message of the same conversation' };
  expect(refused('VALIDATION_FAILED', 'Validation failed', [wrong])).toBe(
    'What you answer is not there any more.',
  );
  expect(failureText({ problem: 'Message not found', code: 'NOT_FOUND' })).toBe(
    'That is not there, or not for you.',
  );
  expect(refused('A_NEW_CODE', 'Not on Sundays')).toBe('Not on Sundays');
});

it('says how large a file may be in megabytes', async () => {
  localStorage.setItem('parley.language', 'en');
  const { ParleyError, errorText } = await words();
  const refused = (message: string) =>
    errorText(new ParleyError(413, 'PAYLOAD_TOO_LARGE', message));
  expect(refused('A file may have at most 26214400 bytes here')).toBe(
    'A file may have at most 25 MB here.',
  );
  expect(refused('Payload too large')).toBe('That is too large.');
});
