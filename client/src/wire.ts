/** The shapes of the wire contract, as the server sends them. Times named `…At` are ISO-8601 UTC. */

export interface User {
  readonly id: string;
  readonly username: string;
  readonly email?: string;
  readonly avatar?: string | null;
  readonly createdAt: string;
}

export interface Member extends User {
  readonly role: 'owner' | 'admin' | 'member';
}

export interface Notice {
  readonly type: string;
  readonly userIds?: readonly string[];
  readonly name?: string;
}

/** A place in a conversation's log: a message, a notice, or what a deletion left (`deletedAt`). */
export interface Entry {
  readonly id: string;
  readonly conversationId: string;
  readonly senderId: string;
  readonly senderName: string;
  readonly senderAvatar?: string | null;
  readonly text: string | null;
  readonly url: string | null;
  readonly fileName: string | null;
  readonly createdAt: string;
  readonly updatedAt: string;
  /** Place in the conversation: gapless from 1, never changes. */
  readonly seq: number;
  /** The conversation's revision that last changed this entry. */
  readonly rev: number;
  readonly kind: 'message' | 'notice' | 'broadcast';
  readonly clientMessageId?: string;
  readonly replyTo?: string;
  readonly editedAt?: string;
  readonly deletedAt?: string;
  readonly notice?: Notice;
}

/** An administrator's word to whoever is online: delivered once, never stored, no place in the log. */
export type Broadcast = Omit<Entry, 'seq' | 'rev'> & { readonly kind: 'broadcast' };

/** A conversation as one participant sees it in their list. */
export interface Conversation {
  readonly id: string;
  readonly name: string;
  readonly avatar?: string | null;
  readonly ownerId?: string | null;
  readonly type: 'direct' | 'group';
  readonly createdAt: string;
  readonly unreadCount: number;
  readonly lastReadAt?: string | null;
  readonly otherUserId?: string;
  readonly lastMessage?: Entry | null;
  readonly lastSeq: number;
  readonly readSeq: number;
  readonly rev: number;
}

export interface ConversationDetail extends Conversation {
  readonly members: readonly Member[];
}

export interface ConversationList {
  readonly direct: readonly Conversation[];
  readonly group: readonly Conversation[];
}

export interface HistoryPage {
  readonly data: readonly Entry[];
  readonly pagination: { readonly hasMore: boolean; readonly rev?: number };
}

export interface SyncReply {
  readonly conversations?: readonly Conversation[];
  readonly changes: readonly Entry[];
  readonly cursors: Readonly<Record<string, number>>;
  readonly gone: readonly string[];
  readonly reset: readonly string[];
  readonly more: boolean;
}

export interface ReadEvent {
  readonly conversation_id: string;
  readonly user_id: string;
  readonly seq: number;
  readonly unreadCount?: number;
}

export interface StatusEvent {
  readonly user_id: string;
  readonly status: 'online' | 'offline';
}

export interface TypingEvent {
  readonly conversation_id: string;
  readonly user_id: string;
  readonly username: string;
  readonly typing: boolean;
}

export interface FieldProblem {
  readonly field: string;
  readonly message: string;
}

/** The body of every refusal, over REST and in acknowledgements alike. */
export interface RefusalBody {
  readonly success: false;
  readonly code: number;
  readonly error: string;
  readonly message: string;
  readonly details?: unknown;
  readonly retryAfter?: number;
}

/** How people get in. */
export interface SignInOptions {
  readonly signup: 'open' | 'invitation' | 'closed';
  readonly mail: boolean;
}
