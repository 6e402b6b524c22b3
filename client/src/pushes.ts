import type { People } from './people.js';
import type { Presence } from './presence.js';
import type { Replica } from './replica.js';
import { withValue, type Store } from './state.js';
import type {
  Broadcast,
  Conversation,
  DeliveredEvent,
  Entry,
  FriendRequest,
  ReadEvent,
  StatusEvent,
  StatusesEvent,
  TypingEvent,
} from './wire.js';

export interface PushListener {
  /** Something of a log is missing: pull it. */
  gap(): void;
  /** Pushes of any kind were dropped. */
  dropped(): void;
  /** A new entry of the log, as it came live. */
  arrived(entry: Entry): void;
  /** An entry was edited, deleted, reacted to, pinned or taken off. */
  changed(entry: Entry): void;
  broadcast(message: Broadcast): void;
  /** There are people whose presence was nobody's business before. */
  met(): void;
}

const TYPING_MS = 6_000;

/** What the server says unasked, put where it belongs. An unknown event is ignored. */
export class Pushes {
  readonly #typing = new Map<string, ReturnType<typeof setTimeout>>();

  constructor(
    private readonly store: Store,
    private readonly replica: Replica,
    private readonly people: People,
    private readonly presence: Presence,
    private readonly listener: PushListener,
  ) {}

  take(name: string, payload: unknown): void {
    switch (name) {
      case 'new_message':
      case 'new_notice':
        return this.#entry(payload as Entry | Broadcast, true);
      case 'message_updated':
        return this.#entry(payload as Entry, false);
      case 'conversation_read':
        return this.replica.read(payload as ReadEvent);
      case 'conversation_delivered':
        return this.replica.delivered(payload as DeliveredEvent);
      case 'conversation_created':
        return this.#created(payload as Conversation);
      case 'conversation_updated':
        return this.#updated(payload as Conversation);
      case 'participant_added':
        return this.listener.met();
      case 'conversation_deleted':
        return this.replica.remove((payload as { conversation_id: string }).conversation_id);
      case 'participant_removed':
        return this.#removed(payload as { conversation_id: string; user_id: string });
      case 'friend_status_changed':
        return this.presence.changed([payload as StatusEvent]);
      case 'presence_changed':
        return this.presence.changed((payload as StatusesEvent).statuses);
      case 'friend_request_received':
      case 'friend_request_updated':
        this.people.request(payload as FriendRequest);
        return this.listener.met();
      case 'friend_removed':
        return this.people.removed((payload as { friendId: string }).friendId);
      case 'conversation_invited':
        return this.people.invitations();
      case 'user_typing':
        return this.#typingChanged(payload as TypingEvent);
      case 'sync_required':
        return this.listener.dropped();
    }
  }

  forget(): void {
    for (const timer of this.#typing.values()) clearTimeout(timer);
    this.#typing.clear();
  }

  #entry(entry: Entry | Broadcast, isNew: boolean): void {
    if (entry.kind === 'broadcast') return this.listener.broadcast(entry);
    const stored = entry;
    // A sync that overtook the push has told of it.
    const isTold = this.#holds(stored) && stored.senderId !== this.store.get().me?.id;
    const complete = this.replica.push(stored);
    if (!complete) this.listener.gap();
    if (!isNew) return this.listener.changed(stored);
    this.#silent(stored.conversationId, stored.senderId);
    if (!isTold) this.listener.arrived(stored);
  }

  #holds({ conversationId, rev }: Entry): boolean {
    return (this.store.get().timelines.get(conversationId)?.cursor ?? 0) >= rev;
  }

  #created(conversation: Conversation): void {
    this.replica.conversation(conversation);
    this.people.came(conversation.id);
    this.listener.met();
    this.listener.gap();
  }

  /** A stranger may have been answered. */
  #updated(conversation: Conversation): void {
    this.replica.conversation(conversation);
    if (conversation.type === 'direct') this.listener.met();
  }

  /** That others came or went is told by the log's notices. */
  #removed(event: { conversation_id: string; user_id: string }): void {
    if (event.user_id === this.store.get().me?.id) this.replica.remove(event.conversation_id);
  }

  #typingChanged({ conversation_id: id, user_id: userId, username, typing }: TypingEvent): void {
    if (!typing) return this.#silent(id, userId);
    const key = `${id}/${userId}`;
    clearTimeout(this.#typing.get(key));
    this.#typing.set(
      key,
      setTimeout(() => this.#silent(id, userId), TYPING_MS),
    );
    this.#setTyping(id, userId, username);
  }

  #silent(id: string, userId: string): void {
    clearTimeout(this.#typing.get(`${id}/${userId}`));
    this.#typing.delete(`${id}/${userId}`);
    if (this.store.get().typing.get(id)?.has(userId)) this.#setTyping(id, userId, undefined);
  }

  #setTyping(id: string, userId: string, username: string | undefined): void {
    this.store.update(({ typing }) => {
      const now = withValue(typing.get(id) ?? new Map<string, string>(), userId, username);
      return { typing: withValue(typing, id, now.size > 0 ? now : undefined) };
    });
  }
}
