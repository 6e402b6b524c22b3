import type { Api } from './api.js';
import type { Replica } from './replica.js';
import type { Conversation } from './wire.js';

const PAUSE_MS = 400;
const NEWEST = 20;

/**
 * Asks the server for the unread counts after messages of others came; a client never counts
 * them itself. The conversations just written to are the newest of the list, so a short list
 * answers for all of them; a burst is answered by one request at its end, and that for all tabs.
 */
export class Unread {
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly api: Api,
    private readonly replica: Replica,
    /** Tells the other tabs what was answered. */
    private readonly share: (views: readonly Conversation[]) => void,
  ) {}

  wish(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      void this.#ask();
    }, PAUSE_MS);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  async #ask(): Promise<void> {
    const asOf = this.replica.moment();
    // A failure is healed by the sync of the next connect.
    const list = await this.api.conversations(NEWEST).catch(() => undefined);
    const views = [...(list?.direct ?? []), ...(list?.group ?? [])];
    const taken = views.filter((view) => this.replica.conversation(view, asOf));
    if (taken.length > 0) this.share(taken);
    // What overtook the answer need not know of the messages it was asked about.
    if (taken.length < views.length) this.wish();
  }
}
