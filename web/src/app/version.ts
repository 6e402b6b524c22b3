import { useSyncExternalStore } from 'react';

let outdated = false;
const listeners = new Set<() => void>();

/**
 * A part of this page could not be fetched: looks whether the server has another page by now, whose
 * parts have other names. One that cannot be reached says nothing.
 */
export async function lookForNewVersion(): Promise<void> {
  const own = document.querySelector('script[type=module][src]')?.getAttribute('src');
  const page = await fetch('/', { cache: 'no-store', headers: { Accept: 'text/html' } });
  if (!own || !page.ok || (await page.text()).includes(own)) return;
  outdated = true;
  for (const listener of listeners) listener();
}

/** Whether the server is known to have another page than this one. */
export function useOutdated(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => outdated,
  );
}
