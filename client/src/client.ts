import { Api } from './api.js';
import type { ProfileChange } from './api-account.js';
import { DeliveredMarks } from './delivered-marks.js';
import { Emitter } from './emitter.js';
import { ParleyError } from './errors.js';
import { History } from './history.js';
import { Http, type Ending } from './http.js';
import type { ParleyEvents, ParleyOptions } from './options.js';
import { Outbox, type Content } from './outbox.js';
import { MemoryOutbox } from './outbox-storage.js';
import { People } from './people.js';
import { Pointed } from './pointed.js';
import { Presence } from './presence.js';
import { Pushes } from './pushes.js';
import { ReadMarks } from './read-marks.js';
import { Replica } from './replica.js';
import { SharedLine } from './shared-line.js';
import { Snapshot } from './snapshot.js';
import type { KeptConversation } from './snapshot-storage.js';
import { EMPTY, Store, withValue, type Outgoing } from './state.js';
import { Sync } from './sync.js';
import { ALONE } from './tabs.js';
import { Unread } from './unread.js';
import type { Entry, SyncReply, User } from './wire.js';

const PUSH_PATIENCE_MS = 1_000;
/** Of a long absence a few in each conversation are told: who comes back has the rest before them. */
const MOST_MISSED = 3;

/** A signed-in person's whole view of the server, kept current. */
export class Parley {
  readonly store = new Store();
  readonly events = new Emitter<ParleyEvents>();
  readonly api: Api;
  readonly #http: Http;
  readonly #line: SharedLine;
  readonly #replica: Replica;
  readonly #sync: Sync;
  readonly #outbox: Outbox;
  readonly #unread: Unread;
  readonly #reads: ReadMarks;
  readonly #delivered: DeliveredMarks;
  readonly #people: People;
  readonly #presence: Presence;
  readonly #pointed: Pointed;
  readonly #history: History;
  readonly #pushes: Pushes;
  readonly #snapshot: Snapshot | undefined;
  /** Who this is was not asked of the server yet. */
  #isRecalled = false;
  #viewing: string | null = null;
  #leaving = false;

  constructor(options: ParleyOptions = {}) {
    const url = options.url ?? '';
    this.#http = new Http(url, (how) => this.#ended(how), options.fetch);
    this.api = new Api(this.#http);
    this.#replica = new Replica(
      this.store,
      (entries) => this.#outbox.settle(entries),
      (entries) => this.#missed(entries),
    );
    this.#line = new SharedLine(
      {
        url,
        tabs: options.tabs ?? ALONE,
        userId: () => this.#http.userId,
        renew: () => this.#http.renew(),
        ...(options.socket ? { socket: options.socket } : {}),
      },
      {
        connected: () => this.#connected(),
        lost: () => this.#lost(),
        sentAway: () => void this.#sentAway(),
        replaced: () => this.#ended('replaced'),
        event: (name, payload) => this.#pushes.take(name, payload),
        elected: () => void this.#outbox.takeUp(),
        outbox: (change) => this.#outbox.heard(change),
        views: (views) => views.forEach((view) => this.#replica.conversation(view)),
        ended: (how) => this.#over(how),
      },
    );
    this.#sync = new Sync(this.#replica, {
      request: (cursors) => this.#line.request<SyncReply>('sync', { cursors }, 30_000),
      connected: () => this.#line.connected,
      onCurrent: () => this.#current(),
    });
    this.#outbox = new Outbox(this.store, {
      storage: options.outbox ?? new MemoryOutbox(),
      post: (message) => this.#line.request<Entry>('send_message', asPayload(message)),
      sends: () => this.#line.leads && this.#line.connected,
      announce: (change) => this.#line.announce(change),
      onStored: (entry) => this.#stored(entry),
    });
    this.#unread = new Unread(this.api, this.#replica, (views) => this.#line.share(views));
    this.#reads = new ReadMarks(this.store, (conversation_id, seq) =>
      this.#line.request('mark_read', { conversation_id, seq }),
    );
    this.#delivered = new DeliveredMarks(this.store, (conversation_id, seq) => {
      // What one tab has, the device has.
      if (this.#line.leads) this.#line.tell('mark_delivered', { conversation_id, seq });
    });
    this.#people = new People(this.store, this.api);
    this.#presence = new Presence(this.store, this.api);
    this.#pointed = new Pointed(this.store, this.#replica, this.api);
    this.#history = new History(this.store, this.#replica.logs, this.api);
    this.#pushes = new Pushes(this.store, this.#replica, this.#people, this.#presence, {
      gap: () => this.#sync.wish(),
      arrived: (entry) => this.#arrived(entry),
      changed: (entry) => this.#changed(entry),
      broadcast: (message) => this.events.emit('broadcast', message),
      met: () => void this.#presence.load(),
    });
    this.#snapshot =
      options.snapshot && new Snapshot(this.store, options.snapshot, () => this.#line.leads);
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

  /** Signs in by the password of the account that a provider's word alone did not open. */
  async link(password: string): Promise<User> {
    const me = await this.api.link(password);
    await this.#begin(me);
    return me;
  }

  /**
   * Shows what was kept of whoever was here last, without asking the server: undefined when nothing
   * was. It is taken up from there once the server answers, or is over if the session is.
   */
  async recall(): Promise<User | undefined> {
    const kept = await this.#snapshot?.load();
    if (!kept) return undefined;
    await this.#begin(kept.me, kept.conversations);
    return kept.me;
  }

  /** Takes up the session whose cookies this browser holds. Throws a 401 when there is none. */
  async resume(): Promise<User> {
    const me = await this.api.me();
    await this.#begin(me);
    return me;
  }

  async signOut(): Promise<void> {
    await this.#leave(async () => {
      try {
        await this.api.signOut();
      } catch (cause) {
        if (ParleyError.from(cause).status !== 401) throw cause;
      }
    });
  }

  /** Comes back after the server sent this client away. */
  reconnect(): void {
    this.store.update(() => ({ connection: 'connecting' }));
    this.#line.start();
  }

  /** The network or the tab is back: looks now whether the connection is. */
  hurry(): void {
    this.#line.hurry();
  }

  send(conversationId: string, content: string | Content): Outgoing {
    // It comes at the end, and one wants to see it.
    this.#replica.logs.newest(conversationId);
    return this.#outbox.add(
      conversationId,
      typeof content === 'string' ? { text: content } : content,
    );
  }

  async edit(messageId: string, text: string): Promise<void> {
    this.#stored(await this.api.messages.edit(messageId, text));
  }

  /** Leaves a tombstone, which comes as a push. */
  async remove(messageId: string): Promise<void> {
    await this.api.messages.remove(messageId);
  }

  async react(messageId: string, emoji: string, on: boolean): Promise<void> {
    this.#stored(await this.api.messages.react(messageId, emoji, on));
  }

  async pin(messageId: string, on: boolean): Promise<void> {
    const entry = await this.api.messages.pin(messageId, on);
    this.#stored(entry);
    await this.#pointed.pins(entry.conversationId);
  }

  /** Has the quoted entry at hand, wherever it lies. */
  quote(messageId: string): void {
    void this.#pointed.quote(messageId);
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
    if (this.#viewing) this.#replica.logs.leave(this.#viewing);
    if (conversationId) this.#replica.logs.keep(conversationId);
    this.#viewing = conversationId;
    this.#line.view(conversationId);
    this.#look();
  }

  typing(conversationId: string, typing: boolean): void {
    this.#line.tell('typing', { conversation_id: conversationId, typing });
  }

  /** Fetches the page of history above what is held. */
  loadOlder(conversationId: string): Promise<void> {
    return this.#history.older(conversationId);
  }

  /** Fetches the page below what was jumped to, until that has joined what is newest. */
  loadNewer(conversationId: string): Promise<void> {
    return this.#history.newer(conversationId);
  }

  /**
   * Has that place of the log shown (`shown`), in one request wherever it lies. False when it cannot
   * be had.
   */
  show(conversationId: string, seq: number): Promise<boolean> {
    return this.#history.show(conversationId, seq);
  }

  /** Comes back from where one jumped to. */
  showNewest(conversationId: string): void {
    this.#replica.logs.newest(conversationId);
  }

  /** Fetches history down to that place in the log. False when it cannot be had. */
  loadDownTo(conversationId: string, seq: number): Promise<boolean> {
    return this.#history.downTo(conversationId, seq);
  }

  async askFriend(userId: string): Promise<void> {
    await this.#people.ask(userId);
  }

  /** Accepting makes or finds the direct conversation; its id, or null when declined. */
  async answerFriend(requestId: string, yes: boolean): Promise<string | null> {
    if (!yes) {
      await this.#people.decline(requestId);
      return null;
    }
    const conversationId = await this.#people.accept(requestId);
    await Promise.all([this.#people.load(), this.#known(conversationId)]);
    return conversationId;
  }

  async cancelRequest(requestId: string): Promise<void> {
    await this.#people.cancel(requestId);
  }

  /** To a group, or a stranger's conversation. */
  async answerInvitation(conversationId: string, yes: boolean): Promise<void> {
    await this.api.groups.answer(conversationId, yes);
    await this.#people.invitations();
    if (yes) await this.#known(conversationId);
  }

  /** Out at once, here and everywhere. */
  async deleteAccount(password: string, messages: 'keep' | 'erase'): Promise<void> {
    await this.#leave(() => this.api.account.remove(password, messages));
  }

  async updateProfile(change: ProfileChange): Promise<void> {
    const user = await this.api.account.update(change);
    this.store.update(({ me }) => ({ me: { ...me, ...user } }));
  }

  async loadMembers(conversationId: string): Promise<void> {
    const asOf = this.#replica.moment();
    const { members, ...view } = await this.api.conversation(conversationId);
    this.#replica.conversation(view, asOf);
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
    void this.#presence.load();
  }

  async #begin(me: User, recalled?: readonly KeptConversation[]): Promise<void> {
    this.#line.stop();
    this.#http.actAs(me.id);
    this.#forget();
    this.store.update(() => ({ ...EMPTY, me }));
    this.#outbox.open(me.id);
    this.#isRecalled = recalled !== undefined;
    if (recalled) this.#replica.recall(recalled);
    void this.#snapshot?.open(me, recalled ?? []);
    // What another tab types while the outbox is read is heard already.
    this.#line.start();
    await this.#outbox.takeUp();
  }

  #connected(): void {
    this.store.update(() => ({ connection: 'catching-up' }));
    this.#look();
    this.#outbox.flush();
    this.#reads.resend();
    this.#sync.wish();
    void this.#presence.load();
    void this.#people.load();
    if (this.#isRecalled) void this.#askWhoThisIs();
  }

  async #askWhoThisIs(): Promise<void> {
    const me = await this.api.me().catch(() => undefined);
    if (!me) return;
    this.#isRecalled = false;
    this.store.update(() => ({ me }));
  }

  #lost(): void {
    this.#presence.lost();
    this.store.update(() => ({ connection: 'connecting' }));
  }

  #current(): void {
    if (!this.#line.connected) return;
    this.store.update(() => ({ connection: 'live', loaded: true }));
    this.#delivered.wish();
  }

  /** Sent away on purpose: by the end of the session, or by an administrator while it lives on. */
  async #sentAway(): Promise<void> {
    // By one's own leaving: no surprise to be looked into.
    if (this.#leaving) return;
    this.store.update(() => ({ connection: 'stopped' }));
    // A 401 ends the session by itself; with any other answer the person decides.
    await this.api.me().catch(() => undefined);
  }

  #ended(how: Ending): void {
    this.#line.end(how);
    this.#over(how);
  }

  #over(how: Ending): void {
    const { me } = this.store.get();
    if (!me) return;
    void this.#snapshot?.clear(me.id);
    this.#http.actAs();
    this.#line.stop();
    this.#forget();
    this.#viewing = null;
    this.store.update(() => EMPTY);
    this.events.emit('signedOut', how);
  }

  /** Ends the session by something that the server is asked to do. */
  async #leave(ask: () => Promise<void>): Promise<void> {
    const { me } = this.store.get();
    this.#leaving = true;
    try {
      await ask();
      // Before anybody hears of it, and leaves the page.
      if (me) await this.#snapshot?.clear(me.id);
    } catch (cause) {
      // Another tab was told first.
      if (!this.store.get().me) return;
      throw cause;
    } finally {
      this.#leaving = false;
    }
    this.#ended('over');
  }

  /** Nothing of one person's is the next one's. */
  #forget(): void {
    this.#sync.stop();
    this.#reads.forget();
    this.#unread.stop();
    this.#delivered.forget();
    this.#pointed.forget();
    this.#history.forget();
    this.#pushes.forget();
    this.#replica.forget();
  }

  /** What is shown beside the log of the open conversation. A failure: at the next connect. */
  #look(): void {
    if (!this.#viewing || !this.#line.connected) return;
    void this.#pointed.pins(this.#viewing).catch(() => undefined);
    void this.#pointed.marks(this.#viewing).catch(() => undefined);
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
    if (entry.senderId !== this.store.get().me?.id) {
      if (this.#line.leads) this.#unread.wish();
      this.#delivered.wish();
    }
    this.events.emit('message', entry);
  }

  /** What was missed before somebody came was not missed by them. */
  #missed(entries: readonly Entry[]): void {
    if (!this.store.get().loaded) return;
    for (const entry of entries.slice(-MOST_MISSED)) this.events.emit('message', entry);
  }

  #changed(entry: Entry): void {
    const known = this.store.get().pins.get(entry.conversationId);
    if (known && known.includes(entry.id) !== (entry.pinnedAt !== undefined)) {
      void this.#pointed.pins(entry.conversationId).catch(() => undefined);
    }
  }
}

function asPayload(message: Outgoing): object {
  return {
    conversation_id: message.conversationId,
    ...(message.text === '' ? {} : { text: message.text }),
    ...(message.url === undefined ? {} : { url: message.url }),
    ...(message.fileName === undefined ? {} : { fileName: message.fileName }),
    clientMessageId: message.clientMessageId,
    ...(message.replyTo === undefined ? {} : { replyTo: message.replyTo }),
  };
}
