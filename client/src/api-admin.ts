import { data, type Http } from './http.js';
import type {
  Account,
  AccountPage,
  AuditPage,
  Report,
  ReportPage,
  Stats,
  Viewed,
  Viewers,
} from './wire.js';

/** What the role `admin` may do. */
export class AdminApi {
  constructor(private readonly http: Http) {}

  async stats(): Promise<Stats> {
    return data(await this.http.get('/ws/stats'));
  }

  async accounts(q: string, cursor?: string): Promise<AccountPage> {
    const terms = new URLSearchParams({ q, limit: '50', ...(cursor ? { cursor } : {}) });
    return data(await this.http.get(`/ws/accounts?${terms}`));
  }

  async changeAccount(
    id: string,
    change: { disabled?: boolean; role?: 'user' | 'admin' },
  ): Promise<Account> {
    return data(await this.http.put(`/ws/accounts/${id}`, change));
  }

  /** Closes all sockets of that user; their sessions stay valid. */
  async disconnect(userId: string): Promise<void> {
    await this.http.delete(`/ws/users/${userId}`);
  }

  async viewers(conversationId: string): Promise<Viewers> {
    return data(await this.http.get(`/ws/conversations/${conversationId}/participants`));
  }

  /** What somebody looks at; of much, what most do. */
  async viewed(): Promise<readonly Viewed[]> {
    const { conversations } = data<{ conversations: readonly Viewed[] }>(
      await this.http.get('/ws/conversations'),
    );
    return conversations;
  }

  async broadcast(conversationId: string, message: string): Promise<void> {
    await this.http.post(`/ws/conversations/${conversationId}/broadcast`, { message });
  }

  async reports(status: Report['status'], cursor?: string): Promise<ReportPage> {
    const terms = new URLSearchParams({ status, ...(cursor ? { cursor } : {}) });
    return data(await this.http.get(`/ws/reports?${terms}`));
  }

  async closeReport(id: string, status: 'resolved' | 'dismissed', note?: string): Promise<void> {
    await this.http.put(`/ws/reports/${id}`, { status, ...(note ? { note } : {}) });
  }

  /** Makes any message a tombstone. */
  async removeMessage(id: string): Promise<void> {
    await this.http.delete(`/ws/messages/${id}`);
  }

  async audit(cursor?: string): Promise<AuditPage> {
    const terms = new URLSearchParams({ limit: '50', ...(cursor ? { cursor } : {}) });
    return data(await this.http.get(`/ws/audit?${terms}`));
  }
}
