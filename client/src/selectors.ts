import { furthest } from './marks.js';
import type { Outgoing, State, Timeline } from './state.js';
import { entryById } from './timeline.js';
import type { Conversation, Entry } from './wire.js';

/** Remembers the last answer, so that equal inputs give the same object. */
function remembered<A extends readonly unknown[], R>(compute: (...inputs: A) => R) {
  let last: { inputs: A; answer: R } | undefined;
  return (...inputs: A): R => {
    if (!last || inputs.some((input, i) => input !== last!.inputs[i])) {
      last = { inputs, answer: compute(...inputs) };
    }
    return last.answer;
  };
}

/** When something was last said there, or it was made: ISO-8601, so it sorts as text. */
export function activity(conversation: Conversation): string {
  return conversation.lastMessage?.createdAt ?? conversation.createdAt;
}

const sorted = remembered((conversations: State['conversations']) =>
  [...conversations.values()].sort((a, b) => {
    const kept = Number(b.pinned) - Number(a.pinned);
    if (kept !== 0) return kept;
    const order = activity(b).localeCompare(activity(a));
    return order || a.id.localeCompare(b.id);
  }),
);

/** All conversations: those kept on top, then newest activity first. */
export function conversationsByActivity(state: State): readonly Conversation[] {
  return sorted(state.conversations);
}

/** What the server counts as unread, over all conversations. */
export function unreadTotal(state: State): number {
  let total = 0;
  for (const conversation of state.conversations.values()) total += conversation.unreadCount;
  return total;
}

const NOTHING: readonly never[] = [];

/** The entries held of a conversation, ascending by `seq`. */
export function entries(timeline: Timeline | undefined): readonly Entry[] {
  return timeline?.entries ?? NOTHING;
}

/** What is to be shown of a conversation: where somebody jumped to, else its newest part. */
export function shown(state: State, conversationId: string): Timeline | undefined {
  return state.windows.get(conversationId) ?? state.timelines.get(conversationId);
}

/** Whether what is shown goes on to the newest entry. */
export function showsNewest(state: State, conversationId: string): boolean {
  return !state.windows.has(conversationId);
}

/** What was typed in that conversation and is not in its log yet, in the order of typing. */
export function pending(outbox: readonly Outgoing[], conversationId: string): readonly Outgoing[] {
  const own = outbox.filter((message) => message.conversationId === conversationId);
  return own.length > 0 ? own : NOTHING;
}

/** The furthest `seq` that anybody else has read there. */
export function readByOthers(state: State, conversationId: string): number {
  return furthest(state.reads.get(conversationId), state.me?.id)?.seq ?? 0;
}

/** The furthest `seq` that a device of anybody else has. */
export function deliveredToOthers(state: State, conversationId: string): number {
  return furthest(state.delivered.get(conversationId), state.me?.id)?.seq ?? 0;
}

/** An entry wherever it is held: in the log, or because somebody pointed at it. */
export function entryOf(state: State, conversationId: string, id: string): Entry | undefined {
  const { timelines, windows, others } = state;
  return (
    entryById(timelines.get(conversationId), id) ??
    entryById(windows.get(conversationId), id) ??
    others.get(id)
  );
}

const pinned = remembered(
  (
    ids: readonly string[],
    timeline: Timeline | undefined,
    others: State['others'],
  ): readonly Entry[] => {
    const all = ids.map((id) => entryById(timeline, id) ?? others.get(id));
    return all.filter((entry) => entry?.pinnedAt !== undefined) as Entry[];
  },
);

/** What is pinned there, the one pinned last first. */
export function pinsOf(state: State, conversationId: string): readonly Entry[] {
  const ids = state.pins.get(conversationId);
  return ids?.length ? pinned(ids, state.timelines.get(conversationId), state.others) : NOTHING;
}

/** Friend requests and invitations that wait for one's answer. */
export function waiting(state: State): number {
  return state.requests.received.length + state.invitations.length;
}

export function isBlocked({ blocked }: State, userId: string | undefined): boolean {
  return blocked.some(({ user }) => user.id === userId);
}

/** Undefined while it is not known. */
export function online(state: State, userId: string | undefined): boolean | undefined {
  return userId === undefined ? undefined : state.presence.get(userId);
}
