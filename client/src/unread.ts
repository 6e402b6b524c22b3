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
    // A failure is healed by the sync of the next connect.
    const list = await this.api.conversations(NEWEST).catch(() => undefined);
    for (const view of [...(list?.direct ?? []), ...(list?.group ?? [])]) {
      this.replica.conversation(view);
    }
  }
}
