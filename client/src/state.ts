import type {
  Blocked,
  Conversation,
  Entry,
  Friend,
  FriendPending,
  Invitation,
  Member,
  User,
} from './wire.js';

/**
 * What is held of one conversation's log: every entry from `floor` up to revision `cursor`,
 * ascending by `seq`, without holes once a sync has ended.
 */
export interface Timeline {
  readonly entries: readonly Entry[];
  /** The lowest `seq` held; what lies below is fetched page by page as somebody scrolls up. */
  readonly floor: number;
  /** The last revision known; moves only by a sync, or by a push with exactly the next one. */
  readonly cursor: number;
  readonly loadingOlder: boolean;
}

/** A message typed here that is not in the log yet. */
export interface Outgoing {
  readonly clientMessageId: string;
  readonly conversationId: string;
  readonly text: string;
  /** What it carries: an upload's url, with its name. */
  readonly url?: string;
  readonly fileName?: string;
  readonly replyTo?: string;
  /** Epoch milliseconds; the outbox sends in this order. */
  readonly typedAt: number;
  /** `acknowledged`: stored by the server, its log entry is on the way. */
  readonly status: 'waiting' | 'sending' | 'acknowledged' | 'failed';
  /** Why it failed, for a person, and the refusal's code. */
  readonly problem?: string;
  readonly code?: string;
  /** It failed because what it answers is not there any more: tried again, it answers nothing. */
  readonly quoteGone?: true;
}

/**
 * `connecting`: no socket yet, or lost and being tried again. `catching-up`: connected, fetching what was
 * missed. `live`: everything known is current. `stopped`: the server sent this client away.
 */
export type ConnectionStatus = 'connecting' | 'catching-up' | 'live' | 'stopped';

/** Conversation id → user id → `seq`. */
export type Marks = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** Everything the client knows. Values are never changed in place, so `===` tells a change. */
export interface State {
  readonly me: User | null;
  readonly connection: ConnectionStatus;
  /** True once the conversations were received, in this session of the client. */
  readonly loaded: boolean;
  readonly conversations: ReadonlyMap<string, Conversation>;
  readonly timelines: ReadonlyMap<string, Timeline>;
  /**
   * Older stretches that somebody jumped to, which what lies between parts from the timeline. One a
   * conversation at most; where there is one it is what is shown.
   */
  readonly windows: ReadonlyMap<string, Timeline>;
  readonly members: ReadonlyMap<string, readonly Member[]>;
  /**
   * Entries that somebody pointed at and no timeline reaches: quoted, pinned, found. By id; one that
   * a timeline holds too is read from there.
   */
  readonly others: ReadonlyMap<string, Entry>;
  /** Conversation id → ids of what is pinned there, the one pinned last first. */
  readonly pins: ReadonlyMap<string, readonly string[]>;
  readonly outbox: readonly Outgoing[];
  /** False while what is typed is lost with this window: the browser does not keep it. */
  readonly outboxKept: boolean;
  /** Who is online, by user id. */
  readonly presence: ReadonlyMap<string, boolean>;
  /** User id → when somebody who is away was here last. */
  readonly lastSeen: ReadonlyMap<string, string>;
  /** Conversation id → user id → the last `seq` that user has read. */
  readonly reads: Marks;
  /** The same for what their devices have. */
  readonly delivered: Marks;
  /** Conversation id → user id → name of whoever is typing. */
  readonly typing: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** Newest first; so are the requests, invitations and blocked. */
  readonly friends: readonly Friend[];
  readonly requests: FriendPending;
  /** To groups. */
  readonly invitations: readonly Invitation[];
  /** Who is kept out. */
  readonly blocked: readonly Blocked[];
}

export const EMPTY: State = {
  me: null,
  connection: 'connecting',
  loaded: false,
  conversations: new Map(),
  timelines: new Map(),
  windows: new Map(),
  members: new Map(),
  others: new Map(),
  pins: new Map(),
  outbox: [],
  outboxKept: true,
  presence: new Map(),
  lastSeen: new Map(),
  reads: new Map(),
  delivered: new Map(),
  typing: new Map(),
  friends: [],
  requests: { sent: [], received: [] },
  invitations: [],
  blocked: [],
};

/** The one store: a value, a way to replace it, and who wants to know. */
export class Store {
  #state: State = EMPTY;
  readonly #listeners = new Set<() => void>();

  readonly get = (): State => this.#state;

  /** Returns the function that ends the subscription. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  update(change: (state: State) => Partial<State>): void {
    const next = { ...this.#state, ...change(this.#state) };
    const keys = Object.keys(next) as (keyof State)[];
    if (keys.every((key) => next[key] === this.#state[key])) return;
    this.#state = next;
    for (const listener of [...this.#listeners]) listener();
  }
}

/** A copy of `map` with one value replaced, or taken out when `value` is undefined. */
export function withValue<K, V>(
  map: ReadonlyMap<K, V>,
  key: K,
  value: V | undefined,
): ReadonlyMap<K, V> {
  if (map.get(key) === value) return map;
  const copy = new Map(map);
  if (value === undefined) copy.delete(key);
  else copy.set(key, value);
  return copy;
}
