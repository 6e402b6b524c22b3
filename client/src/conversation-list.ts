import { withValue, type Timeline } from './state.js';
import type { Conversation } from './wire.js';

/** `view`, with what the log and the marks have told meanwhile: neither goes back. */
export function newest(known: Conversation, view: Conversation): Conversation {
  const { lastSeq, lastMessage, rev, archived } = known;
  const { readSeq, lastReadAt, unreadCount, mentions } = known;
  return {
    ...view,
    ...(view.lastSeq < lastSeq ? { lastSeq, lastMessage, rev, archived } : {}),
    ...(view.readSeq < readSeq ? { readSeq, lastReadAt, unreadCount, mentions } : {}),
  };
}

/** What says nothing new is no change. */
export function unlessSame<T>(known: T, told: T): T {
  return JSON.stringify(known) === JSON.stringify(told) ? known : told;
}

/**
 * The list's preview and order follow the log at once, and what is archived comes back with the next
 * message; its unread counts are the server's alone.
 */
export function withLast(
  conversations: ReadonlyMap<string, Conversation>,
  id: string,
  { entries, floor }: Timeline,
): ReadonlyMap<string, Conversation> {
  const conversation = conversations.get(id);
  if (!conversation) return conversations;
  // The list may be ahead of the log by what a push or a sync is about to bring.
  if ((entries.at(-1)?.seq ?? 0) < conversation.lastSeq) return conversations;
  const held = entries.findLast((entry) => entry.kind === 'message' && !entry.deletedAt);
  const before = conversation.lastMessage;
  // One that would be held and is not was deleted.
  const lastMessage = held ?? (before && before.seq < floor ? before : null);
  const lastSeq = Math.max(conversation.lastSeq, entries.at(-1)?.seq ?? 0);
  const same = before?.id === lastMessage?.id && before?.rev === lastMessage?.rev;
  if (same && conversation.lastSeq === lastSeq) return conversations;
  const written = entries.findLast(({ kind }) => kind === 'message')?.seq ?? 0;
  const archived = conversation.archived && written <= conversation.lastSeq;
  return withValue(conversations, id, { ...conversation, lastMessage, lastSeq, archived });
}
