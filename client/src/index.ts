export { Backoff } from './backoff.js';
export { Parley } from './client.js';
export type { ParleyEvents, ParleyOptions } from './options.js';
export type { UploadOptions } from './api-files.js';
export type { PushApi } from './api-push.js';
export { nodeTransport, type Cookies } from './node.js';
export { ParleyError } from './errors.js';
export type { Mark } from './marks.js';
export type { Content } from './outbox.js';
export { IndexedDbOutbox, MemoryOutbox, type OutboxStorage } from './outbox-storage.js';
export * from './selectors.js';
export {
  IndexedDbSnapshot,
  MemorySnapshot,
  type KeptConversation,
  type Recalled,
  type SnapshotStorage,
} from './snapshot-storage.js';
export { browserTabs, type Tabs } from './tabs.js';
export type { ConnectionStatus, Outgoing, State, Store, Timeline } from './state.js';
export type {
  Account,
  AccountPage,
  AuditPage,
  Blocked,
  Broadcast,
  Conversation,
  ConversationDetail,
  Device,
  Entry,
  FieldProblem,
  Friend,
  FriendRequest,
  Invitation,
  Member,
  Notice,
  Receipts,
  Report,
  ReportPage,
  SearchHit,
  SearchPage,
  SignInOptions,
  Stats,
  Strangers,
  Upload,
  User,
  Viewed,
  Viewers,
} from './wire.js';
