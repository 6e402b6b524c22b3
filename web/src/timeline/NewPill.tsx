import { useEffect, useState } from 'react';
import { useChat, useParley } from '../app/session';
import { t } from '../texts';
import { DownIcon } from '../ui/icons';

/** The way down while the reader is further up, with how many messages came meanwhile. */
export function NewPill({
  conversationId,
  atEnd,
  onClick,
}: {
  conversationId: string;
  atEnd: boolean;
  onClick: () => void;
}) {
  const parley = useParley();
  const meId = useChat((state) => state.me?.id);
  const [count, setCount] = useState(0);
  if (atEnd && count > 0) setCount(0);
  useEffect(
    () =>
      parley.events.on('message', (entry) => {
        const counts = entry.conversationId === conversationId && entry.senderId !== meId;
        if (counts && !atEnd) setCount((n) => n + 1);
      }),
    [parley, conversationId, meId, atEnd],
  );
  if (atEnd) return null;
  const base =
    'absolute right-5 bottom-8 flex h-9 items-center gap-1.5 rounded-full border border-edge text-sm font-semibold shadow-float transition-colors';
  return count > 0 ? (
    <button
      type="button"
      onClick={onClick}
      className={`${base} bg-accent pr-3 pl-4 text-on-accent hover:bg-accent-strong`}
    >
      {t.timeline.newMessages(count)}
      <DownIcon className="size-4" />
    </button>
  ) : (
    <button
      type="button"
      onClick={onClick}
      aria-label={t.timeline.toBottom}
      title={t.timeline.toBottom}
      className={`${base} w-9 justify-center bg-raised text-muted hover:text-text`}
    >
      <DownIcon className="size-4" />
    </button>
  );
}
