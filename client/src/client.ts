import type { Api } from './api.js';
import type { ProfileChange } from './api-account.js';
import { Conversations } from './conversations.js';
import { Course } from './course.js';
import type { Emitter } from './emitter.js';
import type { ParleyEvents, ParleyOptions } from './options.js';
import type { Content } from './outbox.js';
import { Parts } from './parts.js';
import { Session } from './session.js';
import type { Outgoing, Store } from './state.js';
import type { User } from './wire.js';

/** A signed-in person's whole view of the server, kept current. */
export class Parley {
  readonly store: Store;
  readonly events: Emitter<ParleyEvents>;
  readonly api: Api;
  readonly #parts: Parts;
  readonly #session: Session;
  readonly #course: Course;
  readonly #conversations: Conversations;

  constructor(options: ParleyOptions = {}) {
    this.#parts = new Parts(options, {
      connected: () => {
        this.#course.connected();
        this.#session.connected();
      },
      lost: () => this.#course.lost(),
      dropped: () => this.#course.catchUp(),
      current: () => this.#course.current(),
      stored: (entry) => this.#course.stored(entry),
      arrived: (entry) => this.#course.arrived(entry),
      changed: (entry) => this.#course.changed(entry),
      missed: (entries) => this.#course.missed(entries),
      sentAway: () => void this.#session.sentAway(),
      ended: (how) => this.#session.ended(how),
      over: (how) => this.#session.over(how),
    });
    this.store = this.#parts.store;
    this.events = this.#parts.events;
    this.api = this.#parts.api;
    this.#session = new Session(this.#parts);
    this.#course = new Course(this.#parts);
    this.#conversations = new Conversations(this.#parts);
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
    await this.#session.begin(me);
    return me;
  }

  /** Signs in by the password of the account that a provider's word alone did not open. */
  async link(password: string): Promise<User> {
    const me = await this.api.link(password);
    await this.#session.begin(me);
    return me;
  }

  /**
   * Shows what was kept of whoever was here last, without asking the server: undefined when nothing
   * was. It is taken up from there once the server answers, or is over if the session is.
   */
  recall(): Promise<User | undefined> {
    return this.#session.recall();
  }

  /** Takes up the session whose cookies this browser holds. Throws a 401 when there is none. */
  async resume(): Promise<User> {
    const me = await this.api.me();
    await this.#session.begin(me);
    return me;
  }

  signOut(): Promise<void> {
    return this.#session.signOut();
  }

  /**
   * Lets go of the connection and of all that is held, as the end of a program does. The session
   * lives on, and what waits is sent after the next start if the outbox keeps it.
   */
  close(): void {
    this.#session.close();
  }

  /** Out at once, here and everywhere. */
  deleteAccount(password: string, messages: 'keep' | 'erase'): Promise<void> {
    return this.#session.leave(() => this.api.account.remove(password, messages));
  }

  async updateProfile(change: ProfileChange): Promise<void> {
    const me = await this.api.account.update(change);
    this.store.update(() => ({ me }));
  }

  /** Comes back after the server sent this client away. */
  reconnect(): void {
    this.store.update(() => ({ connection: 'connecting' }));
    this.#parts.line.start();
  }

  /** The network is gone or back, or the tab is: looks now whether the connection is there. */
  hurry(): void {
    this.#parts.line.hurry();
  }

  send(conversationId: string, content: string | Content): Outgoing {
    // It comes at the end, and one wants to see it.
    this.showNewest(conversationId);
    return this.#parts.outbox.add(
      conversationId,
      typeof content === 'string' ? { text: content } : content,
    );
  }

  /** Tries a failed message again, in its old place, and without a quote that is gone. */
  retry(clientMessageId: string): void {
    this.#parts.outbox.retry(clientMessageId);
  }

  discard(clientMessageId: string): void {
    this.#parts.outbox.discard(clientMessageId);
  }

  async edit(messageId: string, text: string): Promise<void> {
    this.#course.stored(await this.api.messages.edit(messageId, text));
  }

  /** Leaves a tombstone, which comes as a push. */
  async remove(messageId: string): Promise<void> {
    await this.api.messages.remove(messageId);
  }

  async react(messageId: string, emoji: string, on: boolean): Promise<void> {
    this.#course.stored(await this.api.messages.react(messageId, emoji, on));
  }

  async pin(messageId: string, on: boolean): Promise<void> {
    const entry = await this.api.messages.pin(messageId, on);
    this.#course.stored(entry);
    this.#parts.pointed.pins(entry.conversationId);
  }

  /** Has the quoted entry at hand, wherever it lies. */
  quote(messageId: string): void {
    this.#parts.pointed.quote(messageId);
  }

  /** Tells the server who is looking at what. One conversation at a time; null for none. */
  view(conversationId: string | null): void {
    this.#parts.viewing.view(conversationId);
  }

  /** Everything up to `seq` was seen by a person. A mark only moves forward. */
  markRead(conversationId: string, seq: number): void {
    this.#parts.reads.mark(conversationId, seq);
  }

  typing(conversationId: string, typing: boolean): void {
    this.#parts.line.tell('typing', { conversation_id: conversationId, typing });
  }

  /** Fetches the page of history above what is held. */
  loadOlder(conversationId: string): Promise<void> {
    return this.#parts.history.older(conversationId);
  }

  /** Fetches the page below what was jumped to, until that has joined what is newest. */
  loadNewer(conversationId: string): Promise<void> {
    return this.#parts.history.newer(conversationId);
  }

  /** Fetches history down to that place in the log. False when it cannot be had. */
  loadDownTo(conversationId: string, seq: number): Promise<boolean> {
    return this.#parts.history.downTo(conversationId, seq);
  }

  /**
   * Has that place of the log shown (`shown`), in one request wherever it lies. False when it cannot
   * be had.
   */
  show(conversationId: string, seq: number): Promise<boolean> {
    return this.#parts.history.show(conversationId, seq);
  }

  /** Comes back from where one jumped to. */
  showNewest(conversationId: string): void {
    this.#parts.replica.logs.newest(conversationId);
  }

  loadMembers(conversationId: string): Promise<void> {
    return this.#conversations.loadMembers(conversationId);
  }

  openDirect(userId: string): Promise<string> {
    return this.#conversations.openDirect(userId);
  }

  createGroup(name: string, userIds: readonly string[]): Promise<string> {
    return this.#conversations.createGroup(name, userIds);
  }

  /** To a group, or a stranger's conversation. */
  answerInvitation(conversationId: string, yes: boolean): Promise<void> {
    return this.#conversations.answerInvitation(conversationId, yes);
  }

  askFriend(userId: string): Promise<void> {
    return this.#parts.people.ask(userId);
  }

  /** Accepting makes or finds the direct conversation; its id, or null when declined. */
  answerFriend(requestId: string, yes: boolean): Promise<string | null> {
    return this.#conversations.answerFriend(requestId, yes);
  }

  cancelRequest(requestId: string): Promise<void> {
    return this.#parts.people.cancel(requestId);
  }

  /** Keeps somebody out, or not any more. */
  block(userId: string, on: boolean): Promise<void> {
    return this.#parts.people.block(userId, on);
  }
}
