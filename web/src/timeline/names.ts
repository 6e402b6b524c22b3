import type { Conversation, State } from '@parley/client';
import { t } from '../texts';

/** Somebody's name, as far as it is known here. */
export function nameOf(state: State, conversation: Conversation, userId: string): string {
  if (userId === state.me?.id) return t.timeline.me;
  if (userId === conversation.otherUserId) return conversation.name;
  const member = state.members.get(conversation.id)?.find(({ id }) => id === userId);
  return member?.username ?? t.timeline.somebody;
}
