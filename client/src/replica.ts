import { newest, unlessSame, withLast } from './conversation-list.js';
import { Logs } from './logs.js';
import { marksOf, withMark } from './marks.js';
import type { KeptConversation } from './snapshot-storage.js';
import { withValue, type Store } from './state.js';
import { merged, started } from './timeline.js';
import type { Conversation, DeliveredEvent, Entry, ReadEvent, SyncReply } from './wire.js';

/** Of what has changed more than this the newest part is fetched anew. */
const FAR = 500;

/**
 * Keeps the store's conversations and timelines a true copy of the server's. Pushes are taken in
 * the order of their revisions; one that leaves a hole is held back until a sync has filled it.
 */
export class Replica {
  readonly logs: Logs;
  readonly #held = new Map<string, Map<number, Entry>>();
  /** When the word was asked for, or came unasked, that is known of a conversation. */
  readonly #asOf = new Map<string, number>();
  #now = 0;

  constructor(
    private readonly store: Store,
    /** Told of the entries that the log holds now. */
    private readonly logged: (entries: readonly Entry[]) => void = () => undefined,
    /** Told of what a sync brought that was written since, no push told of and nobody has read. */
    private readonly missed: (entries: readonly Entry[]) => void = () => undefined,
  ) {
    this.logs = new Logs(store);
  }

  /** Begins with what was kept of an earlier time; the next sync brings what is missing. */
  recall(kept: readonly KeptConversation[]): void {
    const logs = kept.flatMap(({ conversation, timeline }) =>
      timeline ? [[conversation.id, timeline] as const] : [],
    );
    this.store.update(() => ({
      conversations: new Map(kept.map(({ conversation }) => [conversation.id, conversation])),
      timelines: new Map(logs),
      reads: marksOf(kept.map(({ conversation, read }) => [conversation.id, read])),
      delivered: marksOf(kept.map(({ conversation, delivered }) => [conversation.id, delivered])),
    }));
    for (const [, { entries }] of logs) this.logged(entries);
  }

  /** False when revisions are missing before this entry: the caller is to sync. */
  push(entry: Entry): boolean {
    const { conversationId, rev } = entry;
    this.#refresh(conversationId, [entry]);
    const timeline = this.store.get().timelines.get(conversationId);
    if (!timeline || rev > timeline.cursor + 1) {
      const held = this.#held.get(conversationId) ?? new Map<number, Entry>();
      this.#held.set(conversationId, held.set(rev, entry));
      return false;
    }
    const next = merged(timeline, [entry]);
    this.logs.put(conversationId, { ...next, cursor: Math.max(timeline.cursor, rev) });
    this.logged([entry]);
    this.#drain(conversationId);
    return true;
  }

  /** What to send as `sync`'s cursors. */
  cursors(): Record<string, number> {
    const cursors: Record<string, number> = {};
    for (const [id, timeline] of this.store.get().timelines) cursors[id] = timeline.cursor;
    return cursors;
  }

  /**
   * False when more is to be asked for at once.
   *
   * @param asOf the moment it was asked for
   */
  apply(reply: SyncReply, asOf = this.moment()): boolean {
    for (const id of reply.reset) this.#startOver(id);
    if (reply.conversations) this.#list(reply.conversations, asOf);
    for (const id of reply.gone) this.remove(id);
    const anew = new Set(reply.conversations?.filter((view) => this.#isFarBehind(view)).map(idOf));
    for (const id of anew) this.#forget(id);
    const changes = byConversation(reply.changes);
    for (const [id, cursor] of Object.entries(reply.cursors)) {
      // One was removed from it while the answer was on its way.
      if (!this.store.get().conversations.has(id)) continue;
      const entries = changes.get(id) ?? [];
      this.#refresh(id, entries);
      if (!anew.has(id)) {
        const missed = this.#missedIn(id, entries);
        this.#advance(id, entries, cursor);
        if (missed.length > 0) this.missed(missed);
      }
      this.logged(entries);
    }
    return !reply.more && reply.reset.length === 0 && anew.size === 0;
  }

  #missedIn(id: string, entries: readonly Entry[]): readonly Entry[] {
    const { timelines, conversations } = this.store.get();
    const held = timelines.get(id)?.entries.at(-1)?.seq ?? 0;
    const seen = Math.max(held, conversations.get(id)?.readSeq ?? 0);
    const pushed = this.#held.get(id);
    return entries.filter(
      ({ seq, rev, deletedAt }) => seq > seen && !deletedAt && !pushed?.has(rev),
    );
  }

  #advance(id: string, entries: readonly Entry[], cursor: number): void {
    const { timelines, conversations } = this.store.get();
    const timeline = timelines.get(id);
    if (!timeline) this.logs.put(id, started(entries, cursor, conversations.get(id)?.lastSeq ?? 0));
    else if (entries.length > 0 || cursor > timeline.cursor) {
      this.logs.put(id, {
        ...merged(timeline, entries),
        cursor: Math.max(timeline.cursor, cursor),
      });
    }
    this.#drain(id);
  }

  /** All there are: what is known of others is over, unless it has come since. */
  #list(views: readonly Conversation[], asOf: number): void {
    for (const view of views) this.conversation(view, asOf);
    const listed = new Set(views.map(idOf));
    for (const id of this.store.get().conversations.keys()) {
      if (!listed.has(id) && (this.#asOf.get(id) ?? 0) < asOf) this.remove(id);
    }
  }

  /** To fetch what is newest is less than all that has changed, unless somebody is reading there. */
  #isFarBehind({ id, rev }: Conversation): boolean {
    const timeline = this.store.get().timelines.get(id);
    return timeline !== undefined && rev - timeline.cursor > FAR && !this.logs.isRead(id);
  }

  /** Taken before something is asked, and given with the answer: what was asked later wins. */
  moment(): number {
    return ++this.#now;
  }

  /**
   * A conversation as in the list. False when a word on it that is at least as new came before, so
   * that whoever needs the answer asks again.
   */
  conversation(view: Conversation, asOf = this.moment()): boolean {
    if (asOf < (this.#asOf.get(view.id) ?? 0)) return false;
    this.#asOf.set(view.id, asOf);
    this.store.update(({ conversations, timelines }) => {
      const known = conversations.get(view.id);
      const now = known ? unlessSame(known, newest(known, view)) : view;
      const timeline = timelines.get(view.id);
      const next = withValue(conversations, view.id, now);
      return { conversations: timeline ? withLast(next, view.id, timeline) : next };
    });
    return true;
  }

  /** Removed from it, left it, or it was deleted: nothing of it is kept. */
  remove(id: string): void {
    this.#held.delete(id);
    // An answer asked for before does not bring it back.
    this.#asOf.set(id, this.moment());
    // At once: who sees it without its log would ask for it.
    this.store.update(({ conversations, timelines, windows, members, others, pins, ...state }) => ({
      conversations: withValue(conversations, id, undefined),
      timelines: withValue(timelines, id, undefined),
      windows: withValue(windows, id, undefined),
      members: withValue(members, id, undefined),
      others: new Map([...others].filter(([, entry]) => entry.conversationId !== id)),
      pins: withValue(pins, id, undefined),
      reads: withValue(state.reads, id, undefined),
      delivered: withValue(state.delivered, id, undefined),
      typing: withValue(state.typing, id, undefined),
    }));
  }

  read(event: ReadEvent): void {
    const { conversation_id: id, user_id: userId, seq } = event;
    this.store.update(({ me, conversations, reads, delivered }) => {
      const conversation = conversations.get(id);
      const own = userId === me?.id && conversation !== undefined && seq >= conversation.readSeq;
      return {
        reads: withMark(reads, id, userId, seq),
        // What is read is delivered.
        delivered: withMark(delivered, id, userId, seq),
        conversations: own
          ? withValue(conversations, id, {
              ...conversation,
              readSeq: seq,
              unreadCount: event.unreadCount ?? conversation.unreadCount,
              mentions: event.mentions ?? conversation.mentions,
            })
          : conversations,
      };
    });
  }

  delivered({ conversation_id: id, user_id: userId, seq }: DeliveredEvent): void {
    this.store.update(({ delivered }) => ({ delivered: withMark(delivered, id, userId, seq) }));
  }

  /** Entries asked for by name; an older revision never replaces a newer one. */
  point(entries: readonly Entry[]): void {
    this.store.update(({ others }) => {
      const next = new Map(others);
      for (const entry of entries) {
        if ((next.get(entry.id)?.rev ?? 0) < entry.rev) next.set(entry.id, entry);
      }
      return { others: next };
    });
  }

  /** What waits for a sync is the last person's. */
  forget(): void {
    this.#held.clear();
    this.#asOf.clear();
    this.logs.forget();
  }

  #drain(id: string): void {
    const held = this.#held.get(id);
    if (!held) return;
    for (const rev of [...held.keys()].sort((a, b) => a - b)) {
      const timeline = this.store.get().timelines.get(id);
      if (!timeline || rev > timeline.cursor + 1) return;
      const entry = held.get(rev)!;
      held.delete(rev);
      this.logs.put(id, { ...merged(timeline, [entry]), cursor: Math.max(timeline.cursor, rev) });
      this.logged([entry]);
    }
    if (held.size === 0) this.#held.delete(id);
  }

  /** What was pointed at, jumped to or is on its way here changes with the log. */
  #refresh(id: string, changes: readonly Entry[]): void {
    const { others } = this.store.get();
    const known = changes.filter((entry) => others.has(entry.id));
    if (known.length > 0) this.point(known);
    this.logs.refresh(id, changes);
  }

  /** The server knows less than was known here: it was restored from a copy. */
  #startOver(id: string): void {
    this.#forget(id);
    this.store.update(({ conversations, reads, delivered }) => {
      const known = conversations.get(id);
      return {
        reads: withValue(reads, id, undefined),
        delivered: withValue(delivered, id, undefined),
        conversations: known
          ? withValue(conversations, id, { ...known, lastSeq: 0, readSeq: 0 })
          : conversations,
      };
    });
  }

  #forget(id: string): void {
    // What was stored is done, though it is not shown.
    this.logged([...(this.#held.get(id)?.values() ?? [])]);
    this.#held.delete(id);
    this.store.update(({ timelines, windows, others }) => ({
      timelines: withValue(timelines, id, undefined),
      windows: withValue(windows, id, undefined),
      // They may have changed meanwhile.
      others: new Map([...others].filter(([, entry]) => entry.conversationId !== id)),
    }));
  }
}

function idOf({ id }: Conversation): string {
  return id;
}

function byConversation(entries: readonly Entry[]): Map<string, Entry[]> {
  const groups = new Map<string, Entry[]>();
  for (const entry of entries) {
    const group = groups.get(entry.conversationId);
    if (group) group.push(entry);
    else groups.set(entry.conversationId, [entry]);
  }
  return groups;
}
