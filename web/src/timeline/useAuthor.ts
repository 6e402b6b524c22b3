import type { Entry } from '@parley/client';
import { useChat } from '../app/session';
import { useOpen } from '../conversations/open-conversation';
import type { Shown } from '../people/PersonCard';

type Signed = Pick<Entry, 'senderId' | 'senderName'> & { readonly senderAvatar?: string | null };

/**
 * Whoever wrote something in the open conversation, as they are called and look by now: an entry says
 * how they were when it was fetched, which may be long ago.
 */
export function useAuthor({ senderId: id, senderName, senderAvatar }: Signed): Shown {
  const { conversation } = useOpen();
  const me = useChat((state) => (state.me?.id === id ? state.me : undefined));
  const member = useChat((state) => state.members.get(conversation.id)?.find((m) => m.id === id));
  if (id === conversation.otherUserId) {
    return { id, name: conversation.name, avatar: conversation.avatar };
  }
  const known = me ?? member;
  if (known) return { id, name: known.username, avatar: known.avatar };
  return { id, name: senderName, avatar: senderAvatar };
}
