import { ParleyError } from '@parley/client';
import { expect, it } from 'vitest';

it('says a refusal in German, never in English', async () => {
  localStorage.setItem('parley.language', 'de');
  const { errorText, failureText, fieldText } = await import('../src/texts');
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
