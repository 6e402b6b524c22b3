import { Api } from './api.js';
import { Connection, type SocketLike } from './connection.js';
import { Emitter } from './emitter.js';
import { ParleyError } from './errors.js';
import { Http } from './http.js';
import { Outbox } from './outbox.js';
import { MemoryOutbox, type OutboxStorage } from './outbox-storage.js';
import { Pushes } from './pushes.js';
import { ReadMarks } from './read-marks.js';
import { Replica } from './replica.js';
import { EMPTY, Store, withValue, type Outgoing } from './state.js';
import { Sync } from './sync.js';
import { Unread } from './unread.js';
import type { Broadcast, Entry, SyncReply, User } from './wire.js';

export interface ParleyOptions {
  /** Where the server is; left out means this page's own origin. */
  readonly url?: string;
  readonly outbox?: OutboxStorage;
  readonly fetch?: typeof fetch;
  readonly socket?: (url: string) => SocketLike;
}

export interface ParleyEvents {
  /** The session has ended: signed out here or elsewhere, revoked, or expired. */
  signedOut: undefined;
  /** An entry came live (not by history or after a reconnect). */
  message: Entry;
  broadcast: Broadcast;
}

const OLDER_PAGE = 50;
const PUSH_PATIENCE_MS = 1_000;

/** A signed-in person's whole view of the server, kept current. */
export class Parley {
  readonly store = new Store();
  readonly events = new Emitter<ParleyEvents>();
  readonly api: Api;
  readonly #connection: Connection;
  readonly #replica = new Replica(this.store);
  readonly #sync: Sync;
  readonly #outbox: Outbox;
  readonly #unread: Unread;
  readonly #reads: ReadMarks;
  readonly #pushes: Pushes;
  #viewing: string | null = null;

  constructor(options: ParleyOptions = {}) {
    const url = options.url ?? '';
    const http = new Http(url, () => this.#ended(), options.fetch);
    this.api = new Api(http);
    this.#connection = new Connection(
      { url, renew: () => http.renew(), ...(options.socket ? { socket: options.socket } : {}) },
      {
        connected: () => this.#connected(),
        lost: () => this.#lost(),
        sentAway: () => void this.#sentAway(),
        event: (name, payload) => this.#pushes.take(name, payload),
      },
    );
    const connected = () => this.#connection.connected;
    this.#sync = new Sync(this.#replica, {
      request: (cursors) => this.#connection.request<SyncReply>('sync', { cursors }, 30_000),
      connected,
      onCurrent: () => this.#current(),
    });
    this.#outbox = new Outbox(this.store, {
      storage: options.outbox ?? new MemoryOutbox(),
      post: (message) => this.#connection.request<Entry>('send_message', asPayload(message)),
      connected,
      onStored: (entry) => this.#stored(entry),
    });
    this.#unread = new Unread(this.api, this.#replica);
    this.#reads = new ReadMarks(this.store, (conversation_id, seq) =>
      this.#connection.tell('mark_read', { conversation_id, seq }),
    );
    this.#pushes = new Pushes(this.store, this.#replica, {
      gap: () => this.#sync.wish(),
      arrived: (entry) => this.#arrived(entry),
      broadcast: (message) => this.events.emit('broadcast', message),
      met: () => void this.#loadPresence(),
    });
  }

  /** Makes an account and signs in with it. */
  async signUp(
    username: string,
    email: string,
    password: string,
    invitation?: string,
  ): Promise<User> {
    await this.api.signUp(username, email, password, invitation);
    return this.signIn(email, password);
  }

  async signIn(email: string, password: string): Promise<User> {
    const me = await this.api.signIn(email, password);
    await this.#begin(me);
    return me;
  }

  /** Takes up the session whose cookies this browser holds. Throws a 401 when there is none. */
  async resume(): Promise<User> {
    const me = await this.api.me();
    await this.#begin(me);
    return me;
  }

  async signOut(): Promise<void> {
    // Gone before the server closes it: the end is no surprise to be looked into.
    this.#connection.stop();
    try {
      await this.api.signOut();
    } catch (cause) {
      if (ParleyError.from(cause).status !== 401) {
        this.#connection.start();
        throw cause;
      }
    }
    this.#ended();
  }

  /** Comes back after the server sent this client away. */
  reconnect(): void {
    this.store.update(() => ({ connection: 'connecting' }));
    this.#connection.start();
  }

  /** The network or the tab is back: looks now whether the connection is. */
  hurry(): void {
    void this.#connection.hurry();
  }

  send(conversationId: string, text: string, replyTo?: string): Outgoing {
    return this.#outbox.add(conversationId, text, replyTo);
  }

  /** Tries a failed message again, in its old place. */
  retry(clientMessageId: string): void {
    this.#outbox.retry(clientMessageId);
  }

  discard(clientMessageId: string): void {
    this.#outbox.discard(clientMessageId);
  }

  /** Everything up to `seq` was seen by a person. A mark only moves forward. */
  markRead(conversationId: string, seq: number): void {
    this.#reads.mark(conversationId, seq);
  }

  /** Tells the others who is looking at what. One conversation at a time; null for none. */
  view(conversationId: string | null): void {
    if (conversationId === this.#viewing) return;
    if (this.#viewing) {
      this.#connection.tell('leave_conversation', { conversation_id: this.#viewing });
    }
    this.#viewing = conversationId;
    this.#join();
  }

  typing(conversationId: string, typing: boolean): void {
    this.#connection.tell('typing', { conversation_id: conversationId, typing });
  }

  /** Fetches the page of history above what is held; a call while one is under way is ignored. */
  async loadOlder(conversationId: string): Promise<void> {
    const timeline = this.store.get().timelines.get(conversationId);
    const oldest = timeline?.entries[0];
    if (!timeline || !oldest || timeline.floor <= 1 || timeline.loadingOlder) return;
    this.#replica.loadingOlder(conversationId, true);
    try {
      const page = await this.api.history(conversationId, oldest.id, OLDER_PAGE);
      this.#replica.older(conversationId, page);
    } finally {
      this.#replica.loadingOlder(conversationId, false);
    }
  }

  async loadMembers(conversationId: string): Promise<void> {
    const { members, ...view } = await this.api.conversation(conversationId);
    this.#replica.conversation(view);
    this.store.update((state) => ({
      members: withValue(state.members, conversationId, members),
    }));
  }

  async openDirect(userId: string): Promise<string> {
    const id = await this.api.openDirect(userId);
    await this.#known(id);
    return id;
  }

  async createGroup(name: string, userIds: readonly string[]): Promise<string> {
    const id = await this.api.createGroup(name, userIds);
    await this.#known(id);
    return id;
  }

  /** The page may show a new conversation before its push came. */
  async #known(id: string): Promise<void> {
    if (!this.store.get().conversations.has(id)) await this.loadMembers(id);
    if (!this.store.get().timelines.has(id)) this.#sync.wish();
    void this.#loadPresence();
  }

  async #begin(me: User): Promise<void> {
    this.store.update(() => ({ ...EMPTY, me }));
    await this.#outbox.open(me.id);
    this.#connection.start();
  }

  #connected(): void {
    this.store.update(() => ({ connection: 'catching-up' }));
    this.#join();
    this.#outbox.flush();
    this.#reads.resend();
    this.#sync.wish();
    void this.#loadPresence();
  }

  /** Who is online cannot be known from here now. */
  #lost(): void {
    this.store.update(({ presence }) => ({
      connection: 'connecting',
      presence: presence.size > 0 ? new Map() : presence,
    }));
  }

  #current(): void {
    if (!this.#connection.connected) return;
    this.store.update(() => ({ connection: 'live', loaded: true }));
  }

  /** Sent away on purpose: by the end of the session, or by an administrator while it lives on. */
  async #sentAway(): Promise<void> {
    this.store.update(() => ({ connection: 'stopped' }));
    // A 401 ends the session by itself; with any other answer the person decides.
    await this.api.me().catch(() => undefined);
  }

  #ended(): void {
    if (!this.store.get().me) return;
    this.#sync.stop();
    this.#reads.stop();
    this.#unread.stop();
    this.#connection.stop();
    this.#viewing = null;
    this.store.update(() => EMPTY);
    this.events.emit('signedOut', undefined);
  }

  #join(): void {
    if (this.#viewing) {
      this.#connection.tell('join_conversation', { conversation_id: this.#viewing });
    }
  }

  /** The pushes before one's own message are usually just behind its acknowledgement. */
  #stored(entry: Entry): void {
    if (this.#replica.push(entry)) return;
    setTimeout(() => {
      const timeline = this.store.get().timelines.get(entry.conversationId);
      if (timeline && timeline.cursor < entry.rev) this.#sync.wish();
    }, PUSH_PATIENCE_MS);
  }

  #arrived(entry: Entry): void {
    if (entry.senderId !== this.store.get().me?.id) this.#unread.wish();
    this.events.emit('message', entry);
  }

  async #loadPresence(): Promise<void> {
    const statuses = await this.api.presence().catch(() => ({}));
    this.store.update(({ presence }) => ({
      presence: new Map([...presence, ...Object.entries(statuses)]),
    }));
  }
}

function asPayload(message: Outgoing): object {
  return {
    conversation_id: message.conversationId,
    text: message.text,
    clientMessageId: message.clientMessageId,
    ...(message.replyTo === undefined ? {} : { replyTo: message.replyTo }),
  };
}
