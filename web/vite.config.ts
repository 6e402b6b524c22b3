import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

const server = process.env.PARLEY_URL ?? 'http://localhost:8080';

export default defineConfig({
  plugins: [react(), tailwindcss(), preloadFont(), slimEmojis()],
  // The client package is built from its source, without a build step of its own in between.
  resolve: { conditions: ['source', 'module', 'browser', 'development|production'] },
  build: {
    target: 'es2023',
    // A data: URL would not pass the page's font-src.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: {
    proxy: {
      '/api': server,
      '/actuator': server,
      '/socket.io': { target: server, ws: true },
    },
  },
  test: {
    environment: 'jsdom',
    include: ['test/**/*.test.{ts,tsx}'],
    // Enough for a machine that is many times slower; no test that passes waits for it.
    testTimeout: 60_000,
  },
});

/** The letters most pages need come with the first view, or not at all: text never changes its shape. */
function preloadFont(): Plugin {
  return {
    name: 'preload-font',
    transformIndexHtml(_html, { bundle }) {
      const font = Object.keys(bundle ?? {}).find((name) => name.includes('inter-latin-wght'));
      if (!font) return [];
      const attrs = { rel: 'preload', as: 'font', type: 'font/woff2', href: `/${font}` };
      return [{ tag: 'link', attrs: { ...attrs, crossorigin: true }, injectTo: 'head' }];
    },
  };
}

/** Of what emojis are called in a language the page needs less than half: no skins, no code points. */
function slimEmojis(): Plugin {
  return {
    name: 'slim-emojis',
    enforce: 'pre',
    transform(code, id) {
      if (!/emojibase-data.*\.json$/.test(id)) return;
      const all = JSON.parse(code) as { unicode: string; label: string; tags?: string[] }[];
      return JSON.stringify(all.map(({ unicode, label, tags }) => ({ unicode, label, tags })));
    },
  };
}
