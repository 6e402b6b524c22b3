import type { Api } from './api.js';
import type { Replica } from './replica.js';
import { withValue, type Store } from './state.js';

/** Entries that somebody points at and that may lie above what is held: quoted, pinned, found. */
export class Pointed {
  readonly #asked = new Set<string>();

  constructor(
    private readonly store: Store,
    private readonly replica: Replica,
    private readonly api: Api,
  ) {}

  /** Fetches a quoted entry, once; one that cannot be had stays unknown. */
  async quote(id: string): Promise<void> {
    if (this.#asked.has(id)) return;
    this.#asked.add(id);
    const entry = await this.api.messages.get(id).catch(() => undefined);
    if (entry) this.replica.point([entry]);
  }

  async pins(conversationId: string): Promise<void> {
    const pinned = await this.api.messages.pins(conversationId);
    this.replica.point(pinned);
    this.store.update(({ pins }) => ({
      pins: withValue(
        pins,
        conversationId,
        pinned.map(({ id }) => id),
      ),
    }));
  }

  /** How far the others of a conversation are, as it was opened. */
  async marks(conversationId: string): Promise<void> {
    for (const { userId, readSeq, deliveredSeq } of await this.api.groups.marks(conversationId)) {
      const of = { conversation_id: conversationId, user_id: userId };
      // One's own mark comes with the list, with its counts.
      if (userId === this.store.get().me?.id) continue;
      this.replica.read({ ...of, seq: readSeq });
      this.replica.delivered({ ...of, seq: deliveredSeq });
    }
  }

  forget(): void {
    this.#asked.clear();
  }
}
