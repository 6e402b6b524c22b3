import type { DBSchema, IDBPObjectStore } from 'idb';
import { Database } from './database.js';
import type { Mark } from './marks.js';
import type { Timeline } from './state.js';
import type { Conversation, User } from './wire.js';

/** A conversation as it stood at one moment; with the newest part of its log, or without it. */
export interface KeptConversation {
  readonly conversation: Conversation;
  readonly timeline?: Timeline;
  /** Who of the others has read the furthest, which is what one's own messages show. */
  readonly read?: Mark | undefined;
  /** The same for what their devices have. */
  readonly delivered?: Mark | undefined;
}

/** What one person had before them when it was kept last. */
export interface Recalled {
  readonly me: User;
  readonly conversations: readonly KeptConversation[];
}

/** Where what one person saw is kept, so that the next start shows it at once. Of one person at a time. */
export interface SnapshotStorage {
  /** What was kept last, whoever it is of; undefined also where it cannot be read. */
  load(): Promise<Recalled | undefined>;
  /** From here on it is that person's: what is of somebody else goes. */
  open(me: User): Promise<void>;
  /** All of it or nothing; nothing when it is somebody else's by now. */
  save(me: User, put: readonly KeptConversation[], removed: readonly string[]): Promise<void>;
  /** Leaves nothing of that person. */
  clear(userId: string): Promise<void>;
}

/** Keeps it for as long as the page lives. */
export class MemorySnapshot implements SnapshotStorage {
  #me: User | undefined;
  readonly #kept = new Map<string, KeptConversation>();

  load(): Promise<Recalled | undefined> {
    const me = this.#me;
    return Promise.resolve(me && { me, conversations: [...this.#kept.values()] });
  }

  open(me: User): Promise<void> {
    if (this.#me?.id !== me.id) this.#kept.clear();
    this.#me = me;
    return Promise.resolve();
  }

  save(me: User, put: readonly KeptConversation[], removed: readonly string[]): Promise<void> {
    if (this.#me?.id !== me.id) return Promise.resolve();
    this.#me = me;
    for (const kept of put) this.#kept.set(kept.conversation.id, kept);
    for (const id of removed) this.#kept.delete(id);
    return Promise.resolve();
  }

  clear(userId: string): Promise<void> {
    if (this.#me?.id !== userId) return Promise.resolve();
    this.#me = undefined;
    this.#kept.clear();
    return Promise.resolve();
  }
}

/** Raised whenever what is kept looks different: what another version wrote is not read. */
const FORMAT = 2;

interface Head {
  readonly format: number;
  readonly me: User;
}

interface Schema extends DBSchema {
  head: { key: 'head'; value: Head };
  conversations: { key: string; value: KeptConversation };
}

type Stores = ['head', 'conversations'];
type Heads = IDBPObjectStore<Schema, Stores, 'head', 'readwrite'>;
type Conversations = IDBPObjectStore<Schema, Stores, 'conversations', 'readwrite'>;

/** Keeps it in the browser's IndexedDB. */
export class IndexedDbSnapshot implements SnapshotStorage {
  readonly #database: Database<Schema>;

  constructor(name = 'parley-snapshot') {
    this.#database = new Database(name, (db) => {
      db.createObjectStore('head');
      db.createObjectStore('conversations', { keyPath: 'conversation.id' });
    });
  }

  async load(): Promise<Recalled | undefined> {
    const transaction = (await this.#database.open()).transaction(['head', 'conversations']);
    const head = await transaction.objectStore('head').get('head');
    if (head?.format !== FORMAT) return undefined;
    const conversations = await transaction.objectStore('conversations').getAll();
    return { me: head.me, conversations };
  }

  open(me: User): Promise<void> {
    return this.#change(async (head, conversations, known) => {
      if (!isOf(known, me.id)) await conversations.clear();
      await head.put({ format: FORMAT, me }, 'head');
    });
  }

  save(me: User, put: readonly KeptConversation[], removed: readonly string[]): Promise<void> {
    return this.#change(async (head, conversations, known) => {
      if (!isOf(known, me.id)) return;
      await Promise.all([
        head.put({ format: FORMAT, me }, 'head'),
        ...put.map((kept) => conversations.put(kept)),
        ...removed.map((id) => conversations.delete(id)),
      ]);
    });
  }

  clear(userId: string): Promise<void> {
    return this.#change(async (head, conversations, known) => {
      if (known?.me.id === userId) await Promise.all([head.clear(), conversations.clear()]);
    });
  }

  async #change(
    change: (
      head: Heads,
      conversations: Conversations,
      known: Head | undefined,
    ) => Promise<unknown>,
  ): Promise<void> {
    const db = await this.#database.open();
    const transaction = db.transaction(['head', 'conversations'], 'readwrite');
    const heads = transaction.objectStore('head');
    const known = await heads.get('head');
    const changed = change(heads, transaction.objectStore('conversations'), known);
    await Promise.all([changed, transaction.done]);
  }
}

function isOf(known: Head | undefined, userId: string): boolean {
  return known?.format === FORMAT && known.me.id === userId;
}
