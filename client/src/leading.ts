import { Connection, type ConnectionOptions } from './connection.js';
import { ParleyError } from './errors.js';
import type { Company } from './following.js';
import type { LineListener } from './line.js';
import { lifeOf, type TabMessage } from './tabs.js';
import { Views } from './views.js';

type Asked = Extract<TabMessage, { type: 'ask' }>;
type Who = Extract<TabMessage, { type: 'who' }>;

/** Holds the connection, and does with it what the other tabs ask. */
export class Leading {
  readonly connection: Connection;
  readonly #views: Views;
  #connects = 0;
  #stopped = false;
  #term: AbortController | undefined;
  readonly #watched = new Set<string>();

  constructor(
    private readonly company: Company,
    options: ConnectionOptions,
    private readonly listener: LineListener,
  ) {
    this.connection = new Connection(options, {
      connected: () => {
        if (!this.#term) return;
        this.#connects++;
        this.#views.joinAll();
        this.#say();
        listener.connected();
      },
      lost: () => {
        if (!this.#term) return;
        this.#say();
        listener.lost();
      },
      sentAway: () => {
        if (!this.#term) return;
        this.#stopped = true;
        this.#say();
        listener.sentAway();
      },
      replaced: () => listener.replaced(),
      event: (name, payload) => {
        if (!this.#term) return;
        company.post({ type: 'event', name, payload });
        listener.event(name, payload);
      },
    });
    this.#views = new Views((event, payload) => this.connection.tell(event, payload));
  }

  start(): void {
    this.#term = new AbortController();
    this.#stopped = false;
    this.#views.set(this.company.tab, this.company.views());
    this.#say();
    this.connection.start();
  }

  stop(): void {
    this.#term?.abort();
    this.#term = undefined;
    this.#watched.clear();
    this.#views.clear();
    this.connection.stop();
  }

  /** Comes back after the server sent this client away. */
  reconnect(): void {
    this.#stopped = false;
    this.listener.lost();
    this.#say();
    this.connection.start();
  }

  view(conversationId: string | null): void {
    this.#views.set(this.company.tab, conversationId);
  }

  hear(message: TabMessage): void {
    if (message.type === 'who') this.#who(message);
    else if (message.type === 'ask') void this.#do(message);
    else if (message.type === 'gone') this.#views.set(message.tab, null);
  }

  #who({ tab, views, visible, wish }: Who): void {
    this.#views.set(tab, views);
    this.#watch(tab);
    const { connected } = this.connection;
    // The timers of a tab in the background are slow: one that is looked at reconnects sooner.
    if (visible && !connected && !this.#stopped && !this.company.tabs.visible()) {
      return this.company.stepDown();
    }
    if (wish === 'reconnect' && this.#stopped) this.reconnect();
    if (wish === 'look') void this.connection.hurry();
    this.#say();
  }

  /** A tab that crashed says nothing: its lock comes free. */
  #watch(tab: string): void {
    if (this.#watched.has(tab)) return;
    this.#watched.add(tab);
    const { signal } = this.#term!;
    const gone = () => {
      this.#watched.delete(tab);
      this.#views.set(tab, null);
    };
    // Ends with the term, which is no failure.
    this.company.tabs.locks.request(lifeOf(tab), { signal }, gone).catch(() => undefined);
  }

  async #do({ tab, id, event, payload, timeoutMs }: Asked): Promise<void> {
    const answer = await this.connection.request<unknown>(event, payload, timeoutMs).then(
      (data) => ({ success: true as const, data }),
      (cause: unknown) => ParleyError.from(cause).body,
    );
    this.company.post({ type: 'answer', tab, id, answer });
  }

  /** Another name for each connection: whoever hears a new one asks for what is missing. */
  #say(): void {
    const { connected } = this.connection;
    const connection = connected ? `${this.company.tab}/${this.#connects}` : null;
    this.company.post({ type: 'leads', connection, stopped: this.#stopped });
  }
}
