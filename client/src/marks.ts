import { withValue, type Marks } from './state.js';

/** How far somebody is in a conversation. */
export interface Mark {
  readonly userId: string;
  readonly seq: number;
}

/** `marks` with one person's mark moved forward; a mark never goes back. */
export function withMark(marks: Marks, conversationId: string, userId: string, seq: number): Marks {
  const ofConversation = marks.get(conversationId) ?? new Map<string, number>();
  if ((ofConversation.get(userId) ?? 0) >= seq) return marks;
  return withValue(marks, conversationId, withValue(ofConversation, userId, seq));
}

/** The mark of whoever is furthest, apart from oneself. */
export function furthest(
  marks: ReadonlyMap<string, number> | undefined,
  meId: string | undefined,
): Mark | undefined {
  let mark: Mark | undefined;
  for (const [userId, seq] of marks ?? []) {
    if (userId !== meId && seq > (mark?.seq ?? 0)) mark = { userId, seq };
  }
  return mark;
}

/** One mark of each conversation, where there is any. */
export function marksOf(
  marks: readonly (readonly [conversationId: string, mark: Mark | undefined])[],
): Marks {
  return new Map(
    marks.flatMap(([id, mark]) =>
      mark ? [[id, new Map([[mark.userId, mark.seq]])] as const] : [],
    ),
  );
}
