import { lookForNewVersion } from './version';

/**
 * What `load` brings, fetched when it is first asked for and kept. A failure is not: whoever asks
 * next tries again, since the server may only have been away.
 */
export function kept<T>(load: () => Promise<T>): () => Promise<T> {
  let loading: Promise<T> | undefined;
  return () => {
    loading ??= load().catch((cause: unknown) => {
      loading = undefined;
      throw cause;
    });
    return loading;
  };
}

const RETRY_MS = 2_000;

/** The same, tried until it is there: for what nobody asks for a second time. */
export async function once<T>(load: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await load();
    } catch {
      await lookForNewVersion().catch(() => undefined);
      await new Promise((done) => setTimeout(done, RETRY_MS));
    }
  }
}
