import type { ConnectionStatus } from '@parley/client';
import { useEffect, useState } from 'react';

/** A short loss is nobody's business: it is said after this long. */
const PATIENCE_MS = 2_000;
const SAID_MS = 2_000;

/** True once it has been so for a while. */
export function useLasting(now: boolean): boolean {
  const [lasting, setLasting] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLasting(now), now ? PATIENCE_MS : 0);
    return () => clearTimeout(timer);
  }, [now]);
  return now && lasting;
}

/** What is to be said of the connection: trouble that lasts, and its end for a moment. */
export function useShown(status: ConnectionStatus): ConnectionStatus | undefined {
  const troubled = status !== 'live';
  const [stage, setStage] = useState<'none' | 'trouble' | 'over'>('none');
  useEffect(() => {
    const after = (ms: number, next: typeof stage) => {
      const timer = setTimeout(() => setStage(next), ms);
      return () => clearTimeout(timer);
    };
    if (troubled) return after(PATIENCE_MS, 'trouble');
    if (stage === 'trouble') return after(0, 'over');
    if (stage === 'over') return after(SAID_MS, 'none');
  }, [troubled, stage]);
  if (stage === 'none' || (stage === 'over' && troubled)) return undefined;
  return status;
}
