import { Candidate } from './candidate.js';
import type { ConnectionOptions } from './connection.js';
import { Following, type Company } from './following.js';
import type { Ending } from './http.js';
import { newId } from './ids.js';
import { Leading } from './leading.js';
import type { Line, LineListener } from './line.js';
import type { OutboxChange } from './outbox.js';
import { lifeOf, type Channel, type TabMessage, type Tabs } from './tabs.js';
import type { Conversation } from './wire.js';

export interface SharedLineListener extends LineListener {
  /** This tab is the one that sends from here on. */
  elected(): void;
  /** Another tab has changed the outbox. */
  outbox(change: OutboxChange): void;
  /** Conversations as the leader was told of them. */
  views(views: readonly Conversation[]): void;
  /** The session is over, as another tab learned. */
  ended(how: Ending): void;
}

/**
 * The one connection that all tabs of a person share: the leader holds it, the others go through the
 * leader, and one of them takes over when it goes. Without other tabs one leads.
 */
export class SharedLine implements Line {
  readonly #tab = newId();
  readonly #leading: Leading;
  readonly #following: Following;
  #candidate: Candidate | undefined;
  #channel: Channel | undefined;
  #viewing: string | null = null;
  /** Ends the telling of when this tab sleeps. */
  #unlisten: (() => void) | undefined;
  #die: (() => void) | undefined;

  constructor(
    private readonly options: ConnectionOptions & { readonly tabs: Tabs },
    private readonly listener: SharedLineListener,
  ) {
    const company: Company = {
      tab: this.#tab,
      tabs: options.tabs,
      post: (message) => this.#channel?.post(message),
      views: () => this.#viewing,
      seize: () => this.#candidate?.seize(),
      stepDown: () => this.#stepDown(),
    };
    this.#leading = new Leading(company, options, listener);
    this.#following = new Following(company, listener);
  }

  get leads(): boolean {
    return this.#candidate?.leads ?? false;
  }

  get connected(): boolean {
    return this.#role.connected;
  }

  /** Comes back too, after the server sent this client away. */
  start(): void {
    if (this.leads) return this.#leading.reconnect();
    if (this.#candidate) return this.#following.look('reconnect');
    this.#enter();
    const asleep = () => {
      if (this.#candidate) this.listener.lost();
      this.#leave();
    };
    this.#unlisten = this.options.tabs.life(asleep, () => this.#enter());
  }

  stop(): void {
    this.#unlisten?.();
    this.#unlisten = undefined;
    this.#leave();
    this.#viewing = null;
  }

  hurry(): void {
    if (this.leads) void this.#leading.connection.hurry();
    else if (this.#candidate) this.#following.look('look');
  }

  tell(event: string, payload: object): void {
    if (this.connected) void this.request(event, payload).catch(() => undefined);
  }

  request<T>(event: string, payload: object, timeoutMs?: number): Promise<T> {
    return this.#role.request<T>(event, payload, timeoutMs);
  }

  /** Tells the server who is looking at what. One conversation at a time; null for none. */
  view(conversationId: string | null): void {
    this.#viewing = conversationId;
    if (this.leads) this.#leading.view(conversationId);
    else if (this.#candidate) this.#following.look();
  }

  announce(change: OutboxChange): void {
    this.#channel?.post({ type: 'outbox', change });
  }

  /** What the leader asked for is for the other tabs too. */
  share(views: readonly Conversation[]): void {
    this.#channel?.post({ type: 'views', views });
  }

  /** The session is over, in every tab. */
  end(how: Ending): void {
    this.#channel?.post({ type: 'ended', how });
    this.stop();
  }

  get #role(): Pick<Line, 'connected' | 'request'> {
    return this.leads ? this.#leading.connection : this.#following;
  }

  #enter(): void {
    if (this.#candidate) return;
    const { tabs, url, userId } = this.options;
    const name = `parley.${url}${userId()}`;
    this.#channel = tabs.open(name, (message) => this.#hear(message));
    // Held as long as this tab lives: that is how the leader learns when it does not any more.
    const alive = new Promise<void>((die) => (this.#die = die));
    tabs.locks.request(lifeOf(this.#tab), {}, () => alive).catch(() => undefined);
    this.#candidate = new Candidate(tabs.locks, `parley.leader.${url}${userId()}`, {
      elected: () => this.#elected(),
      deposed: () => this.#deposed(),
    });
    this.#candidate.stand();
    if (!this.leads) this.#following.start();
  }

  #leave(): void {
    const candidate = this.#candidate;
    if (!candidate) return;
    this.#candidate = undefined;
    this.#channel?.post({ type: 'gone', tab: this.#tab });
    this.#leading.stop();
    this.#following.stop();
    candidate.resign();
    this.#die?.();
    this.#channel?.close();
    this.#channel = undefined;
  }

  #elected(): void {
    const was = this.#following.connected;
    this.#following.stop();
    if (was) this.listener.lost();
    this.#leading.start();
    this.listener.elected();
  }

  #deposed(): void {
    this.#leading.stop();
    this.listener.lost();
    this.#following.start();
  }

  #stepDown(): void {
    this.#candidate?.resign();
    this.#deposed();
    this.#candidate?.stand();
  }

  #hear(message: TabMessage): void {
    if (message.type === 'outbox') this.listener.outbox(message.change);
    else if (message.type === 'views') this.listener.views(message.views);
    else if (message.type === 'ended') this.listener.ended(message.how);
    else if (this.leads) this.#leading.hear(message);
    else this.#following.hear(message);
  }
}
