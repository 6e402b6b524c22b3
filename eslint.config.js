import js from '@eslint/js';
import reactHooks from 'eslint-plugin-react-hooks';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

export default defineConfig(
  globalIgnores(['**/dist', '**/target', '**/test-results', 'web/e2e/shots']),
  js.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/no-unused-vars': [
        'error',
        { varsIgnorePattern: '^_', argsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
    },
  },
  {
    files: ['web/src/**/*.{ts,tsx}'],
    extends: [reactHooks.configs.flat.recommended],
    // The virtual list is known to be outside of what the compiler memoizes.
    rules: { 'react-hooks/incompatible-library': 'off' },
  },
  {
    files: ['web/e2e/fixtures.ts'],
    // Playwright reads from the pattern which fixtures a fixture needs; some need none.
    rules: { 'no-empty-pattern': 'off' },
  },
  {
    files: ['deploy/*.mjs'],
    languageOptions: {
      globals: {
        AbortSignal: 'readonly',
        console: 'readonly',
        fetch: 'readonly',
        process: 'readonly',
        setTimeout: 'readonly',
        URL: 'readonly',
      },
    },
  },
  {
    files: ['deploy/compose/replica-set.js'],
    languageOptions: { globals: { quit: 'readonly', rs: 'readonly', sleep: 'readonly' } },
  },
  {
    files: ['client/contract.js'],
    languageOptions: { globals: { process: 'readonly', URL: 'readonly' } },
  },
  {
    files: ['server/src/main/resources/contract/docs/*.js'],
    languageOptions: { globals: { document: 'readonly', fetch: 'readonly' } },
  },
  {
    files: ['web/public/sw.js'],
    languageOptions: {
      globals: {
        addEventListener: 'readonly',
        caches: 'readonly',
        clients: 'readonly',
        fetch: 'readonly',
        location: 'readonly',
        registration: 'readonly',
        setTimeout: 'readonly',
        skipWaiting: 'readonly',
        URL: 'readonly',
      },
    },
  },
  {
    files: ['web/public/*.js'],
    languageOptions: {
      globals: { localStorage: 'readonly', matchMedia: 'readonly', document: 'readonly' },
    },
  },
);
