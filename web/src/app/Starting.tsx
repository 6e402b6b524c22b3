import { useEffect, useState } from 'react';
import { ListSkeleton } from '../conversations/ListSkeleton';
import { t } from '../texts';
import { TimelineSkeleton } from '../timeline/TimelineSkeleton';
import { Logo } from '../ui/Logo';
import { useOpenConversation, useScreen } from './router';

/** A server that answers at once needs no words. */
const PATIENCE_MS = 1_000;

/** The page as it will stand, until the session is known: then only its content comes. */
export function Starting() {
  const conversation = useOpenConversation() !== null;
  const filled = useScreen() !== undefined || conversation;
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className="flex h-full">
      <div
        className={`w-full flex-col border-edge bg-panel md:w-72 md:border-e lg:w-80 ${filled ? 'hidden md:flex' : 'flex'}`}
      >
        <div className="flex h-14 shrink-0 items-center pe-2 ps-4">
          <Logo className="size-7" />
          <span className="flex-1 ps-2.5 text-lg font-semibold tracking-tight">{t.appName}</span>
        </div>
        <div className="px-3 pb-2">
          <div className="h-9 rounded-lg bg-sunken" />
        </div>
        <div className="min-h-0 flex-1 overflow-hidden px-2 pt-0.5 pb-2">
          <ListSkeleton />
        </div>
        <p
          role="status"
          className="h-14 shrink-0 border-t border-edge px-4 pt-4.5 text-sm text-muted"
        >
          {late && t.connection.starting}
        </p>
      </div>
      <main className={`min-w-0 flex-1 flex-col bg-ground ${filled ? 'flex' : 'hidden md:flex'}`}>
        {filled && <div className="h-14 shrink-0 border-b border-edge" />}
        {conversation && <TimelineSkeleton />}
      </main>
    </div>
  );
}
