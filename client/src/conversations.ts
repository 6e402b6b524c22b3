import type { Parts } from './parts.js';
import { withValue } from './state.js';

/** In larger groups who comes and goes is told only to those who look at them. */
const TOLD_TO_ALL = 100;

/** How conversations come about, and who is in them. */
export class Conversations {
  /** When the members were asked for that are known. */
  readonly #asOf = new Map<string, number>();

  constructor(private readonly parts: Parts) {}

  async loadMembers(id: string): Promise<void> {
    const { api, replica, store, presence } = this.parts;
    const asOf = replica.moment();
    const { members, ...view } = await api.conversation(id);
    replica.conversation(view, asOf);
    // An answer may be overtaken by a later one, and by one's removal.
    if (asOf < (this.#asOf.get(id) ?? 0) || !store.get().conversations.has(id)) return;
    this.#asOf.set(id, asOf);
    store.update((state) => ({ members: withValue(state.members, id, members) }));
    if (members.length > TOLD_TO_ALL) presence.wish();
  }

  async openDirect(userId: string): Promise<string> {
    const id = await this.parts.api.openDirect(userId);
    await this.#known(id);
    return id;
  }

  async createGroup(name: string, userIds: readonly string[]): Promise<string> {
    const id = await this.parts.api.createGroup(name, userIds);
    await this.#known(id);
    return id;
  }

  async answerInvitation(id: string, yes: boolean): Promise<void> {
    await this.parts.people.answer(id, yes);
    if (yes) await this.#known(id);
  }

  /** Accepting makes or finds the direct conversation; its id, or null when declined. */
  async answerFriend(requestId: string, yes: boolean): Promise<string | null> {
    const { people } = this.parts;
    if (!yes) {
      await people.decline(requestId);
      return null;
    }
    const id = await people.accept(requestId);
    people.load();
    await this.#known(id);
    return id;
  }

  /** The page may show a new conversation before its push came. */
  async #known(id: string): Promise<void> {
    const { store, sync, presence } = this.parts;
    if (!store.get().conversations.has(id)) await this.loadMembers(id);
    if (!store.get().timelines.has(id)) sync.wish();
    presence.wish();
  }
}
