import type { OutboxChange } from './outbox.js';
import type { Ending } from './http.js';
import { LeaseLocks } from './lease-locks.js';
import type { Conversation, RefusalBody } from './wire.js';

/** The tabs of one browser: how they hear each other, and how one of them goes first. */
export interface Tabs {
  readonly locks: Locks;
  /** What the others post under that name; never what is posted here. */
  open(name: string, hear: (message: TabMessage) => void): Channel;
  /** Whether somebody looks at this tab. */
  visible(): boolean;
  /** Tells when this tab is put to sleep and when it wakes; returns what ends the telling. */
  life(asleep: () => void, awake: () => void): () => void;
}

export interface Channel {
  post(message: TabMessage): void;
  close(): void;
}

/** The part of the browser's `LockManager` that is used here. */
export interface Locks {
  request(
    name: string,
    options: { readonly signal?: AbortSignal; readonly steal?: boolean },
    granted: () => Promise<void> | void,
  ): Promise<void>;
}

export type Answer = { readonly success: true; readonly data: unknown } | RefusalBody;

/** What tabs say to each other. `tab` is who says it. */
export type TabMessage =
  // The leader's: the connection there is (another name for each), its events, its
  // answers, and what it asked of the list for all.
  | { readonly type: 'leads'; readonly connection: string | null; readonly stopped: boolean }
  | { readonly type: 'event'; readonly name: string; readonly payload: unknown }
  | { readonly type: 'answer'; readonly tab: string; readonly id: number; readonly answer: Answer }
  | { readonly type: 'views'; readonly views: readonly Conversation[] }
  // To the leader.
  | ({ readonly type: 'who'; readonly tab: string; readonly views: string | null } & Wish)
  | ({ readonly type: 'ask'; readonly tab: string; readonly id: number } & Question)
  | { readonly type: 'gone'; readonly tab: string }
  // To everybody.
  | { readonly type: 'outbox'; readonly change: OutboxChange }
  | { readonly type: 'ended'; readonly how: Ending };

/** What comes along when a tab asks who leads. */
interface Wish {
  readonly visible: boolean;
  /** `look`: is the server there? `reconnect`: come back, although it sent us away. */
  readonly wish?: 'look' | 'reconnect' | undefined;
}

interface Question {
  readonly event: string;
  readonly payload: object;
  readonly timeoutMs: number;
}

/** The lock that a tab holds as long as it lives. */
export function lifeOf(tab: string): string {
  return `parley.tab.${tab}`;
}

/** A client that shares nothing: it leads, at once and for ever. */
export const ALONE: Tabs = {
  locks: { request: (_name, _options, granted) => Promise.resolve(granted()) },
  open: () => ({ post: () => undefined, close: () => undefined }),
  visible: () => true,
  life: () => () => undefined,
};

/** The tabs of this browser, or none where they cannot hear each other. */
export function browserTabs(): Tabs {
  const locks = globalThis.navigator?.locks ?? LeaseLocks.ofBrowser();
  if (!locks || !globalThis.BroadcastChannel) return ALONE;
  return {
    locks: {
      async request(name, options, granted) {
        await locks.request(name, options, granted);
      },
    },
    open(name, hear) {
      const channel = new BroadcastChannel(name);
      channel.onmessage = (event) => hear(event.data as TabMessage);
      return { post: (message) => channel.postMessage(message), close: () => channel.close() };
    },
    visible: () => document.visibilityState === 'visible',
    life(asleep, awake) {
      const ends = new AbortController();
      const { signal } = ends;
      // A page that is closed for good hides too; one kept for the back button comes back.
      addEventListener('pagehide', asleep, { signal });
      addEventListener('pageshow', awake, { signal });
      document.addEventListener('freeze', asleep, { signal });
      document.addEventListener('resume', awake, { signal });
      return () => ends.abort();
    },
  };
}
