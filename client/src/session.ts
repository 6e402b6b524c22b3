import { unlessSame } from './conversation-list.js';
import { ParleyError } from './errors.js';
import type { Ending } from './http.js';
import type { Parts } from './parts.js';
import type { KeptConversation } from './snapshot-storage.js';
import { EMPTY } from './state.js';
import type { User } from './wire.js';

/** Whose client this is: how that begins, and all the ways it ends. */
export class Session {
  #leaving = false;
  #wasSentAway = false;

  constructor(private readonly parts: Parts) {}

  /** @param recalled what was kept of that person, if that is all there is to go by */
  async begin(me: User, recalled?: readonly KeptConversation[]): Promise<void> {
    const { store, http, line, outbox, replica, snapshot } = this.parts;
    line.stop();
    http.actAs(me.id);
    this.#forget();
    store.update(() => ({ ...EMPTY, me }));
    outbox.open(me.id);
    if (recalled) replica.recall(recalled);
    void snapshot?.open(me, recalled ?? []);
    // What another tab types while the outbox is read is heard already.
    line.start();
    await outbox.takeUp();
  }

  /** Begins with what was kept of whoever was here last. */
  async recall(): Promise<User | undefined> {
    const kept = await this.parts.snapshot?.load();
    if (!kept) return undefined;
    await this.begin(kept.me, kept.conversations);
    // It may have been over before the outbox was read.
    return this.parts.store.get().me ?? undefined;
  }

  /** What one is called, and may do, may have changed elsewhere. */
  connected(): void {
    const { questions, api, store } = this.parts;
    questions.ask(
      'me',
      () => api.me(),
      (me) => store.update((state) => ({ me: state.me ? unlessSame(state.me, me) : me })),
    );
  }

  /** Sent away on purpose: by the end of the session, or by an administrator while it lives on. */
  async sentAway(): Promise<void> {
    // By one's own leaving: no surprise to be looked into, unless that fails.
    this.#wasSentAway = this.#leaving;
    if (this.#leaving) return;
    this.parts.store.update(() => ({ connection: 'stopped' }));
    // A 401 ends the session by itself; with any other answer the person decides.
    await this.parts.api.me().catch(() => undefined);
  }

  async signOut(): Promise<void> {
    await this.leave(async () => {
      try {
        await this.parts.api.signOut();
      } catch (cause) {
        if (ParleyError.from(cause).status !== 401) throw cause;
      }
    });
  }

  /** Ends the session by something that the server is asked to do. */
  async leave(ask: () => Promise<void>): Promise<void> {
    const { store, snapshot } = this.parts;
    const { me } = store.get();
    this.#leaving = true;
    this.#wasSentAway = false;
    try {
      await ask();
      // Before anybody hears of it, and leaves the page.
      if (me) await snapshot?.clear(me.id);
    } catch (cause) {
      // Another tab was told first.
      if (!store.get().me) return;
      this.#leaving = false;
      if (this.#wasSentAway) void this.sentAway();
      throw cause;
    } finally {
      this.#leaving = false;
    }
    this.ended('left');
  }

  /** Here, and so in every tab. */
  ended(how: Ending): void {
    this.parts.line.end(how);
    this.over(how);
  }

  over(how: Ending): void {
    const { store, snapshot, events } = this.parts;
    const { me } = store.get();
    if (!me) return;
    void snapshot?.clear(me.id);
    this.close();
    // A request on its way may be refused before one's own leaving is answered.
    events.emit('signedOut', this.#leaving ? 'left' : how);
  }

  close(): void {
    const { store, http, line } = this.parts;
    http.actAs();
    line.stop();
    this.#forget();
    store.update(() => EMPTY);
  }

  /** Nothing of one person's is the next one's. */
  #forget(): void {
    const {
      sync,
      questions,
      outbox,
      reads,
      unread,
      delivered,
      pointed,
      viewing,
      history,
      presence,
      pushes,
      replica,
    } = this.parts;
    sync.stop();
    questions.forget();
    outbox.forget();
    reads.forget();
    unread.stop();
    delivered.forget();
    pointed.forget();
    viewing.forget();
    history.forget();
    presence.forget();
    pushes.forget();
    replica.forget();
  }
}
