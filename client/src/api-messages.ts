import { data, type Http } from './http.js';
import type { Entry, Receipts, SearchPage } from './wire.js';

export interface SearchQuery {
  readonly q: string;
  readonly conversationId?: string;
  readonly cursor?: string;
  readonly limit?: number;
}

/** What can be done with messages that are stored. */
export class MessagesApi {
  constructor(private readonly http: Http) {}

  async get(id: string): Promise<Entry> {
    return data(await this.http.get(`/messages/${id}`));
  }

  async edit(id: string, text: string): Promise<Entry> {
    return data(await this.http.put(`/messages/${id}`, { text }));
  }

  async remove(id: string): Promise<void> {
    await this.http.delete(`/messages/${id}`);
  }

  /** Sets or takes back one's own reaction. */
  async react(id: string, emoji: string, on: boolean): Promise<Entry> {
    const path = `/messages/${id}/reactions/${encodeURIComponent(emoji)}`;
    return data(await this.http.send(on ? 'PUT' : 'DELETE', path));
  }

  async pin(id: string, on: boolean): Promise<Entry> {
    return data(await this.http.send(on ? 'PUT' : 'DELETE', `/messages/${id}/pin`));
  }

  /** The one pinned last first. */
  async pins(conversationId: string): Promise<readonly Entry[]> {
    return data(await this.http.get(`/conversations/${conversationId}/pins`));
  }

  async receipts(id: string): Promise<Receipts> {
    return data(await this.http.get(`/messages/${id}/receipts`));
  }

  /** Newest first. A page may hold fewer than `limit`; the last one has no `nextCursor`. */
  async search(query: SearchQuery): Promise<SearchPage> {
    const given = Object.entries(query).filter(([, value]) => value !== undefined);
    const terms = new URLSearchParams(given.map(([key, value]) => [key, String(value)]));
    return (await this.http.get(`/messages/search?${terms}`)).body as SearchPage;
  }
}
