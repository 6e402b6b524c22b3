import type { ConnectionStatus, State } from '@parley/client';
import { type ReactNode } from 'react';
import { useChat, useParley } from '../app/session';
import { t } from '../texts';
import { useLasting, useShown } from './patience';

/**
 * How the connection is when it is not well, and for a moment when it is again; and while something
 * would be lost with this page, that it would. Moves nothing.
 */
export function ConnectionBanner() {
  const parley = useParley();
  const status = useChat((state) => state.connection);
  const kept = useChat((state) => state.outboxKept);
  const shown = useShown(status);
  const losing = useLasting(useChat(wouldLose));
  return (
    <div
      role="status"
      className="pointer-events-none fixed inset-x-3 top-16 z-10 grid justify-items-center gap-2 md:inset-s-75 lg:inset-s-83"
    >
      {shown && (
        <Line key={shown}>
          <span>{says(shown, kept)}</span>
          {shown === 'stopped' && (
            <button
              type="button"
              className="pointer-events-auto rounded font-semibold underline underline-offset-4"
              onClick={() => parley.reconnect()}
            >
              {t.connection.reconnect}
            </button>
          )}
        </Line>
      )}
      {losing && <Line>{t.connection.notKept}</Line>}
    </div>
  );
}

function Line({ children }: { children: ReactNode }) {
  return (
    <div className="flex min-h-9 items-center gap-3 rounded-xl border border-edge bg-warning-soft px-4 py-1.5 text-center text-sm text-on-warning shadow-float">
      {children}
    </div>
  );
}

/** Something waits that the browser does not keep. */
function wouldLose({ outboxKept, outbox }: State): boolean {
  return !outboxKept && outbox.some(({ status }) => status !== 'acknowledged');
}

function says(status: ConnectionStatus, kept: boolean): string {
  switch (status) {
    case 'connecting':
      return kept ? t.connection.reconnecting : t.connection.reconnectingUnkept;
    case 'catching-up':
      return t.connection.catchingUp;
    case 'live':
      return t.connection.current;
    case 'stopped':
      return t.connection.stopped;
  }
}
