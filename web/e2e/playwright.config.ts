import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: '.',
  outputDir: '../test-results',
  globalSetup: './build.ts',
  // Each with a server and a browser of its own: much of a test is waiting.
  workers: 2,
  // Enough for a machine that is five times slower; no test that passes waits for it.
  timeout: 600_000,
  expect: { timeout: 60_000 },
  reporter: 'list',
  // A trace of everything costs a third of the time: PARLEY_TRACE=1 asks for it.
  use: { trace: process.env.PARLEY_TRACE ? 'retain-on-failure' : 'off' },
});
