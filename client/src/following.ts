import { ParleyError } from './errors.js';
import { ANSWER_MS, type LineListener } from './line.js';
import type { Answer, Tabs, TabMessage } from './tabs.js';

/** What this tab needs of the others. */
export interface Company {
  readonly tab: string;
  readonly tabs: Tabs;
  readonly post: (message: TabMessage) => void;
  readonly views: () => string | null;
  /** The leader does not answer. */
  readonly seize: () => void;
  /** Somebody else is to lead. */
  readonly stepDown: () => void;
}

interface Pending {
  done(answer: Answer): void;
  fail(): void;
}

const LOOK_EACH_MS = 5_000;
/** A busy page answers late; a frozen one does not. */
const PATIENCE_MS = 6_000;
/** The leader's own timeout comes first. */
const SLACK_MS = 1_000;

/**
 * The leader's connection, seen from another tab. Nothing depends on every word being heard: a new
 * leader, or a new connection of the same one, is a reconnect, after which one asks for what is
 * missing.
 */
export class Following {
  readonly #pending = new Map<number, Pending>();
  #asked = 0;
  #connection: string | null = null;
  #stopped = false;
  #heardAt = 0;
  #round: ReturnType<typeof setInterval> | undefined;
  #doubt: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly company: Company,
    private readonly listener: LineListener,
  ) {}

  get connected(): boolean {
    return this.#connection !== null;
  }

  start(): void {
    this.stop();
    this.look();
    this.#round = setInterval(() => this.look(), LOOK_EACH_MS);
  }

  /** It leads itself from here on, or nothing at all. */
  stop(): void {
    clearInterval(this.#round);
    clearTimeout(this.#doubt);
    this.#doubt = undefined;
    this.#connection = null;
    this.#stopped = false;
    this.#failAll();
  }

  /** Asks who leads. Nobody's answer is a leader that was frozen: crashed ones lose their lock. */
  look(wish?: 'look' | 'reconnect'): void {
    const { tab, tabs } = this.company;
    this.company.post({
      type: 'who',
      tab,
      views: this.company.views(),
      visible: tabs.visible(),
      wish,
    });
    const asked = Date.now();
    // Spread, so that not all of them seize at once.
    const patience = PATIENCE_MS * (1 + Math.random() / 3);
    this.#doubt ??= setTimeout(() => {
      this.#doubt = undefined;
      // It was this tab that slept: it has not listened.
      const slept = Date.now() - asked > 2 * PATIENCE_MS;
      if (this.#heardAt < asked && !slept) this.company.seize();
    }, patience);
  }

  hear(message: TabMessage): void {
    switch (message.type) {
      case 'leads':
        this.#heardAt = Date.now();
        return this.#leads(message.connection, message.stopped);
      case 'event':
        this.#heardAt = Date.now();
        return this.listener.event(message.name, message.payload);
      case 'answer':
        this.#heardAt = Date.now();
        if (message.tab === this.company.tab) this.#pending.get(message.id)?.done(message.answer);
    }
  }

  async request<T>(event: string, payload: object, timeoutMs = ANSWER_MS): Promise<T> {
    if (!this.connected) throw ParleyError.unreachable();
    const id = ++this.#asked;
    const { tab, post } = this.company;
    const answer = await new Promise<Answer>((done, fail) => {
      const doubt = setTimeout(() => this.look(), timeoutMs / 2);
      const timer = setTimeout(() => end('TIMEOUT'), timeoutMs + SLACK_MS);
      const end = (outcome: Answer | 'TIMEOUT' | 'NETWORK') => {
        clearTimeout(doubt);
        clearTimeout(timer);
        this.#pending.delete(id);
        if (typeof outcome === 'string') fail(ParleyError.unreachable(outcome));
        else done(outcome);
      };
      this.#pending.set(id, { done: end, fail: () => end('NETWORK') });
      post({ type: 'ask', tab, id, event, payload, timeoutMs });
    });
    if (answer.success) return answer.data as T;
    throw ParleyError.of(answer);
  }

  #leads(connection: string | null, stopped: boolean): void {
    if (stopped && !this.#stopped) this.listener.sentAway();
    if (!stopped && this.#stopped && connection === null) this.listener.lost();
    this.#stopped = stopped;
    if (connection === this.#connection) return;
    this.#connection = connection;
    this.#failAll();
    if (connection !== null) this.listener.connected();
    else if (!stopped) this.listener.lost();
  }

  #failAll(): void {
    for (const pending of [...this.#pending.values()]) pending.fail();
  }
}
