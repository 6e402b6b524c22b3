import { defineConfig } from '@playwright/test';

/** Measures; it is no test: nothing fails for being slow. */
export default defineConfig({
  testDir: '.',
  outputDir: '../test-results',
  globalSetup: '../e2e/build.ts',
  workers: 1,
  timeout: 1_200_000,
  expect: { timeout: 600_000 },
  reporter: 'list',
});
