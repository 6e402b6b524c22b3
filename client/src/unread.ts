import type { Api } from './api.js';
import type { Questions } from './questions.js';
import type { Replica } from './replica.js';
import type { Conversation } from './wire.js';

const PAUSE_MS = 400;
const NEWEST = 20;
const MOST = 100;

/**
 * Asks the server for the unread counts after messages of others came; a client never counts
 * them itself. The conversations just written to are the newest of the list, so a list not much
 * longer than they are many answers for all; a burst is answered by one request at its end, and that
 * for all tabs.
 */
export class Unread {
  /** Where something is unread that was not asked about yet. */
  #written = new Set<string>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly api: Api,
    private readonly replica: Replica,
    private readonly questions: Questions,
    /** Tells the other tabs what was answered. */
    private readonly share: (views: readonly Conversation[]) => void,
  ) {}

  wish(conversationId: string): void {
    this.#written.add(conversationId);
    this.#later();
  }

  #later(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      if (this.questions.isOpen('unread')) this.#later();
      else this.#ask();
    }, PAUSE_MS);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#written.clear();
  }

  #ask(): void {
    // Of the question that is answered: an older one's answer is not taken.
    const asOf = this.replica.moment();
    const limit = this.#written.size > NEWEST ? MOST : NEWEST;
    this.#written.clear();
    this.questions.ask(
      'unread',
      () => this.api.conversations(limit),
      ({ direct, group }) => this.#take([...direct, ...group], asOf),
    );
  }

  #take(views: readonly Conversation[], asOf: number): void {
    const taken = views.filter((view) => this.replica.conversation(view, asOf));
    if (taken.length > 0) this.share(taken);
    // What overtook the answer need not know of the messages it was asked about.
    if (taken.length < views.length) this.#later();
  }
}
