import type { OpenSocket } from './connection.js';
import type { Ending } from './http.js';
import type { OutboxStorage } from './outbox-storage.js';
import type { SnapshotStorage } from './snapshot-storage.js';
import type { Tabs } from './tabs.js';
import type { Broadcast, Entry } from './wire.js';

export interface ParleyOptions {
  /** Where the server is; left out means this page's own origin. */
  readonly url?: string;
  readonly outbox?: OutboxStorage;
  /** Where what is seen is kept for `recall`; left out, nowhere. */
  readonly snapshot?: SnapshotStorage;
  readonly fetch?: typeof fetch;
  readonly socket?: OpenSocket;
  /** Whom it shares the connection and the outbox with; left out, nobody. */
  readonly tabs?: Tabs;
}

export interface ParleyEvents {
  /**
   * The session has ended: `left` by signing out in this browser; `over` by being signed out elsewhere,
   * revoked or expired; or `replaced` by that of somebody else, who signed in at the same browser.
   */
  signedOut: Ending;
  /**
   * An entry is new: it came live, or is among the last few of its conversation that a pause of the
   * connection kept back.
   */
  message: Entry;
  broadcast: Broadcast;
}
