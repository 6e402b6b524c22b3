import { useSyncExternalStore } from 'react';

export type Theme = 'light' | 'dark' | 'contrast';
export type ThemeChoice = Theme | 'system';

const KEY = 'parley.theme';
const dark = matchMedia('(prefers-color-scheme: dark)');
const contrast = matchMedia('(prefers-contrast: more)');
const listeners = new Set<() => void>();

// theme.js has set the first value before the page was painted.
for (const query of [dark, contrast]) {
  query.addEventListener('change', () => {
    if (chosenTheme() === 'system') apply(systemTheme());
  });
}

/** What is shown. */
export function useTheme(): Theme {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => document.documentElement.dataset.theme as Theme,
  );
}

export function chosenTheme(): ThemeChoice {
  return (localStorage.getItem(KEY) as Theme | null) ?? 'system';
}

export function chooseTheme(choice: ThemeChoice): void {
  if (choice === 'system') localStorage.removeItem(KEY);
  else localStorage.setItem(KEY, choice);
  apply(choice === 'system' ? systemTheme() : choice);
}

/** From dark to light or back; what the system has is followed again. */
export function toggleTheme(): void {
  const now = document.documentElement.dataset.theme === 'light' ? 'dark' : 'light';
  chooseTheme(now === systemTheme() ? 'system' : now);
}

function systemTheme(): Theme {
  if (contrast.matches) return 'contrast';
  return dark.matches ? 'dark' : 'light';
}

function apply(theme: Theme): void {
  document.documentElement.dataset.theme = theme;
  for (const listener of listeners) listener();
}
