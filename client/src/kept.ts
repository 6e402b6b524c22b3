import type { OutboxStorage } from './outbox-storage.js';
import type { Outgoing, Store } from './state.js';

/**
 * The outbox written down, as it is now. What could not be written down lives as long as this
 * window, which the store tells (`outboxKept`); it is tried again together with the next one.
 */
export class Kept {
  readonly #unkept = new Map<string, Outgoing>();
  #userId = '';
  #read = true;

  constructor(
    private readonly store: Store,
    private readonly storage: OutboxStorage,
  ) {}

  /** What was left behind by that user, or by a tab that has gone. */
  async load(userId: string): Promise<readonly Outgoing[]> {
    if (userId !== this.#userId) this.#unkept.clear();
    this.#userId = userId;
    const left = await this.storage.load(userId).catch(() => undefined);
    this.#read = left !== undefined;
    this.#tell();
    return left ?? [];
  }

  async put(message: Outgoing): Promise<void> {
    if (await this.#write(message)) {
      await Promise.all([...this.#unkept.values()].map((unkept) => this.#write(unkept)));
    }
    this.#tell();
  }

  async remove(clientMessageId: string): Promise<void> {
    this.#unkept.delete(clientMessageId);
    this.#tell();
    // One that stays is sent again some day, and known again by its id.
    await this.storage.remove(clientMessageId).catch(() => undefined);
  }

  async #write(message: Outgoing): Promise<boolean> {
    const { clientMessageId: id } = message;
    try {
      await this.storage.put(this.#userId, message);
      this.#unkept.delete(id);
      return true;
    } catch {
      // A full disk, say. It may have been sent meanwhile.
      const isWaiting = this.store.get().outbox.some((m) => m.clientMessageId === id);
      if (isWaiting) this.#unkept.set(id, message);
      return false;
    }
  }

  #tell(): void {
    this.store.update(() => ({ outboxKept: this.#read && this.#unkept.size === 0 }));
  }
}
