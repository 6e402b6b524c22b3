import type { DBSchema, IDBPObjectStore } from 'idb';
import { Database } from './database.js';
import type { Outgoing } from './state.js';

/** Where what was typed waits for the server, so that a closed tab loses nothing. */
export interface OutboxStorage {
  /** Everything kept for that user, oldest first. */
  load(userId: string): Promise<readonly Outgoing[]>;
  put(userId: string, message: Outgoing): Promise<void>;
  remove(clientMessageId: string): Promise<void>;
}

/** Keeps the outbox for as long as the page lives. */
export class MemoryOutbox implements OutboxStorage {
  readonly #kept = new Map<string, { userId: string; message: Outgoing }>();

  load(userId: string): Promise<readonly Outgoing[]> {
    const own = [...this.#kept.values()].filter((kept) => kept.userId === userId);
    return Promise.resolve(inOrder(own.map((kept) => kept.message)));
  }

  put(userId: string, message: Outgoing): Promise<void> {
    this.#kept.set(message.clientMessageId, { userId, message });
    return Promise.resolve();
  }

  remove(clientMessageId: string): Promise<void> {
    this.#kept.delete(clientMessageId);
    return Promise.resolve();
  }
}

interface Kept extends Outgoing {
  readonly userId: string;
}

interface Schema extends DBSchema {
  outbox: { key: string; value: Kept; indexes: { userId: string } };
}

type Writable = IDBPObjectStore<Schema, ['outbox'], 'outbox', 'readwrite'>;

/** Keeps the outbox in the browser's IndexedDB. */
export class IndexedDbOutbox implements OutboxStorage {
  readonly #database: Database<Schema>;

  constructor(name = 'parley') {
    this.#database = new Database(name, (db) => {
      const outbox = db.createObjectStore('outbox', { keyPath: 'clientMessageId' });
      outbox.createIndex('userId', 'userId');
    });
  }

  async load(userId: string): Promise<readonly Outgoing[]> {
    const db = await this.#database.open();
    const kept = await db.getAllFromIndex('outbox', 'userId', userId);
    return inOrder(kept.map(({ userId: _owner, ...message }) => message));
  }

  async put(userId: string, message: Outgoing): Promise<void> {
    await this.#write((outbox) => outbox.put({ ...message, userId }));
  }

  async remove(clientMessageId: string): Promise<void> {
    await this.#write((outbox) => outbox.delete(clientMessageId));
  }

  /**
   * Committed at once and not at the turn after: a page that goes away in between would take what
   * was typed with it. Strictly, so that what a crash of the machine leaves is there too.
   */
  async #write(change: (outbox: Writable) => Promise<unknown>): Promise<void> {
    const db = await this.#database.open();
    const transaction = db.transaction('outbox', 'readwrite', { durability: 'strict' });
    const changed = change(transaction.store);
    transaction.commit();
    await Promise.all([changed, transaction.done]);
  }
}

function inOrder(messages: Outgoing[]): Outgoing[] {
  return messages.sort((a, b) => a.typedAt - b.typedAt);
}
