import { Api } from './api.js';
import { DeliveredMarks } from './delivered-marks.js';
import { Emitter } from './emitter.js';
import { History } from './history.js';
import { Http, type Ending } from './http.js';
import type { ParleyEvents, ParleyOptions } from './options.js';
import { Outbox } from './outbox.js';
import { MemoryOutbox } from './outbox-storage.js';
import { People } from './people.js';
import { Pointed } from './pointed.js';
import { Presence } from './presence.js';
import { Pushes } from './pushes.js';
import { Questions } from './questions.js';
import { ReadMarks } from './read-marks.js';
import { Replica } from './replica.js';
import { SharedLine } from './shared-line.js';
import { Snapshot } from './snapshot.js';
import { Store, type Outgoing } from './state.js';
import { Sync } from './sync.js';
import { ALONE } from './tabs.js';
import { Unread } from './unread.js';
import { Viewing } from './viewing.js';
import type { Entry, SyncReply } from './wire.js';

/** What the parts tell of that concerns several of them. */
export interface PartsListener {
  connected(): void;
  lost(): void;
  /** Pushes were dropped, because they were read too slowly. */
  dropped(): void;
  /** Nothing is missing any more. */
  current(): void;
  /** The server has stored what was sent or changed here. */
  stored(entry: Entry): void;
  /** A new entry came live. */
  arrived(entry: Entry): void;
  /** An entry of the log is another one now, as came live. */
  changed(entry: Entry): void;
  /** These came while nothing was heard. */
  missed(entries: readonly Entry[]): void;
  sentAway(): void;
  /** The session has ended, as this tab learned. */
  ended(how: Ending): void;
  /** The session has ended, as another tab learned. */
  over(how: Ending): void;
}

/** What a client is made of, put together. */
export class Parts {
  readonly store = new Store();
  readonly events = new Emitter<ParleyEvents>();
  readonly http: Http;
  readonly api: Api;
  readonly line: SharedLine;
  readonly replica: Replica;
  readonly sync: Sync;
  readonly questions: Questions;
  readonly outbox: Outbox;
  readonly unread: Unread;
  readonly reads: ReadMarks;
  readonly delivered: DeliveredMarks;
  readonly people: People;
  readonly presence: Presence;
  readonly pointed: Pointed;
  readonly viewing: Viewing;
  readonly history: History;
  readonly pushes: Pushes;
  readonly snapshot: Snapshot | undefined;

  constructor(options: ParleyOptions, listener: PartsListener) {
    const url = options.url ?? '';
    this.http = new Http(
      url,
      (how) => listener.ended(how),
      options.fetch,
      () => {
        // What is not connected looks by itself already.
        if (this.line.connected) this.line.hurry();
      },
    );
    this.api = new Api(this.http);
    this.replica = new Replica(
      this.store,
      (entries) => {
        this.outbox.settle(entries);
        this.pointed.logged(entries);
      },
      (entries) => listener.missed(entries),
    );
    this.line = new SharedLine(
      {
        url,
        tabs: options.tabs ?? ALONE,
        userId: () => this.http.userId,
        renew: () => this.http.renew(),
        ...(options.socket ? { socket: options.socket } : {}),
      },
      {
        connected: () => listener.connected(),
        lost: () => listener.lost(),
        sentAway: () => listener.sentAway(),
        replaced: () => listener.ended('replaced'),
        event: (name, payload) => this.pushes.take(name, payload),
        elected: () => void this.outbox.takeUp(),
        outbox: (change) => this.outbox.heard(change),
        views: (views) => views.forEach((view) => this.replica.conversation(view)),
        ended: (how) => listener.over(how),
      },
    );
    this.sync = new Sync(this.replica, {
      request: (cursors) => this.line.request<SyncReply>('sync', { cursors }, 30_000),
      connected: () => this.line.connected,
      onCurrent: () => listener.current(),
    });
    this.outbox = new Outbox(this.store, {
      storage: options.outbox ?? new MemoryOutbox(),
      post: (message) => this.line.request<Entry>('send_message', asPayload(message)),
      sends: () => this.line.leads && this.line.connected,
      announce: (change) => this.line.announce(change),
      onStored: (entry) => listener.stored(entry),
      onFailed: ({ code }) => {
        if (code === 'BLOCKED') this.people.blocks();
      },
    });
    this.questions = new Questions(() => this.line.connected);
    this.unread = new Unread(this.api, this.replica, this.questions, (views) =>
      this.line.share(views),
    );
    this.reads = new ReadMarks(this.store, (conversation_id, seq) =>
      this.line.request('mark_read', { conversation_id, seq }),
    );
    this.delivered = new DeliveredMarks(this.store, (conversation_id, seq) => {
      // What one tab has, the device has.
      if (this.line.leads) this.line.tell('mark_delivered', { conversation_id, seq });
    });
    this.people = new People(this.store, this.api, this.questions);
    this.presence = new Presence(this.store, this.api, this.questions);
    this.pointed = new Pointed(this.store, this.replica, this.api, this.questions);
    this.viewing = new Viewing(this.replica.logs, this.line, this.pointed);
    this.history = new History(this.store, this.replica.logs, this.api);
    this.pushes = new Pushes(this.store, this.replica, this.people, this.presence, {
      gap: () => this.sync.wish(),
      dropped: () => listener.dropped(),
      arrived: (entry) => listener.arrived(entry),
      changed: (entry) => listener.changed(entry),
      broadcast: (message) => this.events.emit('broadcast', message),
      met: () => this.presence.wish(),
    });
    this.snapshot =
      options.snapshot && new Snapshot(this.store, options.snapshot, () => this.line.leads);
  }
}

function asPayload(message: Outgoing): object {
  return {
    conversation_id: message.conversationId,
    ...(message.text === '' ? {} : { text: message.text }),
    ...(message.url === undefined ? {} : { url: message.url }),
    ...(message.fileName === undefined ? {} : { fileName: message.fileName }),
    clientMessageId: message.clientMessageId,
    ...(message.replyTo === undefined ? {} : { replyTo: message.replyTo }),
  };
}
