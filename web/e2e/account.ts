import { expect, request, type APIRequestContext } from '@playwright/test';
import { PASSWORD } from './person';

/** Somebody without a browser, who acts by REST alone. */
export class Account {
  private constructor(
    readonly name: string,
    readonly id: string,
    private readonly rest: APIRequestContext,
  ) {}

  static async at(url: string, name: string): Promise<Account> {
    const rest = await request.newContext({ baseURL: url, extraHTTPHeaders: { Origin: url } });
    const email = `${name}@example.org`;
    const made = await rest.post('/api/v1/auth/signup', {
      data: { username: name, email, password: PASSWORD },
    });
    // Who was made before is taken up.
    expect([201, 409]).toContain(made.status());
    return Account.in(url, email, PASSWORD);
  }

  static async in(url: string, email: string, password: string): Promise<Account> {
    const rest = await request.newContext({ baseURL: url, extraHTTPHeaders: { Origin: url } });
    const reply = await rest.post('/api/v1/auth/signin', { data: { email, password } });
    const { data } = (await reply.json()) as { data: { id: string; username: string } };
    return new Account(data.username, data.id, rest);
  }

  async send<T>(method: string, path: string, data?: unknown): Promise<T> {
    const reply = await this.rest.fetch(`/api/v1${path}`, { method, data });
    expect(reply.ok(), `${method} ${path}: ${await reply.text()}`).toBe(true);
    return ((await reply.json()) as { data: T }).data;
  }

  async direct(other: { id: string }): Promise<string> {
    const made = { type: 'direct', userIds: [other.id] };
    return (await this.send<{ id: string }>('POST', '/conversations', made)).id;
  }

  async group(name: string, others: readonly { id: string }[]): Promise<string> {
    const made = { name, type: 'group', userIds: others.map(({ id }) => id) };
    return (await this.send<{ id: string }>('POST', '/conversations', made)).id;
  }

  /** The id of the message. */
  async say(conversationId: string, text: string, more: object = {}): Promise<string> {
    const message = { conversationId, ...(text === '' ? {} : { text }), ...more };
    return (await this.send<{ id: string }>('POST', '/messages', message)).id;
  }

  async upload(fileName: string, mimeType: string, buffer: Buffer): Promise<{ url: string }> {
    const reply = await this.rest.post('/api/v1/uploads', {
      multipart: { file: { name: fileName, mimeType, buffer } },
    });
    return ((await reply.json()) as { data: { url: string } }).data;
  }

  async leave(): Promise<void> {
    await this.rest.dispose();
  }
}
