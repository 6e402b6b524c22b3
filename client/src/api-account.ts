import { data, type Http } from './http.js';
import type { Device, Strangers, User } from './wire.js';

export interface ProfileChange {
  readonly username?: string;
  /** The url of an upload; empty takes it away. */
  readonly avatar?: string;
  /** Needs the current one, and ends all other sessions. */
  readonly password?: string;
  readonly currentPassword?: string;
}

/** One's own account. */
export class AccountApi {
  constructor(private readonly http: Http) {}

  async update(change: ProfileChange): Promise<User> {
    return data(await this.http.put('/users/profile', change));
  }

  async devices(): Promise<readonly Device[]> {
    return data(await this.http.get('/auth/sessions'));
  }

  async endDevice(id: string): Promise<void> {
    await this.http.delete(`/auth/sessions/${id}`);
  }

  async strangers(): Promise<Strangers> {
    return data<{ strangers: Strangers }>(await this.http.get('/users/settings')).strangers;
  }

  async setStrangers(strangers: Strangers): Promise<void> {
    await this.http.put('/users/settings', { strangers });
  }

  /** Deletes the account; one is out everywhere at once. */
  async remove(password: string, messages: 'keep' | 'erase'): Promise<void> {
    await this.http.delete('/users/me', { password, messages });
  }

  /** Tells the administrators of one of these. */
  async report(
    what: { userId: string } | { messageId: string } | { conversationId: string },
    reason: string,
  ): Promise<void> {
    await this.http.post('/users/report', { ...what, reason });
  }
}
