export { Parley, type ParleyEvents, type ParleyOptions } from './client.js';
export { ParleyError } from './errors.js';
export { IndexedDbOutbox, MemoryOutbox, type OutboxStorage } from './outbox-storage.js';
export * from './selectors.js';
export type { ConnectionStatus, Outgoing, State, Store, Timeline } from './state.js';
export type {
  Broadcast,
  Conversation,
  ConversationDetail,
  Entry,
  FieldProblem,
  Member,
  Notice,
  SignInOptions,
  User,
} from './wire.js';
