import { expect, test } from './fixtures';
import { scriptBytes } from './script-bytes';

const MOST_BYTES = 250_000;

test('the first view of somebody new fetches little script', async ({ meet }) => {
  const { page } = await meet('ada');
  const bytes = await scriptBytes(page);
  // Of no script at all it would be little, too.
  expect(bytes).toBeGreaterThan(50_000);
  expect(bytes).toBeLessThanOrEqual(MOST_BYTES);
});
