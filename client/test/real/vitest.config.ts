import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: import.meta.dirname,
  test: {
    globalSetup: './setup.ts',
    // Each file has a server of its own; much of a test is waiting.
    maxWorkers: 2,
    testTimeout: process.env.PARLEY_LONG ? 3_600_000 : 600_000,
    hookTimeout: 240_000,
  },
});
