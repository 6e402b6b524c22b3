import type { Entry, Parley } from '@parley/client';
import { isAttended } from '../app/attention';
import { t } from '../texts';
import { notifying } from './choice';

/** Tells of what others write while no tab is looked at. Ends with the function returned. */
export function notifyOf(parley: Parley): () => void {
  return parley.events.on('message', (entry) => void tell(parley, entry).catch(() => undefined));
}

async function tell(parley: Parley, entry: Entry): Promise<void> {
  const { me, conversations } = parley.store.get();
  const conversation = conversations.get(entry.conversationId);
  if (!me || !concerns(entry, me.id, conversation?.muted ?? false)) return;
  if (notifying(me.id) !== 'on' || (await isAttended())) return;
  const group = conversation?.type === 'group' ? ` · ${conversation.name}` : '';
  // By the service worker: Chrome on Android has no other way.
  const registration = await navigator.serviceWorker.ready;
  await registration.showNotification(entry.senderName + group, {
    body: entry.text ?? entry.fileName ?? t.conversations.attachment,
    icon: '/icon-192.png',
    // Shared by the tabs of one browser and by the server's push: all show one and the same.
    tag: entry.id,
    data: { conversationId: entry.conversationId },
  });
}

/** Somebody else's message; in a muted conversation only one that names the reader. */
export function concerns(
  { kind, senderId, mentions }: Pick<Entry, 'kind' | 'senderId' | 'mentions'>,
  meId: string,
  muted: boolean,
): boolean {
  if (kind !== 'message' || senderId === meId) return false;
  return !muted || (mentions?.includes(meId) ?? false);
}
