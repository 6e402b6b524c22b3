import { entries, type Entry, type State } from '@parley/client';

/** The newest message of one's own there that can be edited, among those at hand. */
export function lastOwnMessage(state: State, conversationId: string): Entry | undefined {
  return entries(state.timelines.get(conversationId)).findLast(
    ({ senderId, kind, text, deletedAt }) =>
      senderId === state.me?.id && kind === 'message' && text !== null && !deletedAt,
  );
}
