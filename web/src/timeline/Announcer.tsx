import { useEffect, useState } from 'react';
import { useChat, useParley } from '../app/session';
import { t } from '../texts';

interface Said {
  readonly id: string;
  readonly text: string;
}

/** In a burst some stand there before the first is read. */
const KEPT = 3;

/**
 * Says new messages of others to a screen reader, author first. The log itself stays silent: it
 * holds only the rows in view, so scrolling would read old messages aloud. Each is an element of its own:
 * the same words again would else be no change.
 */
export function Announcer({ conversationId }: { conversationId: string }) {
  const parley = useParley();
  const meId = useChat((state) => state.me?.id);
  const [said, setSaid] = useState<readonly Said[]>([]);
  useEffect(
    () =>
      parley.events.on('message', (entry) => {
        if (entry.conversationId !== conversationId || entry.senderId === meId) return;
        const text = entry.text ?? entry.fileName ?? '';
        if (!text) return;
        const next = { id: entry.id, text: t.timeline.announce(entry.senderName, text) };
        setSaid((before) => [...before, next].slice(-KEPT));
      }),
    [parley, conversationId, meId],
  );
  return (
    <div aria-live="polite" className="sr-only">
      {said.map(({ id, text }) => (
        <p key={id}>{text}</p>
      ))}
    </div>
  );
}
