import { entries, pending, shown, showsNewest, type Outgoing } from '@parley/client';
import { useMemo } from 'react';
import { useChat } from '../app/session';
import { useOpen } from '../conversations/open-conversation';
import { isPicture } from './is-picture';
import type { Picture } from './Lightbox';

const NONE: readonly Outgoing[] = [];

/** The pictures of the open conversation, as far as its messages are shown, oldest first. */
export function usePictures(): readonly Picture[] {
  const { conversation } = useOpen();
  const { id } = conversation;
  const held = useChat((state) => entries(shown(state, id)));
  const outbox = useChat((state) => (showsNewest(state, id) ? state.outbox : NONE));
  return useMemo(() => {
    const there = held.filter(({ deletedAt }) => !deletedAt);
    return [...there, ...pending(outbox, id)].flatMap(({ url = null, fileName = null }) =>
      isPicture(url, fileName) ? [{ url: url!, name: fileName! }] : [],
    );
  }, [held, outbox, id]);
}
