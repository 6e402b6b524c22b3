import { entries } from '@parley/client';
import { useMemo } from 'react';
import { useChat } from '../app/session';
import { useOpen } from '../conversations/open-conversation';
import { isPicture } from './is-picture';
import type { Picture } from './Lightbox';

/** The pictures of the open conversation, as far as its messages are at hand, oldest first. */
export function usePictures(): readonly Picture[] {
  const { conversation } = useOpen();
  const held = useChat((state) => entries(state.timelines.get(conversation.id)));
  return useMemo(
    () =>
      held
        .filter(({ url, fileName, deletedAt }) => !deletedAt && isPicture(url, fileName))
        .map(({ url, fileName }) => ({ url: url!, name: fileName! })),
    [held],
  );
}
