import { configDefaults, defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    exclude: [...configDefaults.exclude, 'test/real/**'],
    // Enough for a machine that is many times slower; no test that passes waits for it.
    testTimeout: 60_000,
  },
});
