import { useEffect, useState } from 'react';
import { useChat, useParley } from '../app/session';
import { t } from '../texts';

/** A short loss is nobody's business: the banner comes after this long. */
const PATIENCE_MS = 2_000;

export function ConnectionBanner() {
  const parley = useParley();
  const status = useChat((state) => state.connection);
  const troubled = status !== 'live';
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(troubled), troubled ? PATIENCE_MS : 0);
    return () => clearTimeout(timer);
  }, [troubled]);
  return (
    <div role="status">
      {shown && troubled && (
        <div className="flex min-h-9 items-center justify-center gap-3 bg-warning-soft px-4 py-1.5 text-center text-sm text-on-warning">
          <span>{says(status)}</span>
          {status === 'stopped' && (
            <button
              type="button"
              className="rounded font-semibold underline underline-offset-4"
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

function says(status: 'connecting' | 'catching-up' | 'stopped'): string {
  switch (status) {
    case 'connecting':
      return t.connection.reconnecting;
    case 'catching-up':
      return t.connection.catchingUp;
    case 'stopped':
      return t.connection.stopped;
  }
}
