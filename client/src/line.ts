/** The way to the server, as a client sees it: its own connection, or that of another tab. */
export interface Line {
  readonly connected: boolean;
  /** Of the clients that share a connection one does what is to be done once. */
  readonly leads: boolean;
  start(): void;
  stop(): void;
  /** Looks now whether the server is there: the network is gone or back, or the tab is. */
  hurry(): void;
  /** Sends without waiting for an answer; dropped while there is no connection. */
  tell(event: string, payload: object): void;
  /** Sends and waits for the answer. A `ParleyError` with status 0 leaves the effect unknown. */
  request<T>(event: string, payload: object, timeoutMs?: number): Promise<T>;
}

/** What is heard over a line. */
export interface LineListener {
  /** There is a connection, and it is another one than before: something may have been missed. */
  connected(): void;
  /** Lost, or not there yet: it is being tried again. */
  lost(): void;
  /** The server ended it on purpose and it is not tried again by itself. */
  sentAway(): void;
  /** The cookies have become somebody else's. */
  replaced(): void;
  event(name: string, payload: unknown): void;
}

/** How long a request waits for its answer. */
export const ANSWER_MS = 10_000;
