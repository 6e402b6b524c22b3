import type { Conversation } from '@parley/client';
import { useEffect, useState } from 'react';
import { useChat, useParley } from '../app/session';

/** Beyond this many pages the conversation opens at the oldest message held instead. */
const PAGES = 8;

export interface Opening {
  /** The read mark as it was on opening; undefined when nothing was unread then. */
  readonly unreadAfter: number | undefined;
  /** False while the history down to the first unread message is being fetched. */
  readonly ready: boolean;
}

/** Where the reader left off, with the history fetched that far. Fixed while it stays open. */
export function useFirstUnread(conversation: Conversation): Opening {
  const parley = useParley();
  const [unreadAfter] = useState(() =>
    conversation.unreadCount > 0 ? conversation.readSeq : undefined,
  );
  const [pages, setPages] = useState(0);
  const [gaveUp, setGaveUp] = useState(false);
  const floor = useChat((state) => state.timelines.get(conversation.id)?.floor ?? 1);
  const reached = unreadAfter === undefined || floor <= unreadAfter + 1;
  const [ready, setReady] = useState(reached);
  if (!ready && (reached || gaveUp || pages >= PAGES)) setReady(true);
  useEffect(() => {
    if (ready) return;
    parley.loadOlder(conversation.id).then(
      () => setPages((n) => n + 1),
      () => setGaveUp(true),
    );
  }, [parley, conversation.id, ready, pages]);
  return { unreadAfter, ready };
}
