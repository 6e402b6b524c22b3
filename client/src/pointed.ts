import type { Api } from './api.js';
import { ParleyError } from './errors.js';
import type { Questions } from './questions.js';
import type { Replica } from './replica.js';
import { withValue, type Store } from './state.js';
import type { Entry, Mark } from './wire.js';

/** Entries that somebody points at and that may lie above what is held: quoted, pinned, found. */
export class Pointed {
  /** What the server would not show. */
  readonly #denied = new Set<string>();
  /** What was logged as not pinned while pins were asked for. */
  readonly #unpinned = new Set<string>();

  constructor(
    private readonly store: Store,
    private readonly replica: Replica,
    private readonly api: Api,
    private readonly questions: Questions,
  ) {}

  /** Fetches a quoted entry; one that is refused stays unknown. */
  quote(id: string): void {
    const name = `entry ${id}`;
    if (this.#denied.has(id) || this.questions.isOpen(name)) return;
    this.questions.ask(
      name,
      () => this.#entry(id),
      (entry) => this.replica.point([entry]),
    );
  }

  #entry(id: string): Promise<Entry> {
    return this.api.messages.get(id).catch((cause: unknown) => {
      if (!ParleyError.from(cause).passing) this.#denied.add(id);
      throw cause;
    });
  }

  pins(conversationId: string): void {
    this.questions.ask(
      pinsOf(conversationId),
      () => this.api.messages.pins(conversationId),
      (pinned) => this.#pinned(conversationId, pinned),
    );
  }

  #pinned(conversationId: string, pinned: readonly Entry[]): void {
    const ids = pinned.map(({ id }) => id);
    const isOld = ids.some((id) => this.#unpinned.delete(id));
    this.#unpinned.clear();
    if (isOld) return this.pins(conversationId);
    this.replica.point(pinned);
    this.store.update(({ pins }) => ({ pins: withValue(pins, conversationId, ids) }));
  }

  /**
   * The log holds these now: where one was pinned or taken off, what is known of pins is too old, and
   * so may be what is on its way.
   */
  logged(entries: readonly Entry[]): void {
    const { pins } = this.store.get();
    const changed = entries.filter(({ conversationId, id, pinnedAt }) => {
      const isPinned = pinnedAt !== undefined;
      if (this.questions.isOpen(pinsOf(conversationId))) {
        if (isPinned) return true;
        this.#unpinned.add(id);
      }
      const known = pins.get(conversationId);
      return known && known.includes(id) !== isPinned;
    });
    for (const id of new Set(changed.map(({ conversationId }) => conversationId))) this.pins(id);
  }

  /** How far the others of a conversation are, as it was opened. */
  marks(conversationId: string): void {
    this.questions.ask(
      'marks',
      () => this.api.groups.marks(conversationId),
      (marks) => this.#marked(conversationId, marks),
    );
  }

  #marked(conversationId: string, marks: readonly Mark[]): void {
    for (const { userId, readSeq, deliveredSeq } of marks) {
      const of = { conversation_id: conversationId, user_id: userId };
      // One's own mark comes with the list, with its counts.
      if (userId === this.store.get().me?.id) continue;
      this.replica.read({ ...of, seq: readSeq });
      this.replica.delivered({ ...of, seq: deliveredSeq });
    }
  }

  forget(): void {
    this.#denied.clear();
    this.#unpinned.clear();
  }
}

function pinsOf(conversationId: string): string {
  return `pins of ${conversationId}`;
}
