import { createDecipheriv, createECDH, createHmac, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { BrowserContext } from '@playwright/test';

/** A push service on this machine, and the browser's keys to what it takes (RFC 8291, RFC 8188). */
export class PushInbox {
  readonly #keys = createECDH('prime256v1');
  readonly #auth = randomBytes(16);
  readonly #came = new Map<string, Buffer[]>();
  #server!: Server;

  private constructor() {
    this.#keys.generateKeys();
  }

  static async opened(): Promise<PushInbox> {
    const inbox = new PushInbox();
    inbox.#server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const path = request.url!;
        inbox.#came.set(path, [...(inbox.#came.get(path) ?? []), Buffer.concat(chunks)]);
        response.writeHead(201).end();
      });
    }).listen(0, '127.0.0.1');
    await once(inbox.#server, 'listening');
    return inbox;
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Browsers of that context subscribe here, under that name, instead of at their maker's. */
  async serve(context: BrowserContext, name: string): Promise<void> {
    const endpoint = `${this.origin}/${name}`;
    const keys = {
      p256dh: this.#keys.getPublicKey().toString('base64url'),
      auth: this.#auth.toString('base64url'),
    };
    await context.addInitScript(
      ({ endpoint, keys }) => {
        const KEY = 'test.subscribed';
        const subscription = (applicationServerKey: string) => ({
          endpoint,
          options: { applicationServerKey: bytes(applicationServerKey) },
          toJSON: () => ({ endpoint, keys }),
          unsubscribe: () => Promise.resolve(localStorage.removeItem(KEY)),
        });
        const bytes = (base64url: string) =>
          Uint8Array.from(atob(base64url.replaceAll('-', '+').replaceAll('_', '/')), (c) =>
            c.charCodeAt(0),
          ).buffer;
        Object.assign(PushManager.prototype, {
          getSubscription: () => {
            const held = localStorage.getItem(KEY);
            return Promise.resolve(held && subscription(held));
          },
          subscribe: ({ applicationServerKey }: { applicationServerKey: string }) => {
            localStorage.setItem(KEY, applicationServerKey);
            return Promise.resolve(subscription(applicationServerKey));
          },
        });
      },
      { endpoint, keys },
    );
  }

  /** What came under that name so far, decrypted. */
  came(name: string): readonly string[] {
    return (this.#came.get(`/${name}`) ?? []).map((body) => this.#opened(body));
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  #opened(body: Buffer): string {
    const salt = body.subarray(0, 16);
    const sender = body.subarray(21, 21 + body[20]!);
    const sealed = body.subarray(21 + body[20]!);
    const shared = this.#keys.computeSecret(sender);
    const info = Buffer.concat([Buffer.from('WebPush: info\0'), this.#keys.getPublicKey(), sender]);
    const prk = hmac(salt, hmac(hmac(this.#auth, shared), info, Buffer.of(1)));
    const key = hmac(prk, Buffer.from('Content-Encoding: aes128gcm\0\u0001')).subarray(0, 16);
    const nonce = hmac(prk, Buffer.from('Content-Encoding: nonce\0\u0001')).subarray(0, 12);
    const decipher = createDecipheriv('aes-128-gcm', key, nonce);
    decipher.setAuthTag(sealed.subarray(-16));
    const padded = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
    return padded.subarray(0, padded.lastIndexOf(2)).toString();
  }
}

function hmac(key: Buffer, ...parts: Buffer[]): Buffer {
  const mac = createHmac('sha256', key);
  for (const part of parts) mac.update(part);
  return mac.digest();
}
