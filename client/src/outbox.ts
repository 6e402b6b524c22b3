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
  /** Whether this client is to send: it is connected, and of several tabs the one that does. */
  readonly sends: () => boolean;
  /** Tells the other tabs. */
  readonly announce: (change: OutboxChange) => void;
  /** The stored entry of an acknowledged message. */
  readonly onStored: (entry: Entry) => void;
  /** Refused for good, here or in the tab that sends. */
  readonly onFailed: (message: Outgoing) => void;
  readonly now?: () => number;
}

/** A message that was typed or is in another state, or the id of one that was thrown away. */
export type OutboxChange = { readonly put: Outgoing } | { readonly discarded: string };

/** What a message says; a text that is empty is none. */
export type Content = Pick<Outgoing, 'text' | 'url' | 'fileName' | 'replyTo'>;

/**
 * Sends what was typed: in a conversation one message at a time, in the order of typing, each
 * with one `clientMessageId` for all its tries. Since the server knows that id again, a message
 * whose answer was lost is sent again without being doubled, and a later one never overtakes it:
 * not even where two tabs send at once, since each waits for the answer to what comes before.
 */
export class Outbox {
  readonly #sending = new Set<string>();
  /** By conversation: one that is refused for a while holds up no other. */
  readonly #backoffs = new Map<string, Backoff>();
  /** What the log holds by now, or was thrown away; a late word of another tab does not bring it back. */
  readonly #done = new Set<string>();
  readonly #pauses = new Set<ReturnType<typeof setTimeout>>();
  readonly #kept: Kept;
  #taking: Promise<void> | undefined;
  #lastTyped = 0;

  constructor(
    private readonly store: Store,
    private readonly options: OutboxOptions,
  ) {
    this.#kept = new Kept(store, options.storage);
  }

  /** From here on it is that user's. */
  open(userId: string): void {
    this.forget();
    this.#kept.open(userId);
  }

  /** It is nobody's: what is on its way is neither waited for nor sent again. */
  forget(): void {
    this.#kept.open('');
    this.#taking = undefined;
    this.#done.clear();
    this.#backoffs.clear();
    for (const pause of this.#pauses) clearTimeout(pause);
    this.#pauses.clear();
  }

  /** Takes up what an earlier page left behind, or a tab that has gone; until then nothing is sent. */
  takeUp(): Promise<void> {
    const taking = (this.#taking ??= this.#takeUp().finally(() => {
      if (this.#taking !== taking) return;
      this.#taking = undefined;
      this.flush();
    }));
    return taking;
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
    this.#change(message);
    void this.#drain(conversationId);
    return message;
  }

  /** Tries a failed message again, in its old place, and without a quote that is gone. */
  retry(clientMessageId: string): void {
    const message = this.#find(clientMessageId);
    if (message?.status !== 'failed') return;
    this.#replace(asWaiting(message));
    this.#change(asWaiting(message));
    void this.#drain(message.conversationId);
  }

  discard(clientMessageId: string): void {
    this.#done.add(clientMessageId);
    this.#take([clientMessageId]);
    void this.#kept.remove(clientMessageId);
    this.options.announce({ discarded: clientMessageId });
  }

  /** What another tab did. */
  heard(change: OutboxChange): void {
    if ('discarded' in change) {
      this.#done.add(change.discarded);
      return this.#take([change.discarded]);
    }
    const { put } = change;
    const known = this.#find(put.clientMessageId);
    // What is being sent here is known best here.
    if (known?.status === 'sending' || this.#done.has(put.clientMessageId)) return;
    if (put.status === 'failed') this.options.onFailed(put);
    if (known) this.#replace(put);
    else if (put.status !== 'acknowledged') this.#insert([put]);
    void this.#drain(put.conversationId);
  }

  /** Takes out what the log holds now, whichever way it came: by push, by sync, or as an answer. */
  settle(entries: readonly Entry[]): void {
    const { me, outbox } = this.store.get();
    const ids = new Set<string>();
    for (const { senderId, clientMessageId } of entries) {
      if (clientMessageId && senderId === me?.id) ids.add(clientMessageId);
    }
    for (const id of ids) this.#done.add(id);
    const settled = outbox.filter(({ clientMessageId }) => ids.has(clientMessageId));
    if (settled.length === 0) return;
    this.#take([...ids]);
    // Otherwise the tab that sends does it.
    if (this.options.sends()) {
      for (const { clientMessageId } of settled) void this.#kept.remove(clientMessageId);
    }
  }

  /** Sends on wherever something waits; called on every connect. */
  flush(): void {
    this.#backoffs.clear();
    const conversations = new Set(this.store.get().outbox.map((m) => m.conversationId));
    for (const id of conversations) void this.#drain(id);
  }

  async #takeUp(): Promise<void> {
    const left = await this.#kept.load();
    const isWaiting = ({ clientMessageId }: Outgoing) => !this.#done.has(clientMessageId);
    for (const { clientMessageId } of left.filter((message) => !isWaiting(message))) {
      void this.#kept.remove(clientMessageId);
    }
    this.#insert(left.filter(isWaiting).map((m) => (m.status === 'failed' ? m : asWaiting(m))));
  }

  async #drain(conversationId: string): Promise<void> {
    if (this.#sending.has(conversationId)) return;
    this.#sending.add(conversationId);
    try {
      while (this.options.sends() && !this.#taking) {
        const next = this.store
          .get()
          .outbox.find((m) => m.conversationId === conversationId && m.status === 'waiting');
        if (!next || !(await this.#send(next))) return;
      }
    } finally {
      this.#sending.delete(conversationId);
    }
  }

  /** False when sending has to pause. */
  async #send(message: Outgoing): Promise<boolean> {
    const userId = this.#kept.userId;
    this.#replace({ ...message, status: 'sending' });
    try {
      const entry = await this.options.post(message);
      if (this.#kept.userId !== userId) return false;
      this.#backoffs.delete(message.conversationId);
      this.#replace({ ...message, status: 'acknowledged' });
      this.options.announce({ put: { ...message, status: 'acknowledged' } });
      void this.#kept.remove(message.clientMessageId);
      this.options.onStored(entry);
      return true;
    } catch (cause) {
      if (this.#kept.userId !== userId) return false;
      return this.#refused(message, ParleyError.from(cause));
    }
  }

  #refused(message: Outgoing, error: ParleyError): boolean {
    if (!this.#find(message.clientMessageId)) return true;
    if (!error.passing) {
      const { message: problem, code } = error;
      const gone = quoteIsGone(message, error) ? { quoteGone: true as const } : {};
      const failed: Outgoing = { ...message, status: 'failed', problem, code, ...gone };
      this.#replace(failed);
      this.#change(failed);
      this.options.onFailed(failed);
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
    const pause = setTimeout(() => {
      this.#pauses.delete(pause);
      void this.#drain(conversationId);
    }, wait);
    this.#pauses.add(pause);
  }

  #find(clientMessageId: string): Outgoing | undefined {
    return this.store.get().outbox.find((m) => m.clientMessageId === clientMessageId);
  }

  /** Writes it down, and tells the other tabs. */
  #change(message: Outgoing): void {
    void this.#kept.put(message);
    this.options.announce({ put: message });
  }

  /** In the order of typing, whichever tab it was typed in. */
  #insert(messages: readonly Outgoing[]): void {
    this.store.update(({ outbox }) => {
      const known = new Set(outbox.map((message) => message.clientMessageId));
      const fresh = messages.filter((message) => !known.has(message.clientMessageId));
      return fresh.length === 0 ? {} : { outbox: [...outbox, ...fresh].sort(byTyping) };
    });
    for (const { typedAt } of messages) this.#lastTyped = Math.max(this.#lastTyped, typedAt);
  }

  /** Does nothing for a message that is gone: its entry may arrive before its acknowledgement. */
  #replace(message: Outgoing): void {
    this.store.update(({ outbox }) => ({
      outbox: outbox.map((m) => (m.clientMessageId === message.clientMessageId ? message : m)),
    }));
  }

  #take(clientMessageIds: readonly string[]): void {
    const ids = new Set(clientMessageIds);
    this.#kept.forget(clientMessageIds);
    this.store.update(({ outbox }) => ({
      outbox: outbox.filter((message) => !ids.has(message.clientMessageId)),
    }));
  }
}

function asWaiting({ problem: _problem, code: _code, ...message }: Outgoing): Outgoing {
  const { quoteGone, replyTo: _replyTo, ...alone } = message;
  return { ...(quoteGone ? alone : message), status: 'waiting' };
}

/** Deleted, or fallen out of a log that is not kept for ever. */
function quoteIsGone({ replyTo }: Outgoing, { code, fields }: ParleyError): boolean {
  return (
    replyTo !== undefined &&
    (code === 'NOT_FOUND' || fields.some(({ field }) => field === 'replyTo'))
  );
}

function byTyping(a: Outgoing, b: Outgoing): number {
  return a.typedAt - b.typedAt || (a.clientMessageId < b.clientMessageId ? -1 : 1);
}
