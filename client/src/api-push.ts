import { data, type Http } from './http.js';

/** What a browser's `PushSubscription` says of itself as JSON. */
export interface Subscription {
  readonly endpoint: string;
  readonly keys: { readonly p256dh: string; readonly auth: string };
}

/** Being told while no page is open. All are refused with 404 where the server does not push. */
export class PushApi {
  constructor(private readonly http: Http) {}

  /** The `applicationServerKey` to subscribe with. */
  async key(): Promise<string> {
    return data<{ publicKey: string }>(await this.http.get('/push/key')).publicKey;
  }

  /** It ends with the session it was made in. */
  async subscribe({ endpoint, keys }: Subscription): Promise<void> {
    await this.http.post('/push/subscriptions', { endpoint, keys });
  }

  async unsubscribe(endpoint: string): Promise<void> {
    await this.http.delete('/push/subscriptions', { endpoint });
  }
}
