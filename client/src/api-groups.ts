import { data, type Http } from './http.js';
import type { Invitation, Mark } from './wire.js';

/** Conversations: who is in them, what they are called, how one keeps them oneself. */
export class GroupsApi {
  constructor(private readonly http: Http) {}

  async update(id: string, change: { name?: string; avatar?: string }): Promise<void> {
    await this.http.put(`/conversations/${id}`, change);
  }

  /** Ends a group for everybody; archives a direct conversation for oneself. */
  async remove(id: string): Promise<void> {
    await this.http.delete(`/conversations/${id}`);
  }

  async addMember(id: string, userId: string): Promise<void> {
    await this.http.post(`/conversations/${id}/user`, { userId });
  }

  async removeMember(id: string, userId: string): Promise<void> {
    await this.http.delete(`/conversations/${id}/user`, { userId });
  }

  async leave(id: string): Promise<void> {
    await this.http.put(`/conversations/${id}/user`);
  }

  async setRole(id: string, userId: string, role: 'admin' | 'member'): Promise<void> {
    await this.http.put(`/conversations/${id}/user/${userId}/role`, { role });
  }

  async settings(
    id: string,
    change: { muted?: boolean; pinned?: boolean; archived?: boolean },
  ): Promise<void> {
    await this.http.put(`/conversations/${id}/settings`, change);
  }

  async marks(id: string): Promise<readonly Mark[]> {
    return data(await this.http.get(`/conversations/${id}/marks`));
  }

  async invitations(): Promise<readonly Invitation[]> {
    return data(await this.http.get('/conversations/invitations'));
  }

  /** An invitation to a group, or a stranger's conversation. */
  async answer(id: string, yes: boolean): Promise<void> {
    await this.http.post(`/conversations/${id}/${yes ? 'accept' : 'decline'}`);
  }
}
