import { vi } from 'vitest';

/** Waits for something to be so, on a slow machine too. */
export function eventually<T>(what: () => T | Promise<T>): Promise<T> {
  return vi.waitFor(what, { timeout: 30_000 });
}
