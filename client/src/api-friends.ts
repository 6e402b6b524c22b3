import { data, type Http } from './http.js';
import type { Blocked, Friend, FriendAccepted, FriendPending, FriendRequest } from './wire.js';

/** Friends, requests to become some, and who is kept out. */
export class FriendsApi {
  constructor(private readonly http: Http) {}

  async list(): Promise<readonly Friend[]> {
    return data(await this.http.get('/friends'));
  }

  async requests(): Promise<FriendPending> {
    return data(await this.http.get('/friends/requests'));
  }

  async ask(toUserId: string): Promise<FriendRequest> {
    return data(await this.http.post('/friends/requests', { toUserId }));
  }

  async accept(requestId: string): Promise<FriendAccepted> {
    return data(await this.http.post(`/friends/requests/${requestId}/accept`));
  }

  async decline(requestId: string): Promise<void> {
    await this.http.post(`/friends/requests/${requestId}/decline`);
  }

  /** Takes one's own request back. */
  async cancel(requestId: string): Promise<void> {
    await this.http.delete(`/friends/requests/${requestId}`);
  }

  async remove(friendId: string): Promise<void> {
    await this.http.delete(`/friends/${friendId}`);
  }

  async blocked(): Promise<readonly Blocked[]> {
    return data(await this.http.get('/users/blocked'));
  }

  async block(userId: string, on: boolean): Promise<void> {
    await this.http.send(on ? 'POST' : 'DELETE', `/users/block/${userId}`);
  }
}
