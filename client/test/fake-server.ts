import type { SocketLike } from '../src/connection.js';
import type { Conversation, Entry, SyncReply, User } from '../src/wire.js';

type Handler = (...values: never[]) => void;

interface SendMessage {
  readonly text: string;
  readonly clientMessageId: string;
  readonly replyTo?: string;
}

/** One conversation's log and one socket, by the wire contract; the test decides what gets lost. */
export class FakeServer {
  readonly log: Entry[] = [];
  me: User = { id: 'me', username: 'ada', createdAt: at(0) };
  syncs = 0;
  /** What arrived as `send_message`, tries included. */
  readonly sends: string[] = [];
  /** How many acknowledgements to swallow, with the connection. */
  loseAcks = 0;
  refuseText = '';
  refusal = { code: 400, error: 'VALIDATION_FAILED' };
  sessionEnded = false;
  /** Nothing reaches it. */
  away = false;
  /** Whether one is in the conversation. */
  member = true;
  presence: Record<string, boolean> = { other: true };
  pageSize = 500;
  readSeq = 0;
  /** How often the list was asked for. */
  lists = 0;
  /** Whether what answers `sync` is lost on its way. */
  losesSyncs = false;
  /** How many pages of history were asked for. */
  pages = 0;
  readonly marks: number[] = [];
  /** What arrived as `join_conversation` and `leave_conversation`. */
  readonly views: string[] = [];
  /** What arrived as `mark_delivered`. */
  readonly deliveries: number[] = [];
  /** Further answers to GET, by the end of the path. */
  readonly answers: Record<string, unknown> = {};
  readonly #sockets: FakeSocket[] = [];

  signOut: () => Promise<Response> = () => json({ success: true });

  readonly socket = (): SocketLike => {
    const socket = new FakeSocket(this);
    this.#sockets.push(socket);
    return socket as unknown as SocketLike;
  };

  readonly #holds: { readonly path: string; readonly until: Promise<void> }[] = [];

  /** The next answer to a path that ends so is as of its question, and comes when it is let go. */
  hold(path: string): () => void {
    let letGo = () => {};
    this.#holds.push({ path, until: new Promise((done) => (letGo = done)) });
    return letGo;
  }

  readonly fetch = (async (input: string) => {
    const answer = this.#answerTo(input);
    const held = this.#holds.findIndex(({ path }) => input.endsWith(path));
    if (held >= 0) await this.#holds.splice(held, 1)[0]!.until;
    return answer;
  }) as unknown as typeof fetch;

  #answerTo(input: string): Promise<Response> {
    if (this.away) return Promise.reject(new TypeError('Failed to fetch'));
    if (this.sessionEnded) {
      return json({ success: false, code: 401, error: 'UNAUTHORIZED', message: 'no' }, 401);
    }
    if (input.endsWith('/auth/me')) return json({ success: true, data: this.me });
    if (input.endsWith('/auth/signout')) return this.signOut();
    if (input.includes('/friends/online-status')) {
      return json({ success: true, data: { statuses: this.presence } });
    }
    if (input.includes('/conversations?')) {
      this.lists++;
      return json({ success: true, data: { direct: [this.view()], group: [] } });
    }
    if (input.includes('/messages/conversation/')) return json(this.#history(input));
    for (const [path, data] of Object.entries(this.answers)) {
      if (input.endsWith(path)) return json({ success: true, data });
    }
    return json({ success: false, code: 404, error: 'NOT_FOUND', message: 'none' }, 404);
  }

  /** Somebody else's message, or one's own from another device. */
  write(text: string, senderId = 'other', clientMessageId?: string): Entry {
    const seq = this.log.length + 1;
    const entry: Entry = {
      id: idOf(seq),
      conversationId: 'c',
      senderId,
      senderName: senderId,
      text,
      url: null,
      fileName: null,
      createdAt: at(seq),
      updatedAt: at(seq),
      seq,
      rev: this.#head() + 1,
      kind: 'message',
      clientMessageId: clientMessageId ?? `c${seq}`,
    };
    this.log.push(entry);
    return entry;
  }

  edit(seq: number, text: string): Entry {
    const entry = { ...this.log[seq - 1]!, text, rev: this.#head() + 1 };
    this.log[seq - 1] = entry;
    return entry;
  }

  push(entry: Entry): void {
    this.tell('new_message', entry);
  }

  tell(event: string, payload: unknown): void {
    for (const socket of this.#sockets) socket.receive(event, payload);
  }

  lose(reason = 'transport close'): void {
    for (const socket of this.#sockets) socket.lose(reason);
  }

  /** The pages that are open are closed. */
  closePages(): void {
    this.lose();
    this.#sockets.length = 0;
  }

  refuse(message: string): void {
    for (const socket of this.#sockets) socket.refuse(message);
  }

  /** How many sockets are open. */
  get connections(): number {
    return this.#sockets.filter((socket) => socket.connected).length;
  }

  comeBack(): void {
    this.away = false;
    for (const socket of this.#sockets) if (socket.active) socket.connect();
  }

  answer(event: string, payload: never): Promise<unknown> {
    switch (event) {
      case 'sync':
        this.syncs++;
        if (this.losesSyncs) return new Promise(() => undefined);
        return Promise.resolve({ success: true, data: this.#sync(payload) });
      case 'send_message':
        return this.#send(payload);
      case 'join_conversation':
      case 'leave_conversation':
        this.views.push(event);
        return Promise.resolve({ success: true });
      case 'mark_delivered':
        this.deliveries.push((payload as { seq: number }).seq);
        return Promise.resolve({ success: true });
      case 'mark_read':
        this.marks.push((payload as { seq: number }).seq);
        return Promise.resolve({ success: true });
      default:
        return Promise.resolve({ success: true });
    }
  }

  view(): Conversation {
    const others = this.log.filter((e) => e.seq > this.readSeq && e.senderId !== 'me');
    return {
      id: 'c',
      name: 'other',
      avatar: null,
      ownerId: null,
      type: 'direct',
      otherUserId: 'other',
      createdAt: at(0),
      unreadCount: others.length,
      lastMessage: this.log.at(-1) ?? null,
      lastSeq: this.log.length,
      lastReadAt: null,
      muted: false,
      pinned: false,
      archived: false,
      mentions: others.filter((e) => e.mentions?.includes('me')).length,
      readSeq: this.readSeq,
      rev: this.#head(),
    };
  }

  async #send(sent: SendMessage): Promise<unknown> {
    const { text, clientMessageId, replyTo } = sent;
    await Promise.resolve();
    this.sends.push(text);
    if (replyTo !== undefined && !this.log.some((e) => e.id === replyTo)) {
      return { success: false, code: 404, error: 'NOT_FOUND', message: 'Message not found' };
    }
    if (text === this.refuseText) {
      return { success: false, message: 'no', ...this.refusal };
    }
    const known = this.log.find((e) => e.clientMessageId === clientMessageId);
    const entry = known ?? this.write(text, 'me', clientMessageId);
    if (this.loseAcks > 0) {
      this.loseAcks--;
      this.lose();
      throw new Error('socket has been disconnected');
    }
    if (!known) this.push(entry);
    return { success: true, data: entry };
  }

  #sync({ cursors }: { cursors: Record<string, number> }): SyncReply {
    const from = cursors['c'];
    if (!this.member) {
      const gone = from === undefined ? [] : ['c'];
      return { conversations: [], changes: [], cursors: {}, gone, reset: [], more: false };
    }
    const beyond = from !== undefined && from > this.#head();
    if (beyond) {
      return { changes: [], cursors: {}, gone: [], reset: ['c'], more: false };
    }
    const wanted = from === undefined ? this.log.slice(-20) : this.log.filter((e) => e.rev > from);
    const changes = [...wanted].sort((a, b) => a.rev - b.rev).slice(0, this.pageSize);
    return {
      conversations: [this.view()],
      changes,
      cursors: { c: changes.at(-1)?.rev ?? from ?? this.#head() },
      gone: [],
      reset: [],
      more: changes.length < wanted.length,
    };
  }

  #history(input: string) {
    const query = new URL(input, 'http://x').searchParams;
    this.pages++;
    const limit = Number(query.get('limit'));
    const rev = this.#head();
    const seqOf = (name: string) => this.log.find((e) => e.id === query.get(name))?.seq;
    const [after, around] = [seqOf('after'), query.get('aroundSeq')];
    if (after !== undefined) {
      const newer = this.log.filter((e) => e.seq > after);
      const data = newer.slice(0, limit).reverse();
      return { success: true, data, pagination: { limit, hasMore: newer.length > limit, rev } };
    }
    const before = seqOf('before') ?? Number(around);
    const older = this.log.filter((e) => e.seq < before).reverse();
    const below = older.slice(0, around ? limit / 2 : limit);
    const above = around ? this.log.slice(before - 1, before - 1 + limit - below.length) : [];
    return {
      success: true,
      data: [...above.reverse(), ...below],
      pagination: { limit, hasMore: older.length > below.length, rev },
    };
  }

  #head(): number {
    return Math.max(0, ...this.log.map((e) => e.rev));
  }
}

class FakeSocket {
  connected = false;
  active = false;
  readonly #handlers = new Map<string, Handler>();
  #any: ((name: string, payload: unknown) => void) | undefined;

  constructor(private readonly server: FakeServer) {}

  on(name: string, handler: Handler): void {
    this.#handlers.set(name, handler);
  }

  onAny(handler: (name: string, payload: unknown) => void): void {
    this.#any = handler;
  }

  connect(): void {
    this.active = true;
    if (this.server.away) return;
    this.connected = true;
    this.#handlers.get('connect')?.();
  }

  disconnect(): void {
    this.active = false;
    this.connected = false;
  }

  lose(reason: string): void {
    if (!this.connected) return;
    this.connected = false;
    (this.#handlers.get('disconnect') as ((reason: string) => void) | undefined)?.(reason);
  }

  refuse(message: string): void {
    this.active = false;
    (this.#handlers.get('connect_error') as ((error: Error) => void) | undefined)?.(
      new Error(message),
    );
  }

  receive(name: string, payload: unknown): void {
    if (this.connected) this.#any?.(name, payload);
  }

  timeout() {
    return {
      emitWithAck: (event: string, payload: never) => this.server.answer(event, payload),
    };
  }
}

/** Ids ascend with `seq`, as text. */
export function idOf(seq: number): string {
  return String(seq).padStart(24, '0');
}

export function at(second: number): string {
  return new Date(Date.UTC(2026, 0, 1, 12, 0, second)).toISOString();
}

function json(body: unknown, status = 200): Promise<Response> {
  return Promise.resolve(new Response(JSON.stringify(body), { status }));
}
