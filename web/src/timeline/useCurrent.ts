import { entryOf, type Entry } from '@parley/client';
import { useChat } from '../app/session';

/** The message as it is now; as it was when nothing holds it any more. */
export function useCurrent(entry: Entry): Entry {
  return useChat((state) => entryOf(state, entry.conversationId, entry.id) ?? entry);
}
