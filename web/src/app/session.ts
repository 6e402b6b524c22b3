import {
  browserTabs,
  IndexedDbOutbox,
  IndexedDbSnapshot,
  Parley,
  ParleyError,
  type State,
} from '@parley/client';
import { createContext, use, useSyncExternalStore } from 'react';
import { paced } from './paced';
import { open } from './router';

/** Set while this browser holds a session, so that a first visit asks the server nothing. */
const HINT = 'parley.signedIn';
const RETRY_MS = 2_000;

/**
 * `starting`: a session may exist and the server has not been reached yet; `ended`: there was one, which
 * nobody here has left.
 */
export type Phase = 'starting' | 'signedOut' | 'ended' | 'signedIn';

/** This browser's session with the server: the client, and whether somebody is signed in. */
export interface Session {
  readonly parley: Parley;
  /** Of what the client holds. */
  readonly changes: (listener: () => void) => () => void;
  readonly phase: () => Phase;
  readonly subscribe: (listener: () => void) => () => void;
  start(): void;
  signIn(email: string, password: string): Promise<void>;
  signUp(username: string, email: string, password: string, invitation?: string): Promise<void>;
  link(password: string): Promise<void>;
}

/** @param isBack from a provider that let somebody in: there is a session to take up */
export function newSession(isBack: boolean): Session {
  const parley = new Parley({
    outbox: new IndexedDbOutbox(),
    snapshot: new IndexedDbSnapshot(),
    tabs: browserTabs(),
  });
  const listeners = new Set<() => void>();
  let phase: Phase = isBack || localStorage.getItem(HINT) ? 'starting' : 'signedOut';

  function enter(next: Phase): void {
    phase = next;
    if (next === 'signedIn') localStorage.setItem(HINT, '1');
    else if (next !== 'starting') localStorage.removeItem(HINT);
    for (const listener of listeners) listener();
  }

  parley.events.on('signedOut', (how) => {
    if (how === 'replaced') {
      // This browser belongs to somebody else now, and so does what it shows.
      enter('starting');
      void resume();
      return;
    }
    enter(how === 'left' ? 'signedOut' : 'ended');
    // Whoever comes next has conversations of their own; who was only sent away goes on where they were.
    if (how === 'left') open(null, 'replace');
  });

  /** With what was seen last; whoever comes from a provider may be somebody else. */
  async function start(): Promise<void> {
    if (phase !== 'starting') return;
    if (!isBack && (await parley.recall())) enter('signedIn');
    else await resume();
  }

  async function resume(): Promise<void> {
    if (phase !== 'starting') return;
    try {
      await parley.resume();
      enter('signedIn');
    } catch (cause) {
      if (ParleyError.from(cause).status === 401) {
        enter(localStorage.getItem(HINT) ? 'ended' : 'signedOut');
      } else setTimeout(() => void resume(), RETRY_MS);
    }
  }

  return {
    parley,
    changes: paced(parley.store.subscribe),
    phase: () => phase,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    start: () => void start(),
    async signIn(email, password) {
      await parley.signIn(email, password);
      enter('signedIn');
    },
    async signUp(username, email, password, invitation) {
      await parley.signUp(username, email, password, invitation);
      enter('signedIn');
    },
    async link(password) {
      await parley.link(password);
      enter('signedIn');
    },
  };
}

export const SessionContext = createContext<Session | null>(null);

export function useSession(): Session {
  const session = use(SessionContext);
  if (!session) throw new Error('SessionContext is missing');
  return session;
}

export function usePhase(): Phase {
  const session = useSession();
  return useSyncExternalStore(session.subscribe, session.phase);
}

export function useParley(): Parley {
  return useSession().parley;
}

/** What `select` picks from the store; it gives the same object for the same state. */
export function useChat<T>(select: (state: State) => T): T {
  const { parley, changes } = useSession();
  return useSyncExternalStore(changes, () => select(parley.store.get()));
}
