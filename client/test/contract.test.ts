import { expect, it } from 'vitest';
import { current, generate } from '../contract.js';

it('the types are those of the documents', async () => {
  expect(await current(), 'renew them: npm run contract -w client').toBe(await generate());
});
