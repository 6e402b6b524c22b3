import type { ConnectionStatus } from '@parley/client';
import { useEffect, useState } from 'react';
import { useChat, useParley } from '../app/session';
import { t } from '../texts';

/** A short loss is nobody's business: the banner comes after this long. */
const PATIENCE_MS = 2_000;
const SAID_MS = 2_000;

/** How the connection is when it is not well, and for a moment when it is again. Moves nothing. */
export function ConnectionBanner() {
  const parley = useParley();
  const status = useChat((state) => state.connection);
  const shown = useShown(status);
  return (
    <div
      role="status"
      className="pointer-events-none fixed inset-x-3 top-16 z-10 grid justify-center"
    >
      {shown && (
        <div
          key={shown}
          className="flex min-h-9 items-center gap-3 rounded-xl border border-edge bg-warning-soft px-4 py-1.5 text-center text-sm text-on-warning shadow-float"
        >
          <span>{says(shown)}</span>
          {shown === 'stopped' && (
            <button
              type="button"
              className="pointer-events-auto rounded font-semibold underline underline-offset-4"
              onClick={() => parley.reconnect()}
            >
              {t.connection.reconnect}
            </button>
          )}
        </div>
      )}
    </div>
  );
}

function useShown(status: ConnectionStatus): ConnectionStatus | undefined {
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

function says(status: ConnectionStatus): string {
  switch (status) {
    case 'connecting':
      return t.connection.reconnecting;
    case 'catching-up':
      return t.connection.catchingUp;
    case 'live':
      return t.connection.current;
    case 'stopped':
      return t.connection.stopped;
  }
}
