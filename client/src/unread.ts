import type { Api } from './api.js';
import type { Replica } from './replica.js';

const PAUSE_MS = 400;
const NEWEST = 20;

/**
 * Asks the server for the unread counts after messages of others came; a client never counts
 * them itself. The conversations just written to are the newest of the list, so a short list
 * answers for all of them; a burst is answered by one request at its end.
 */
export class Unread {
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly api: Api,
    private readonly replica: Replica,
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
    const taken = views.map((view) => this.replica.conversation(view, asOf));
    // What overtook the answer need not know of the messages it was asked about.
    if (taken.includes(false)) this.wish();
  }
}
