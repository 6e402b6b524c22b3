import { Backoff } from './backoff.js';
import { ParleyError } from './errors.js';
import { newId } from './ids.js';
import { Kept } from './kept.js';
import type { OutboxStorage } from './outbox-storage.js';
import type { Outgoing, Store } from './state.js';
import type { Entry } from './wire.js';

export interface OutboxOptions {
  readonly storage: OutboxStorage;
  readonly post: (message: Outgoing) => Promise<Entry>;
  readonly connected: () => boolean;
  /** The stored entry of an acknowledged message. */
  readonly onStored: (entry: Entry) => void;
  readonly now?: () => number;
}

/** What a message says; a text that is empty is none. */
export type Content = Pick<Outgoing, 'text' | 'url' | 'fileName' | 'replyTo'>;

/**
 * Sends what was typed: in a conversation one message at a time, in the order of typing, each
 * with one `clientMessageId` for all its tries. Since the server knows that id again, a message
 * whose answer was lost is sent again without being doubled, and a later one never overtakes it.
 */
export class Outbox {
  readonly #sending = new Set<string>();
  /** By conversation: one that is refused for a while holds up no other. */
  readonly #backoffs = new Map<string, Backoff>();
  readonly #kept: Kept;
  #lastTyped = 0;

  constructor(
    private readonly store: Store,
    private readonly options: OutboxOptions,
  ) {
    this.#kept = new Kept(store, options.storage);
    store.subscribe(() => this.#settle());
  }

  /** Takes up what an earlier page of this user left behind. */
  async open(userId: string): Promise<void> {
    const left = await this.#kept.load(userId);
    this.store.update(({ outbox }) => {
      const known = new Set(outbox.map((message) => message.clientMessageId));
      const waiting = left
        .filter((message) => !known.has(message.clientMessageId))
        .map((message) => (message.status === 'failed' ? message : asWaiting(message)));
      return { outbox: [...waiting, ...outbox] };
    });
    this.flush();
  }

  add(conversationId: string, content: Content): Outgoing {
    // Two messages of one millisecond keep their order through storage.
    this.#lastTyped = Math.max((this.options.now ?? Date.now)(), this.#lastTyped + 1);
    const message: Outgoing = {
      clientMessageId: newId(),
      conversationId,
      ...content,
      typedAt: this.#lastTyped,
      status: 'waiting',
    };
    this.store.update(({ outbox }) => ({ outbox: [...outbox, message] }));
    void this.#kept.put(message);
    this.flush();
    return message;
  }

  retry(clientMessageId: string): void {
    const message = this.#find(clientMessageId);
    if (message?.status !== 'failed') return;
    this.#replace(asWaiting(message));
    void this.#kept.put(asWaiting(message));
    this.flush();
  }

  discard(clientMessageId: string): void {
    this.store.update(({ outbox }) => ({
      outbox: outbox.filter((message) => message.clientMessageId !== clientMessageId),
    }));
    void this.#kept.remove(clientMessageId);
  }

  /** Sends on wherever something waits; called on every connect. */
  flush(): void {
    const conversations = new Set(this.store.get().outbox.map((m) => m.conversationId));
    for (const id of conversations) void this.#drain(id);
  }

  async #drain(conversationId: string): Promise<void> {
    if (this.#sending.has(conversationId)) return;
    this.#sending.add(conversationId);
    try {
      for (;;) {
        const next = this.store
          .get()
          .outbox.find((m) => m.conversationId === conversationId && m.status === 'waiting');
        if (!next || !this.options.connected()) return;
        if (!(await this.#send(next))) return;
      }
    } finally {
      this.#sending.delete(conversationId);
    }
  }

  /** False when sending has to pause. */
  async #send(message: Outgoing): Promise<boolean> {
    this.#replace({ ...message, status: 'sending' });
    try {
      const entry = await this.options.post(message);
      this.#backoffs.delete(message.conversationId);
      this.#replace({ ...message, status: 'acknowledged' });
      void this.#kept.remove(message.clientMessageId);
      this.options.onStored(entry);
      return true;
    } catch (cause) {
      return this.#refused(message, ParleyError.from(cause));
    }
  }

  #refused(message: Outgoing, error: ParleyError): boolean {
    if (!error.passing) {
      const failed: Outgoing = { ...message, status: 'failed', problem: error.message };
      this.#replace(failed);
      void this.#kept.put(failed);
      return true;
    }
    this.#replace(asWaiting(message));
    this.#later(message.conversationId, error.retryAfterSeconds ?? 0);
    return false;
  }

  #later(conversationId: string, atLeastSeconds: number): void {
    const backoff = this.#backoffs.get(conversationId) ?? new Backoff();
    this.#backoffs.set(conversationId, backoff);
    const wait = Math.max(atLeastSeconds * 1_000, backoff.next());
    setTimeout(() => void this.#drain(conversationId), wait);
  }

  /** Takes out what the log holds by now, whichever way it came: by push, by sync, or as an answer. */
  #settle(): void {
    const { outbox, timelines, me } = this.store.get();
    for (const { conversationId, clientMessageId } of outbox) {
      const entries = timelines.get(conversationId)?.entries ?? [];
      const isLogged = entries.findLast(
        (entry) => entry.clientMessageId === clientMessageId && entry.senderId === me?.id,
      );
      if (isLogged) this.discard(clientMessageId);
    }
  }

  #find(clientMessageId: string): Outgoing | undefined {
    return this.store.get().outbox.find((m) => m.clientMessageId === clientMessageId);
  }

  /** Does nothing for a message that is gone: its entry may arrive before its acknowledgement. */
  #replace(message: Outgoing): void {
    this.store.update(({ outbox }) => ({
      outbox: outbox.map((m) => (m.clientMessageId === message.clientMessageId ? message : m)),
    }));
  }
}

function asWaiting({ problem: _problem, ...message }: Outgoing): Outgoing {
  return { ...message, status: 'waiting' };
}
