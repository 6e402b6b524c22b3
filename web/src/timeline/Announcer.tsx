import { useEffect, useState } from 'react';
import { useChat, useParley } from '../app/session';
import { t } from '../texts';

/**
 * Says new messages of others to a screen reader, author first. The log itself stays silent: it
 * holds only the rows in view, so scrolling would read old messages aloud.
 */
export function Announcer({ conversationId }: { conversationId: string }) {
  const parley = useParley();
  const meId = useChat((state) => state.me?.id);
  const [said, setSaid] = useState('');
  useEffect(
    () =>
      parley.events.on('message', (entry) => {
        if (entry.conversationId !== conversationId || entry.senderId === meId) return;
        const text = entry.text ?? entry.fileName ?? '';
        if (text) setSaid(t.timeline.announce(entry.senderName, text));
      }),
    [parley, conversationId, meId],
  );
  return (
    <div aria-live="polite" className="sr-only">
      {said}
    </div>
  );
}
