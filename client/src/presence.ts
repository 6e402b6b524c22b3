import type { Api } from './api.js';
import type { Questions } from './questions.js';
import type { Store } from './state.js';
import type { Presence as Statuses, StatusEvent } from './wire.js';

const PAUSE_MS = 400;

/** Who is online, and when those who are not were here last. */
export class Presence {
  /** What was told while a question is open, which its answer need not know. */
  #meanwhile: StatusEvent[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly store: Store,
    private readonly api: Api,
    private readonly questions: Questions,
  ) {}

  /** Somebody was met: soon, and in one question for many. */
  wish(): void {
    this.#timer ??= setTimeout(() => this.load(), PAUSE_MS);
  }

  /** All of it anew. */
  load(): void {
    this.forget();
    this.questions.ask(
      'presence',
      () => this.api.presence(),
      (told) => this.#take(told),
    );
  }

  #take(told: Statuses): void {
    this.store.update(() => ({
      presence: new Map(Object.entries(told.statuses)),
      lastSeen: new Map(Object.entries(told.lastSeen ?? {})),
    }));
    this.changed(this.#meanwhile);
  }

  changed(statuses: readonly StatusEvent[]): void {
    if (this.questions.isOpen('presence')) this.#meanwhile.push(...statuses);
    this.store.update(({ presence, lastSeen }) => {
      const now = new Map(presence);
      const seen = new Map(lastSeen);
      for (const { user_id: userId, status, timestamp } of statuses) {
        now.set(userId, status === 'online');
        if (status === 'offline') seen.set(userId, new Date(timestamp).toISOString());
      }
      return { presence: now, lastSeen: seen };
    });
  }

  forget(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#meanwhile = [];
  }

  /** Without a connection it cannot be known. */
  lost(): void {
    this.store.update(({ presence }) => (presence.size > 0 ? { presence: new Map() } : {}));
  }
}
