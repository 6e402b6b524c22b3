import { entries, type Conversation, type State } from '@parley/client';
import { useEffect, useState } from 'react';
import { useChat, useParley } from '../app/session';

export interface Opening {
  /** The read mark as it was on opening; undefined when nothing was unread then. */
  readonly unreadAfter: number | undefined;
  /** False while what lies around the first unread message is being fetched. */
  readonly ready: boolean;
}

/** Where the reader left off, with what lies around it at hand. Fixed while it stays open. */
export function useFirstUnread(conversation: Conversation): Opening {
  const parley = useParley();
  const [unreadAfter] = useState(() =>
    hasUnread(conversation, parley.store.get()) ? conversation.readSeq : undefined,
  );
  const floor = useChat((state) => state.timelines.get(conversation.id)?.floor ?? 1);
  const reached = unreadAfter === undefined || floor <= unreadAfter + 1;
  const connected = useChat(
    ({ connection }) => connection === 'live' || connection === 'catching-up',
  );
  // What cannot be fetched now is not waited for: it opens at the oldest message held.
  const [ready, setReady] = useState(reached || !connected);
  if (!ready && !connected) setReady(true);
  useEffect(() => {
    if (ready || unreadAfter === undefined) return;
    let current = true;
    const opened = () => current && setReady(true);
    parley.show(conversation.id, unreadAfter + 1).then(opened, opened);
    return () => {
      current = false;
    };
  }, [parley, conversation.id, ready, unreadAfter]);
  return { unreadAfter, ready };
}

/** The count is asked of the server, so it comes a moment after the messages that it counts. */
function hasUnread({ id, unreadCount, readSeq }: Conversation, { timelines, me }: State): boolean {
  const isUnread = entries(timelines.get(id)).some(
    ({ seq, kind, senderId, deletedAt }) =>
      seq > readSeq && kind === 'message' && senderId !== me?.id && !deletedAt,
  );
  return isUnread || unreadCount > 0;
}
