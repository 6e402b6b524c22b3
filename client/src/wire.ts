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

export type StatusEvent = Shapes['Status'];

export type TypingEvent = Shapes['Typing'];

export type FieldProblem = Shapes['Field'];

/** The body of every refusal, over REST and in acknowledgements alike. */
export type RefusalBody = Omit<Shapes['Problem'], 'success'> & { readonly success: false };

/** How people get in. */
export type SignInOptions = Shapes['SignInOptions'];
