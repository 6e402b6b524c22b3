import { useMemo } from 'react';
import { useChat } from '../app/session';
import { useOpen } from '../conversations/open-conversation';
import type { Named } from './mentions';

const NOBODY: readonly Named[] = [];

/** The names of those a message of the open conversation mentions, as far as they are known. */
export function useNamed(ids: readonly string[] | undefined): readonly Named[] {
  const { conversation } = useOpen();
  const me = useChat((state) => state.me);
  const members = useChat((state) => (ids ? state.members.get(conversation.id) : undefined));
  return useMemo(() => {
    if (!ids || ids.length === 0) return NOBODY;
    const known = new Map(members?.map((member) => [member.id, member.username]));
    if (me) known.set(me.id, me.username);
    if (conversation.otherUserId) known.set(conversation.otherUserId, conversation.name);
    return ids.flatMap((id) => {
      const name = known.get(id);
      return name === undefined ? [] : [{ name, me: id === me?.id }];
    });
  }, [ids, me, members, conversation.otherUserId, conversation.name]);
}
