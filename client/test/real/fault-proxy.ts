import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

interface Pair {
  readonly client: Socket;
  readonly server: Socket;
  /** The client is not to hear of its end. */
  half: boolean;
}

/** Stands between clients and a server, and does to their connections what networks do. */
export class FaultProxy {
  readonly #pairs = new Set<Pair>();
  readonly #server: Server;
  #refusing = false;
  #upgrading = true;
  #delayMs = 0;

  private constructor(private readonly to: number) {
    this.#server = createServer({ pauseOnConnect: true }, (client) => this.#join(client));
  }

  static async before(port: number): Promise<FaultProxy> {
    const proxy = new FaultProxy(port);
    proxy.#server.listen(0, '127.0.0.1');
    await once(proxy.#server, 'listening');
    return proxy;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Every connection breaks; new ones are let through. */
  cut(): void {
    for (const { client } of this.#pairs) client.resetAndDestroy();
  }

  /** The server sees its connections end, the clients hear nothing. */
  halfOpen(): void {
    for (const pair of this.#pairs) {
      pair.half = true;
      pair.server.destroy();
    }
  }

  /** Nothing passes, and nothing is told. */
  stall(): void {
    for (const { client, server } of this.#pairs) for (const end of [client, server]) end.pause();
  }

  go(): void {
    for (const { client, server } of this.#pairs) for (const end of [client, server]) end.resume();
  }

  /** Nobody gets in any more, or again. */
  refuse(refusing: boolean): void {
    this.#refusing = refusing;
  }

  /** As a proxy that knows no WebSockets: who asks for one is cut off. */
  refuseUpgrades(): void {
    this.#upgrading = false;
  }

  /** What comes through new connections comes this much later. */
  delay(ms: number): void {
    this.#delayMs = ms;
  }

  async close(): Promise<void> {
    this.#server.close();
    this.cut();
    await once(this.#server, 'close');
  }

  #join(client: Socket): void {
    if (this.#refusing) return void client.destroy();
    const server = connect(this.to, '127.0.0.1');
    const pair: Pair = { client, server, half: false };
    this.#pairs.add(pair);
    for (const end of [client, server]) end.on('error', () => undefined);
    client.on('close', () => {
      this.#pairs.delete(pair);
      server.destroy();
    });
    server.on('close', () => {
      if (!pair.half) client.destroy();
    });
    if (!this.#upgrading)
      client.on('data', (bytes: Buffer) => asksForUpgrade(bytes) && client.destroy());
    this.#carry(client, server, () => true);
    this.#carry(server, client, () => !pair.half);
    client.resume();
  }

  /** By hand: a pipe would tell of the end, and go on by itself after a pause. */
  #carry(from: Socket, to: Socket, open: () => boolean): void {
    const ms = this.#delayMs;
    const pass = (bytes: Buffer) => open() && to.writable && to.write(bytes);
    from.on('data', (bytes: Buffer) => (ms === 0 ? pass(bytes) : setTimeout(pass, ms, bytes)));
  }
}

function asksForUpgrade(request: Buffer): boolean {
  return /^upgrade: *websocket/im.test(request.toString('latin1'));
}
