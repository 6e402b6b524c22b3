import type { Api } from './api.js';
import type { Replica } from './replica.js';
import { withValue, type Store } from './state.js';
import type { Entry } from './wire.js';

/** Entries that somebody points at and that may lie above what is held: quoted, pinned, found. */
export class Pointed {
  readonly #asked = new Set<string>();
  /** Conversation id → the last question for its pins. */
  readonly #pinsAsked = new Map<string, { isOpen: boolean }>();

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
    const question = { isOpen: true };
    this.#pinsAsked.set(conversationId, question);
    const pinned = await this.api.messages.pins(conversationId);
    // Answers may overtake each other.
    if (this.#pinsAsked.get(conversationId) !== question) return;
    question.isOpen = false;
    this.replica.point(pinned);
    this.store.update(({ pins }) => ({
      pins: withValue(
        pins,
        conversationId,
        pinned.map(({ id }) => id),
      ),
    }));
  }

  /**
   * The log holds these now: where one was pinned or taken off, what is known of pins is too old, and
   * so may be what is on its way.
   */
  logged(entries: readonly Entry[]): void {
    const { pins } = this.store.get();
    const changed = entries.filter(({ conversationId, id, pinnedAt }) => {
      const question = this.#pinsAsked.get(conversationId);
      const isKnown = pins.get(conversationId)?.includes(id) ?? false;
      const isPinned = pinnedAt !== undefined;
      return question && (isKnown !== isPinned || (question.isOpen && isPinned));
    });
    for (const id of new Set(changed.map(({ conversationId }) => conversationId)))
      void this.pins(id).catch(() => undefined);
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
    this.#pinsAsked.clear();
  }
}
