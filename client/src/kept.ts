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

  /** Whose it is. */
  get userId(): string {
    return this.#userId;
  }

  open(userId: string): void {
    this.#userId = userId;
    this.#unkept.clear();
  }

  /** What was left behind. */
  async load(): Promise<readonly Outgoing[]> {
    const userId = this.#userId;
    const left = await this.storage.load(userId).catch(() => undefined);
    if (userId !== this.#userId) return [];
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
    this.forget([clientMessageId]);
    // One that stays is sent again some day, and known again by its id.
    await this.storage.remove(clientMessageId).catch(() => undefined);
  }

  /** Need not be written down any more. */
  forget(clientMessageIds: readonly string[]): void {
    for (const id of clientMessageIds) this.#unkept.delete(id);
    this.#tell();
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
