import type { Parts } from './parts.js';
import type { Entry } from './wire.js';

const PUSH_PATIENCE_MS = 1_000;
/**
 * Of a long absence a few in each conversation are told, and a few that named one before them: who
 * comes back has the rest before them.
 */
const MOST_MISSED = 3;

/** What is done, by which part, when the connection or a message takes its course. */
export class Course {
  constructor(private readonly parts: Parts) {}

  connected(): void {
    const { store, outbox, delivered } = this.parts;
    store.update(() => ({ connection: 'catching-up' }));
    delivered.forget();
    outbox.flush();
    this.catchUp();
  }

  /** Pushes of any kind may have been missed. */
  catchUp(): void {
    const { viewing, reads, sync, presence, people } = this.parts;
    viewing.look();
    reads.resend();
    sync.anew();
    presence.load();
    people.load();
  }

  lost(): void {
    const { store, presence } = this.parts;
    presence.lost();
    store.update(() => ({ connection: 'connecting' }));
  }

  /** Nothing is missing any more. */
  current(): void {
    const { store, line, delivered } = this.parts;
    if (!line.connected) return;
    store.update(() => ({ connection: 'live', loaded: true }));
    delivered.wish();
  }

  /** The pushes before one's own message are usually just behind its acknowledgement. */
  stored(entry: Entry): void {
    const { store, replica, sync } = this.parts;
    if (replica.push(entry)) return;
    setTimeout(() => {
      const timeline = store.get().timelines.get(entry.conversationId);
      if (timeline && timeline.cursor < entry.rev) sync.wish();
    }, PUSH_PATIENCE_MS);
  }

  /** A new entry came live. */
  arrived(entry: Entry): void {
    const { store, line, unread, delivered, events } = this.parts;
    if (entry.senderId !== store.get().me?.id) {
      if (line.leads) unread.wish(entry.conversationId);
      delivered.wish();
    }
    events.emit('message', entry);
  }

  /** What is unread may name one only now, or not any more. */
  changed({ conversationId, senderId, seq, mentions }: Entry): void {
    const { store, line, unread } = this.parts;
    const { me, conversations } = store.get();
    const conversation = conversations.get(conversationId);
    if (!me || !conversation || senderId === me.id || seq <= conversation.readSeq) return;
    const isNamed = mentions?.includes(me.id) ?? false;
    if (line.leads && (isNamed || conversation.mentions > 0)) unread.wish(conversationId);
  }

  /** What was missed before somebody came was not missed by them. */
  missed(entries: readonly Entry[]): void {
    const { store, events } = this.parts;
    const { loaded, me } = store.get();
    if (!loaded || !me) return;
    const named = entries.slice(0, -MOST_MISSED).filter((entry) => entry.mentions?.includes(me.id));
    const told = [...named.slice(-MOST_MISSED), ...entries.slice(-MOST_MISSED)];
    for (const entry of told) events.emit('message', entry);
  }
}
