import { furthest } from './marks.js';
import { conversationsByActivity } from './selectors.js';
import type { KeptConversation, Recalled, SnapshotStorage } from './snapshot-storage.js';
import type { State, Store } from './state.js';
import { trimmed } from './timeline.js';
import type { User } from './wire.js';

/** So many conversations, those used last with the newest of their logs. */
const CONVERSATIONS = 1_000;
const LOGS = 50;
const ENTRIES = 100;
const PAUSE_MS = 1_000;
/** Where there was no room there is none at once. */
const AFTER_FAILURE_MS = 60_000;

/**
 * Keeps what the store knows, for the next start to begin with: a while after it has changed, and
 * only what has. Each conversation is kept as it stood at one moment, with the cursor of its log, so that
 * a sync brings whatever was missed, however old it is and whatever a write has failed to keep.
 */
export class Snapshot {
  #written: ReadonlyMap<string, KeptConversation> = new Map();
  #writtenMe: User | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #pause = PAUSE_MS;

  constructor(
    private readonly store: Store,
    private readonly storage: SnapshotStorage,
    /** Whether this client is to write: of several tabs the one that leads. */
    private readonly writes: () => boolean,
  ) {
    store.subscribe(() => this.#wish());
  }

  async load(): Promise<Recalled | undefined> {
    return this.storage.load().catch(() => undefined);
  }

  /** From here on it is that person's; `conversations`: what the store was begun with. */
  async open(me: User, conversations: readonly KeptConversation[]): Promise<void> {
    this.#rest();
    this.#writtenMe = me;
    this.#written = new Map(conversations.map((kept) => [kept.conversation.id, kept]));
    await this.storage.open(me).catch(() => undefined);
  }

  async clear(userId: string): Promise<void> {
    await this.storage.clear(userId).catch(() => undefined);
  }

  #wish(): void {
    if (!this.store.get().me) return this.#rest();
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      void this.#write();
    }, this.#pause);
  }

  #rest(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  async #write(): Promise<void> {
    const state = this.store.get();
    // Before everything missed is here it would only be kept twice.
    if (!state.me || state.connection !== 'live' || !this.writes()) return;
    const before = this.#written;
    const now = toKeep(state);
    const changed = [...now].filter(([id, kept]) => !isSame(kept, before.get(id)));
    const removed = [...before.keys()].filter((id) => !now.has(id));
    if (changed.length + removed.length === 0 && state.me === this.#writtenMe) return;
    this.#written = now;
    this.#writtenMe = state.me;
    try {
      await this.storage.save(
        state.me,
        changed.map(([, kept]) => bounded(kept)),
        removed,
      );
      this.#pause = PAUSE_MS;
    } catch {
      // A full disk, say. All of it is tried again with some later change.
      this.#written = new Map();
      this.#pause = AFTER_FAILURE_MS;
    }
  }
}

function toKeep(state: State): ReadonlyMap<string, KeptConversation> {
  const used = conversationsByActivity(state).slice(0, CONVERSATIONS);
  return new Map(
    used.map((conversation, at) => {
      const { id } = conversation;
      const timeline = at < LOGS ? state.timelines.get(id) : undefined;
      if (!timeline) return [id, { conversation }];
      const read = furthest(state.reads.get(id), state.me?.id);
      const delivered = furthest(state.delivered.get(id), state.me?.id);
      return [id, { conversation, timeline, read, delivered }];
    }),
  );
}

function isSame(one: KeptConversation, other: KeptConversation | undefined): boolean {
  return (
    one.conversation === other?.conversation &&
    one.timeline?.entries === other.timeline?.entries &&
    one.timeline?.cursor === other.timeline?.cursor &&
    one.read?.seq === other.read?.seq &&
    one.delivered?.seq === other.delivered?.seq
  );
}

function bounded(kept: KeptConversation): KeptConversation {
  if (!kept.timeline) return kept;
  return { ...kept, timeline: { ...trimmed(kept.timeline, ENTRIES), loadingOlder: false } };
}
