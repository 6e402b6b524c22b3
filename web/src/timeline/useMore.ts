import { Backoff, ParleyError } from '@parley/client';
import { useEffect, useRef } from 'react';

/**
 * Loads while more is wanted, page after page; again a while after a failure, without anybody having
 * to scroll.
 *
 * @param held changes with each page that came
 */
export function useMore(wanted: boolean, held: number, load: () => Promise<void>): void {
  const latest = useRef(load);
  useEffect(() => {
    latest.current = load;
  });
  useEffect(() => {
    if (!wanted) return;
    const backoff = new Backoff();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let current = true;

    function later(cause: unknown): void {
      if (!current) return;
      const atLeastMs = (ParleyError.from(cause).retryAfterSeconds ?? 0) * 1_000;
      timer = setTimeout(go, Math.max(atLeastMs, backoff.next()));
    }

    function go(): void {
      latest.current().catch(later);
    }

    go();
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [wanted, held]);
}
