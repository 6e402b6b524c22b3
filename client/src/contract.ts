/** Made of the documents of the API by `npm run contract -w client`; not to be edited. */

export type components = {
    schemas: {
        /** @description An account as admins see it. */
        readonly Account: {
            readonly id: string;
            readonly username: string;
            readonly email: string;
            readonly emailVerified: boolean;
            /** @description of the server: `user` or `admin` */
            readonly role: string;
            readonly disabled: boolean;
            /** Format: date-time */
            readonly createdAt: string;
        };
        /** @description A page of the list of accounts. */
        readonly AccountPage: {
            readonly accounts: readonly components["schemas"]["Account"][];
            /** @description null on the last page */
            readonly nextCursor?: string;
        };
        /** @description What somebody views. */
        readonly AllViewed: {
            readonly conversations: readonly components["schemas"]["Viewed"][];
        };
        /** @description An entry of the audit log. */
        readonly Audit: {
            readonly id: string;
            /** Format: date-time */
            readonly at: string;
            /** @description a user, or `0` for the server's command line */
            readonly adminId: string;
            /** @description as it was then */
            readonly adminName: string;
            /** @description such as `user.kick` */
            readonly act: string;
            /** @description such as `user` */
            readonly targetType: string;
            readonly targetId: string;
            readonly details: {
                readonly [key: string]: string;
            };
        };
        /** @description A page, newest first. */
        readonly AuditPage: {
            readonly entries: readonly components["schemas"]["Audit"][];
            /** @description where the next page begins, left out on the last one */
            readonly nextCursor?: string;
        };
        /** @description Acknowledges a heartbeat, in epoch milliseconds. */
        readonly Beat: {
            readonly timestamp: number;
        };
        /** @description A broadcast as it is pushed: a message by nobody, without place or revision, since it is stored nowhere. */
        readonly Broadcast: {
            readonly id: string;
            readonly conversationId: string;
            /** @description `0` */
            readonly senderId: string;
            /** @description `System` */
            readonly senderName: string;
            readonly text: string;
            readonly url: string | null;
            readonly fileName: string | null;
            /** Format: date-time */
            readonly createdAt: string;
            /** Format: date-time */
            readonly updatedAt: string;
            /**
             * @description `broadcast`
             * @enum {string}
             */
            readonly kind: "broadcast";
        };
        readonly Connected: {
            readonly users: readonly string[];
            readonly count: number;
        };
        /** @description A conversation as one participant's list shows it. */
        readonly Conversation: {
            readonly id: string;
            /** @description a direct conversation is named after the other user, and shows their avatar */
            readonly name: string | null;
            readonly avatar: string | null;
            /** @description null for a direct conversation */
            readonly ownerId: string | null;
            /**
             * @description `direct` or `group`
             * @enum {string}
             */
            readonly type: "direct" | "group";
            /** Format: date-time */
            readonly createdAt: string;
            readonly unreadCount: number;
            /**
             * Format: date-time
             * @description when the mark last moved
             */
            readonly lastReadAt: string | null;
            /** @description the other one of a direct conversation */
            readonly otherUserId?: string;
            /** @description newest live message */
            readonly lastMessage: components["schemas"]["Message"] | null;
            /** @description head of its log */
            readonly lastSeq: number;
            /** @description the mark */
            readonly readSeq: number;
            readonly rev: number;
            readonly muted: boolean;
            readonly pinned: boolean;
            readonly archived: boolean;
            /** @description unread messages that name one */
            readonly mentions: number;
            /** @description a stranger waits for one's consent; left out unless true */
            readonly request?: boolean;
            /** @description days it keeps its messages, if it has its own */
            readonly retention?: number;
        };
        /** @description A conversation as in the list, with its members by standing. */
        readonly ConversationDetail: {
            readonly id: string;
            /** @description a direct conversation is named after the other user, and shows their avatar */
            readonly name: string | null;
            readonly avatar: string | null;
            /** @description null for a direct conversation */
            readonly ownerId: string | null;
            /**
             * @description `direct` or `group`
             * @enum {string}
             */
            readonly type: "direct" | "group";
            /** Format: date-time */
            readonly createdAt: string;
            readonly unreadCount: number;
            /**
             * Format: date-time
             * @description when the mark last moved
             */
            readonly lastReadAt: string | null;
            /** @description the other one of a direct conversation */
            readonly otherUserId?: string;
            /** @description newest live message */
            readonly lastMessage: components["schemas"]["Message"] | null;
            /** @description head of its log */
            readonly lastSeq: number;
            /** @description the mark */
            readonly readSeq: number;
            readonly rev: number;
            readonly muted: boolean;
            readonly pinned: boolean;
            readonly archived: boolean;
            /** @description unread messages that name one */
            readonly mentions: number;
            /** @description a stranger waits for one's consent; left out unless true */
            readonly request?: boolean;
            /** @description days it keeps its messages, if it has its own */
            readonly retention?: number;
            readonly members: readonly components["schemas"]["User"][];
        };
        /** @description A page of one's conversations, each kind newest activity first. */
        readonly ConversationList: {
            readonly direct: readonly components["schemas"]["Conversation"][];
            readonly group: readonly components["schemas"]["Conversation"][];
            /** @description where the next page begins, left out on the last one */
            readonly nextCursor?: string;
        };
        /** @description A conversation just created or found: `{id,name,type,ownerId}`. */
        readonly Created: {
            readonly id: string;
            /** @description a direct conversation has the other user's */
            readonly name: string | null;
            readonly type: string;
            readonly ownerId: string | null;
        };
        /** @description `conversation_deleted`. */
        readonly Deleted: {
            readonly conversation_id: string;
        };
        /** @description `conversation_delivered`. */
        readonly Delivered: {
            readonly conversation_id: string;
            readonly user_id: string;
            readonly seq: number;
        };
        /** @description What a message said before it was edited. */
        readonly Edit: {
            /** @description null when it had none, only a url */
            readonly text: string | null;
            /**
             * Format: date-time
             * @description when another text took its place
             */
            readonly editedAt: string;
        };
        /** @description `error`: a refusal of an event that asked for no acknowledgement. */
        readonly Failure: {
            readonly code: string;
            readonly message: string;
            readonly details?: readonly components["schemas"]["Field"][];
        };
        /** @description One wrong field of a request. */
        readonly Field: {
            readonly field: string;
            readonly message: string;
        };
        /** @description A friend of the one who asks. */
        readonly Friend: {
            readonly id: string;
            /** @description the one who asks */
            readonly userId: string;
            readonly friendId: string;
            /** Format: date-time */
            readonly createdAt: string;
            /** @description the other one, with their email */
            readonly friend: components["schemas"]["User"];
        };
        /** @description A friend just won. */
        readonly FriendAccepted: {
            readonly id: string;
            readonly userId: string;
            readonly friendId: string;
            /** Format: date-time */
            readonly createdAt: string;
            readonly friend: components["schemas"]["User"];
            /** @description their direct conversation */
            readonly conversationId: string;
        };
        /** @description Somebody who is kept out. */
        readonly FriendBlocked: {
            readonly user: components["schemas"]["User"];
            /** Format: date-time */
            readonly blockedAt: string;
        };
        /** @description Pending requests, newest first. */
        readonly FriendPending: {
            readonly sent: readonly components["schemas"]["FriendRequest"][];
            readonly received: readonly components["schemas"]["FriendRequest"][];
        };
        /** @description A request, with the profiles of both. */
        readonly FriendRequest: {
            readonly id: string;
            readonly fromUserId: string;
            readonly toUserId: string;
            /**
             * @description `pending`, `accepted`, `declined` or `cancelled`
             * @enum {string}
             */
            readonly status: "pending" | "accepted" | "declined" | "cancelled";
            /** Format: date-time */
            readonly createdAt: string;
            /** Format: date-time */
            readonly updatedAt: string;
            readonly fromUser: components["schemas"]["User"];
            readonly toUser: components["schemas"]["User"];
        };
        /** @description An invitation. */
        readonly GroupInvitation: {
            readonly conversationId: string;
            /** @description of the group */
            readonly name: string | null;
            readonly avatar?: string;
            /** @description who wanted to add one */
            readonly invitedBy: components["schemas"]["User"];
            /** Format: date-time */
            readonly createdAt: string;
        };
        /** @description A page of history, with its envelope: `{success,data:[…],pagination:{limit,before,hasMore,rev}}`. */
        readonly History: {
            readonly success: boolean;
            readonly data: readonly components["schemas"]["Message"][];
            readonly pagination: components["schemas"]["HistoryPagination"];
        };
        /** @description Where the page lies. */
        readonly HistoryPagination: {
            readonly limit: number;
            /** @description as it was asked, else null */
            readonly before: string | null;
            /** @description there is more in the asked direction */
            readonly hasMore: boolean;
            /** @description the conversation's when it was read; with sinceRev that of the page's last entry */
            readonly rev: number;
        };
        /** @description An invitation as admins see it. */
        readonly Invitation: {
            readonly id: string;
            readonly email?: string;
            readonly uses: number;
            readonly used: number;
            readonly createdBy: string;
            /** Format: date-time */
            readonly createdAt: string;
            /** Format: date-time */
            readonly expiresAt: string;
            /** @description only to whom made it, at once; so is `url`, the page that takes it */
            readonly code?: string;
            readonly url?: string;
        };
        /** @description `conversation_invited`. */
        readonly Invited: {
            readonly conversation_id: string;
            readonly name: string | null;
            /** @description who invites */
            readonly user_id: string;
        };
        readonly LinkNeeded: {
            /** @description goes to `/auth/link` with the password */
            readonly linkToken: string;
        };
        /** @description An entry of a conversation, the same over REST, in pushes and in sync. `text`, `url` and `fileName` are always there, null if absent; what is marked with `?` in the contract is left out instead. */
        readonly Message: {
            readonly id: string;
            readonly conversationId: string;
            readonly senderId: string;
            /** @description as it is now, not as it was when the message was sent */
            readonly senderName: string;
            readonly senderAvatar?: string;
            readonly text: string | null;
            readonly url: string | null;
            readonly fileName: string | null;
            /** Format: date-time */
            readonly createdAt: string;
            /** Format: date-time */
            readonly updatedAt: string;
            readonly seq: number;
            readonly rev: number;
            /**
             * @description `message` or `notice`
             * @enum {string}
             */
            readonly kind: "message" | "notice";
            readonly clientMessageId: string;
            readonly replyTo?: string;
            readonly mentions?: readonly string[];
            /** Format: date-time */
            readonly editedAt?: string;
            /** Format: date-time */
            readonly deletedAt?: string;
            /** @description user ids by emoji, in the order in which they reacted */
            readonly reactions?: {
                readonly [key: string]: readonly string[];
            };
            /** Format: date-time */
            readonly pinnedAt?: string;
            readonly pinnedBy?: string;
            /** @description what a notice says */
            readonly notice?: components["schemas"]["Notice"];
        };
        /** @description What a notice says: `{type,userIds?,name?,avatar?,role?,days?}`. */
        readonly Notice: {
            /** @description such as `member_added` */
            readonly type: string;
            /** @description whom it is about */
            readonly userIds?: readonly string[];
            /** @description with `renamed`: the new name */
            readonly name?: string;
            /** @description with `avatar_changed`: the new one, "" when it was taken away */
            readonly avatar?: string;
            /** @description with `role_changed`: the new one */
            readonly role?: string;
            /** @description with `retention_changed`: the new ones; left out when it was taken away */
            readonly days?: number;
        };
        readonly OnlineStatus: {
            /** @description by user, whether they are here */
            readonly statuses: {
                readonly [key: string]: boolean;
            };
            /** @description by user, when those who are not here last were */
            readonly lastSeen: {
                readonly [key: string]: string;
            };
        };
        /** @description `participant_added`, `participant_removed`. */
        readonly Participant: {
            readonly conversation_id: string;
            readonly user_id: string;
            readonly role?: string;
        };
        /** @description Where a file may be put, and what is then its address: bare, without an envelope. */
        readonly Presigned: {
            /** @description takes one PUT */
            readonly uploadUrl: string;
            /** @description what a message or an avatar carries */
            readonly publicUrl: string;
            /** @description the upload's id */
            readonly key: string;
        };
        /** @description The body of every error, over REST and in the acknowledgement of a socket event: `{"success":false,"code":404,"error":"NOT_FOUND","message":"…","details":[…]?}`. */
        readonly Problem: {
            readonly success: boolean;
            /** @description the HTTP status, on sockets too */
            readonly code: number;
            /**
             * @description the machine's word
             * @enum {string}
             */
            readonly error: "VALIDATION_FAILED" | "INVALID_PAYLOAD" | "DIRECT_CONVERSATION" | "INVALID_CREDENTIALS" | "UNAUTHORIZED" | "INVALID_TOKEN" | "TOKEN_EXPIRED" | "OTHER_USER" | "FORBIDDEN" | "NOT_OWNER" | "BLOCKED" | "CONSENT_REQUIRED" | "ORIGIN_NOT_ALLOWED" | "SIGNUP_CLOSED" | "INVITATION_REQUIRED" | "EMAIL_NOT_VERIFIED" | "ACCOUNT_DISABLED" | "NOT_FOUND" | "UNKNOWN_EVENT" | "METHOD_NOT_ALLOWED" | "EMAIL_TAKEN" | "USERNAME_TAKEN" | "PAYLOAD_TOO_LARGE" | "QUOTA_EXCEEDED" | "UNSUPPORTED_MEDIA_TYPE" | "RANGE_NOT_SATISFIABLE" | "RATE_LIMITED" | "UNAVAILABLE" | "INTERNAL_ERROR";
            /** @description for a person; never internal text */
            readonly message: string;
            /** @description every wrong field, with VALIDATION_FAILED only */
            readonly details?: readonly components["schemas"]["Field"][];
            /** @description seconds, with RATE_LIMITED only */
            readonly retryAfter?: number;
        };
        /** @description What browsers subscribe with. */
        readonly PushKey: {
            /** @description an uncompressed point of P-256 in base64url: `applicationServerKey` */
            readonly publicKey: string;
        };
        /** @description `conversation_read`. */
        readonly Read: {
            readonly conversation_id: string;
            readonly user_id: string;
            readonly seq: number;
            /** @description as in the list, for the reader's own sockets only; so is mentions */
            readonly unreadCount?: number;
            readonly mentions?: number;
        };
        /** @description Of one message: `{read:[{userId,readAt?}],delivered:[userId]}`. */
        readonly Receipt: {
            readonly read: readonly components["schemas"]["ReceiptReader"][];
            readonly delivered: readonly string[];
        };
        /** @description Of a conversation, one a participant. */
        readonly ReceiptMark: {
            readonly userId: string;
            readonly readSeq: number;
            readonly deliveredSeq: number;
        };
        /** @description Who has read it. */
        readonly ReceiptReader: {
            readonly userId: string;
            /**
             * Format: date-time
             * @description when their mark last moved
             */
            readonly readAt?: string;
        };
        /** @description Acknowledges a token given anew: until when it is good, unless it has a session. */
        readonly Renewed: {
            /** Format: date-time */
            readonly expiresAt?: string;
        };
        /** @description A report, as administrators see it. */
        readonly Report: {
            readonly id: string;
            readonly reporterId: string;
            /**
             * @description `user`, `message` or `conversation`
             * @enum {string}
             */
            readonly targetType: "user" | "message" | "conversation";
            readonly targetId: string;
            readonly reason: string;
            /** @description with `authorId` and `text` a copy of the message, as it was then */
            readonly conversationId?: string;
            readonly authorId?: string;
            readonly text?: string;
            /**
             * @description `open`, `resolved` or `dismissed`
             * @enum {string}
             */
            readonly status: "open" | "resolved" | "dismissed";
            /** Format: date-time */
            readonly createdAt: string;
            /** @description an administrator */
            readonly closedBy?: string;
            readonly note?: string;
            /** Format: date-time */
            readonly closedAt?: string;
        };
        /** @description As its reporter sees it. */
        readonly ReportFiled: {
            readonly id: string;
            readonly targetType: string;
            readonly targetId: string;
            readonly status: string;
            /** Format: date-time */
            readonly createdAt: string;
        };
        /** @description A page, newest first. */
        readonly ReportPage: {
            readonly reports: readonly components["schemas"]["Report"][];
            /** @description where the next page begins, left out on the last one */
            readonly nextCursor?: string;
        };
        /** @description A page of what was found, with its envelope: `{success,data:[{message,highlights:[{start,length}…]}…],pagination:{limit,nextCursor?}}`. */
        readonly Search: {
            readonly success: boolean;
            readonly data: readonly components["schemas"]["SearchHit"][];
            readonly pagination: components["schemas"]["SearchPagination"];
        };
        /** @description A message and where in its text, in UTF-16 units, what was searched for stands. */
        readonly SearchHit: {
            readonly message: components["schemas"]["Message"];
            readonly highlights: readonly components["schemas"]["SearchTermsHighlight"][];
        };
        /** @description Where the page ends. */
        readonly SearchPagination: {
            readonly limit: number;
            /** @description left out on the last page */
            readonly nextCursor?: string;
        };
        /** @description A found place in a text, in UTF-16 units. */
        readonly SearchTermsHighlight: {
            readonly start: number;
            readonly length: number;
        };
        /** @description One of one's devices. */
        readonly Session: {
            readonly id: string;
            /** @description the user agent it signed in with, "" when it sent none */
            readonly device: string;
            readonly address: string;
            /** Format: date-time */
            readonly createdAt: string;
            /** Format: date-time */
            readonly lastUsedAt: string;
            /** Format: date-time */
            readonly expiresAt: string;
            /** @description whether this very request came from it */
            readonly current: boolean;
        };
        readonly Settings: {
            readonly strangers: string;
        };
        /** @description How people get in. */
        readonly SignInOptions: {
            /**
             * @description `open`, `invitation` or `closed`
             * @enum {string}
             */
            readonly signup: "open" | "invitation" | "closed";
            /** @description whether links for forgotten passwords are sent */
            readonly mail: boolean;
            /** @description whose accounts people may use instead */
            readonly providers: readonly components["schemas"]["SignInOptionsProvider"][];
            /** @description for Google's own button, null without */
            readonly google?: components["schemas"]["SignInOptionsGoogle"];
        };
        /** @description What Google's button needs. */
        readonly SignInOptionsGoogle: {
            readonly clientId: string;
        };
        /** @description Somebody else who says who people are. */
        readonly SignInOptionsProvider: {
            readonly id: string;
            readonly name: string;
            /** @description where the browser goes to sign in */
            readonly url: string;
        };
        readonly Stats: {
            readonly connectedUsers: number;
            readonly users: readonly string[];
            /** @description open sockets */
            readonly connections: number;
            /** @description servers that make up this one */
            readonly nodes: number;
            readonly uptimeSeconds: number;
            readonly messagesPerSecond: number;
        };
        /** @description `friend_status_changed`. */
        readonly Status: {
            readonly user_id: string;
            /**
             * @description `online` or `offline`
             * @enum {string}
             */
            readonly status: "online" | "offline";
            /** @description epoch milliseconds */
            readonly timestamp: number;
        };
        /** @description `presence_changed`: several statuses at once, of members of one conversation. */
        readonly Statuses: {
            readonly conversation_id: string;
            readonly statuses: readonly components["schemas"]["Status"][];
        };
        /** @description A page of what changed; see [dev.parley.chat.Sync.Answer]. */
        readonly Sync: {
            readonly conversations?: readonly components["schemas"]["Conversation"][];
            readonly changes: readonly components["schemas"]["Message"][];
            readonly cursors: {
                readonly [key: string]: number;
            };
            readonly gone: readonly string[];
            readonly reset: readonly string[];
            readonly more: boolean;
        };
        /** @description `sync_required`: pushes were dropped. */
        readonly SyncRequired: Record<string, never>;
        /** @description `user_typing`. */
        readonly Typing: {
            readonly conversation_id: string;
            readonly user_id: string;
            readonly username: string;
            readonly typing: boolean;
        };
        /** @description `friend_removed`. */
        readonly Unfriended: {
            readonly friendId: string;
        };
        /** @description An upload: `{id,url,fileName,contentType,size,width?,height?,thumbnailUrl?}`. */
        readonly Upload: {
            readonly id: string;
            /** @description what a message or an avatar carries */
            readonly url: string;
            readonly fileName: string;
            readonly contentType: string;
            readonly size: number;
            /** @description of an image as it is shown, in pixels */
            readonly width?: number;
            readonly height?: number;
            readonly thumbnailUrl?: string;
        };
        /** @description A user: `{id,username,email?,avatar?,createdAt,role?,emailVerified?}`. */
        readonly User: {
            readonly id: string;
            readonly username: string;
            /** @description given to oneself, to friends, and in a search by the whole username */
            readonly email?: string;
            readonly avatar?: string;
            /** Format: date-time */
            readonly createdAt: string;
            /** @description of the server (`user`, `admin`) for oneself; in the conversation (`owner`, `admin`, `member`) for its members */
            readonly role?: string;
            /** @description for oneself */
            readonly emailVerified?: boolean;
        };
        readonly Viewed: {
            readonly conversationId: string;
            /** @description null of a direct conversation */
            readonly name: string | null;
            readonly participants: readonly string[];
        };
        readonly Viewers: {
            readonly conversationId: string;
            /** @description users viewing the conversation */
            readonly participants: readonly string[];
            readonly participantCount: number;
        };
        /** @description `joined_conversation`, `left_conversation`, `user_joined`, `user_left`. */
        readonly Viewing: {
            readonly conversation_id: string;
            readonly user_id: string;
            readonly username: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
};
