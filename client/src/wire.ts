/**
 * The shapes of the wire contract, as the server sends them, under the names the client uses. They are
 * the server's own: `contract.ts` is made of the documents it serves. Times named `…At` are ISO-8601 UTC.
 */
import type { components } from './contract.js';

type Shapes = components['schemas'];

/** Groups have a name, and a direct conversation has the other user's. */
type Named<T> = Omit<T, 'name'> & { readonly name: string };

export type User = Shapes['User'];

export type Member = User;

export type Notice = Shapes['Notice'];

/** A place in a conversation's log: a message, a notice, or what a deletion left (`deletedAt`). */
export type Entry = Shapes['Message'];

/** An administrator's word to whoever is online: delivered once, never stored, no place in the log. */
export type Broadcast = Shapes['Broadcast'];

/** A conversation as one participant sees it in their list. */
export type Conversation = Named<Shapes['Conversation']>;

export type ConversationDetail = Named<Shapes['ConversationDetail']>;

export interface ConversationList {
  readonly direct: readonly Conversation[];
  readonly group: readonly Conversation[];
  readonly nextCursor?: string;
}

export type HistoryPage = Shapes['History'];

export type SyncReply = Omit<Shapes['Sync'], 'conversations'> & {
  readonly conversations?: readonly Conversation[];
};

export type ReadEvent = Shapes['Read'];

export type DeliveredEvent = Shapes['Delivered'];

export type StatusEvent = Shapes['Status'];

export type StatusesEvent = Shapes['Statuses'];

export type ParticipantEvent = Shapes['Participant'];

export type TypingEvent = Shapes['Typing'];

export type FieldProblem = Shapes['Field'];

/** The body of every refusal, over REST and in acknowledgements alike. */
export type RefusalBody = Omit<Shapes['Problem'], 'success'> & { readonly success: false };

/** Who is here, and when those who are not were last. */
export type Presence = Shapes['OnlineStatus'];

export type Friend = Shapes['Friend'];

export type FriendRequest = Shapes['FriendRequest'];

export type FriendPending = Shapes['FriendPending'];

export type FriendAccepted = Shapes['FriendAccepted'];

export type Blocked = Shapes['FriendBlocked'];

export type Invitation = Shapes['GroupInvitation'];

/** Who has read a message, and who has it but has not. */
export type Receipts = Shapes['Receipt'];

/** How far one participant has read, and how far their devices have come. */
export type Mark = Shapes['ReceiptMark'];

export type SearchHit = Shapes['SearchHit'];

export type SearchPage = Shapes['Search'];

export type Upload = Shapes['Upload'];

/** One of one's devices. */
export type Device = Shapes['Session'];

export type Stats = Shapes['Stats'];

export type Viewers = Shapes['Viewers'];

export type Viewed = Shapes['Viewed'];

export type Report = Shapes['Report'];

export type ReportPage = Shapes['ReportPage'];

export type AuditPage = Shapes['AuditPage'];

export type Account = Shapes['Account'];

export type AccountPage = Shapes['AccountPage'];

/** What strangers may do: write and add to groups, or ask first. */
export type Strangers = 'allow' | 'ask';

/** How people get in. */
export type SignInOptions = Shapes['SignInOptions'];
