import { entries, pending, type Entry, type State } from '@parley/client';

/**
 * The newest message of one's own there that can be edited, among those at hand. None while a newer one
 * is on its way: that is the one that is meant.
 */
export function lastOwnMessage(state: State, conversationId: string): Entry | undefined {
  if (pending(state.outbox, conversationId).length > 0) return undefined;
  return entries(state.timelines.get(conversationId)).findLast(
    ({ senderId, kind, text, deletedAt }) =>
      senderId === state.me?.id && kind === 'message' && text !== null && !deletedAt,
  );
}
