import { withValue, type Marks } from './state.js';

/** `marks` with one person's mark moved forward; a mark never goes back. */
export function withMark(marks: Marks, conversationId: string, userId: string, seq: number): Marks {
  const ofConversation = marks.get(conversationId) ?? new Map<string, number>();
  if ((ofConversation.get(userId) ?? 0) >= seq) return marks;
  return withValue(marks, conversationId, withValue(ofConversation, userId, seq));
}
