import type { Api } from './api.js';
import { ParleyError } from './errors.js';
import type { Questions } from './questions.js';
import type { Store } from './state.js';
import type { FriendRequest, Invitation } from './wire.js';

/** Friends, the requests between people, invitations to groups, and who is kept out: as the server tells. */
export class People {
  constructor(
    private readonly store: Store,
    private readonly api: Api,
    private readonly questions: Questions,
  ) {}

  /** All of it anew. */
  load(): void {
    this.#friends();
    this.#requests();
    this.invitations();
    this.blocks();
  }

  invitations(): void {
    this.questions.ask(
      'invitations',
      () => this.api.groups.invitations(),
      (invitations) => this.store.update(() => ({ invitations })),
    );
  }

  /** Nobody tells of a block from another device, but of what ends with it, or is refused for it. */
  blocks(): void {
    this.questions.ask(
      'blocked',
      () => this.api.friends.blocked(),
      (blocked) => this.store.update(() => ({ blocked })),
    );
  }

  /** Comes into the group, or does not. */
  async answer(conversationId: string, yes: boolean): Promise<void> {
    try {
      await this.api.groups.answer(conversationId, yes);
      this.came(conversationId);
    } catch (cause) {
      // It may have been answered elsewhere, or taken back: nobody is told of that.
      if (ParleyError.from(cause).status === 404) this.invitations();
      throw cause;
    }
  }

  /** One is in that conversation, or will not be: no invitation to it is open. */
  came(conversationId: string): void {
    const isOther = (invitation: Invitation) => invitation.conversationId !== conversationId;
    this.store.update(({ invitations }) =>
      invitations.every(isOther) ? {} : { invitations: invitations.filter(isOther) },
    );
    this.#newer('invitations', () => this.invitations());
  }

  async ask(userId: string): Promise<void> {
    this.request(await this.api.friends.ask(userId));
    // It may have been accepted before this answer came.
    this.#requests();
  }

  /** The id of the direct conversation, which this makes or finds. */
  async accept(requestId: string): Promise<string> {
    const { conversationId } = await this.api.friends.accept(requestId);
    this.#answered(requestId);
    return conversationId;
  }

  async decline(requestId: string): Promise<void> {
    await this.api.friends.decline(requestId);
    this.#answered(requestId);
  }

  async cancel(requestId: string): Promise<void> {
    await this.api.friends.cancel(requestId);
    this.#answered(requestId);
  }

  async block(userId: string, on: boolean): Promise<void> {
    await this.api.friends.block(userId, on);
    this.blocks();
  }

  /** A request as it is now: pending ones are kept, with the side they belong to. */
  request(request: FriendRequest): void {
    this.store.update(({ requests, me }) => {
      const others = (all: readonly FriendRequest[]) => all.filter(({ id }) => id !== request.id);
      const sent = others(requests.sent);
      const received = others(requests.received);
      if (request.status !== 'pending') return { requests: { sent, received } };
      return request.fromUserId === me?.id
        ? { requests: { sent: [request, ...sent], received } }
        : { requests: { sent, received: [request, ...received] } };
    });
    this.#newer('requests', () => this.#requests());
    if (request.status === 'accepted') this.#friends();
    else if (request.status !== 'pending') this.blocks();
  }

  removed(friendId: string): void {
    this.store.update(({ friends }) => ({
      friends: friends.filter((friend) => friend.friendId !== friendId),
    }));
    this.#newer('friends', () => this.#friends());
    this.blocks();
  }

  /** Accepted, declined or taken back from here. */
  #answered(requestId: string): void {
    this.store.update(({ requests }) => ({
      requests: {
        sent: requests.sent.filter(({ id }) => id !== requestId),
        received: requests.received.filter(({ id }) => id !== requestId),
      },
    }));
    this.#newer('requests', () => this.#requests());
  }

  /** An answer on its way need not know of what has just changed. */
  #newer(question: string, ask: () => void): void {
    if (this.questions.isOpen(question)) ask();
  }

  #friends(): void {
    this.questions.ask(
      'friends',
      () => this.api.friends.list(),
      (friends) => this.store.update(() => ({ friends })),
    );
  }

  #requests(): void {
    this.questions.ask(
      'requests',
      () => this.api.friends.requests(),
      (requests) => this.store.update(() => ({ requests })),
    );
  }
}
