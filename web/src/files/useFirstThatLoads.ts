import { useState } from 'react';

/** The first of these pictures that can be shown; undefined when none can. */
export function useFirstThatLoads(urls: readonly string[]): {
  readonly src: string | undefined;
  readonly onError: () => void;
} {
  const [broken, setBroken] = useState<ReadonlySet<string>>(new Set());
  const src = urls.find((url) => !broken.has(url));
  return {
    src,
    onError: () => setBroken((before) => new Set(src === undefined ? before : [...before, src])),
  };
}
