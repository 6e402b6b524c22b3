import { entries, type Conversation, type State } from '@parley/client';
import { useEffect, useState } from 'react';
import { useChat, useParley } from '../app/session';
import { useLasting } from '../connection/patience';

export interface Opening {
  /** The read mark as it was on opening; undefined when nothing was unread then. */
  readonly unreadAfter: number | undefined;
  /** False while what lies around the first unread message is being fetched. */
  readonly ready: boolean;
}

/**
 * Where the reader left off, with what lies around it at hand. Fixed while it stays open; a start that
 * begins with what was kept decides again once it knows what has come since.
 */
export function useFirstUnread(conversation: Conversation): Opening {
  const parley = useParley();
  const { id, readSeq } = conversation;
  const loaded = useChat((state) => state.loaded);
  const floor = useChat((state) => state.timelines.get(id)?.floor ?? 1);
  const isAway = useIsAway();

  function look(): Opening {
    const unreadAfter = hasUnread(conversation, parley.store.get()) ? readSeq : undefined;
    return { unreadAfter, ready: unreadAfter === undefined || floor <= unreadAfter + 1 };
  }

  const [opening, setOpening] = useState(look);
  const [isSettled, setSettled] = useState(loaded);
  if (!isSettled && (loaded || isAway)) {
    setSettled(true);
    const now = look();
    // What is shown stays: what came since is put below it.
    if (!isAway && !(now.ready && opening.ready)) setOpening(now);
  }
  const { unreadAfter, ready } = opening;
  // What cannot be fetched now is not waited for: it opens at the oldest message held.
  if (!ready && isAway) setOpening({ unreadAfter, ready: true });
  useEffect(() => {
    if (ready || !loaded || unreadAfter === undefined) return;
    let current = true;
    const opened = () => current && setOpening({ unreadAfter, ready: true });
    parley.show(id, unreadAfter + 1).then(opened, opened);
    return () => {
      current = false;
    };
  }, [parley, id, ready, loaded, unreadAfter]);
  return opening;
}

/** Whether no server is to be expected: at a start it may take a moment. */
function useIsAway(): boolean {
  const loaded = useChat((state) => state.loaded);
  const connected = useChat(
    ({ connection }) => connection === 'live' || connection === 'catching-up',
  );
  const lasting = useLasting(!connected);
  return !connected && (loaded || lasting || !navigator.onLine);
}

/** The count is asked of the server, so it comes a moment after the messages that it counts. */
function hasUnread({ id, unreadCount, readSeq }: Conversation, { timelines, me }: State): boolean {
  const isUnread = entries(timelines.get(id)).some(
    ({ seq, kind, senderId, deletedAt }) =>
      seq > readSeq && kind === 'message' && senderId !== me?.id && !deletedAt,
  );
  return isUnread || unreadCount > 0;
}
