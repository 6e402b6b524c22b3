import { useSyncExternalStore } from 'react';

export type Theme = 'light' | 'dark';

const KEY = 'parley.theme';
const system = matchMedia('(prefers-color-scheme: dark)');
const listeners = new Set<() => void>();

// theme.js has set the first value before the page was painted.
system.addEventListener('change', () => {
  if (!localStorage.getItem(KEY)) apply(system.matches ? 'dark' : 'light');
});

export function useTheme(): Theme {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => (document.documentElement.dataset.theme === 'dark' ? 'dark' : 'light'),
  );
}

/** Chooses a theme; choosing what the system has follows the system again. */
export function chooseTheme(theme: Theme): void {
  if (theme === (system.matches ? 'dark' : 'light')) localStorage.removeItem(KEY);
  else localStorage.setItem(KEY, theme);
  apply(theme);
}

function apply(theme: Theme): void {
  document.documentElement.dataset.theme = theme;
  for (const listener of listeners) listener();
}
