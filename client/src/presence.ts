import type { Api } from './api.js';
import type { Store } from './state.js';
import type { StatusEvent } from './wire.js';

/** Who is online, and when those who are not were here last. */
export class Presence {
  constructor(
    private readonly store: Store,
    private readonly api: Api,
  ) {}

  /** All of it anew. What fails is asked again at the next connect. */
  async load(): Promise<void> {
    const told = await this.api.presence().catch(() => undefined);
    if (!told) return;
    this.store.update(({ presence, lastSeen }) => ({
      presence: new Map([...presence, ...Object.entries(told.statuses)]),
      lastSeen: new Map([...lastSeen, ...Object.entries(told.lastSeen ?? {})]),
    }));
  }

  changed(statuses: readonly StatusEvent[]): void {
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

  /** Without a connection it cannot be known. */
  lost(): void {
    this.store.update(({ presence }) => (presence.size > 0 ? { presence: new Map() } : {}));
  }
}
