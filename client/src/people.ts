import type { Api } from './api.js';
import type { Store } from './state.js';
import type { FriendRequest } from './wire.js';

/** Friends, the requests between people, and invitations to groups: kept as the server tells. */
export class People {
  constructor(
    private readonly store: Store,
    private readonly api: Api,
  ) {}

  /** All of it anew. What fails is asked again at the next connect. */
  async load(): Promise<void> {
    await Promise.all([this.#friends(), this.#requests(), this.invitations()]);
  }

  async invitations(): Promise<void> {
    const invitations = await this.api.groups.invitations().catch(() => undefined);
    if (invitations) this.store.update(() => ({ invitations }));
  }

  async ask(userId: string): Promise<void> {
    this.request(await this.api.friends.ask(userId));
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
    if (request.status === 'accepted') void this.#friends();
  }

  removed(friendId: string): void {
    this.store.update(({ friends }) => ({
      friends: friends.filter((friend) => friend.friendId !== friendId),
    }));
  }

  /** Accepted, declined or taken back from here. */
  #answered(requestId: string): void {
    this.store.update(({ requests }) => ({
      requests: {
        sent: requests.sent.filter(({ id }) => id !== requestId),
        received: requests.received.filter(({ id }) => id !== requestId),
      },
    }));
  }

  async #friends(): Promise<void> {
    const friends = await this.api.friends.list().catch(() => undefined);
    if (friends) this.store.update(() => ({ friends }));
  }

  async #requests(): Promise<void> {
    const requests = await this.api.friends.requests().catch(() => undefined);
    if (requests) this.store.update(() => ({ requests }));
  }
}
