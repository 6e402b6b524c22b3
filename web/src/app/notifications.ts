import type { Parley } from '@parley/client';
import { t } from '../texts';
import { open } from './router';

const KEY = 'parley.notify';

/** Whether this browser tells of new messages while nobody looks. */
export function notifies(): boolean {
  return localStorage.getItem(KEY) !== null && Notification.permission === 'granted';
}

/** Asks the browser's permission if need be; true when notifications are on now. */
export async function setNotifies(on: boolean): Promise<boolean> {
  if (!on) localStorage.removeItem(KEY);
  else if ((await Notification.requestPermission()) === 'granted') localStorage.setItem(KEY, '1');
  return notifies();
}

/** Tells of what others write while this tab is not looked at. Ends with the function returned. */
export function notifyOf(parley: Parley): () => void {
  return parley.events.on('message', (entry) => {
    const { me, conversations } = parley.store.get();
    const conversation = conversations.get(entry.conversationId);
    if (!('Notification' in globalThis) || !notifies() || document.hasFocus()) return;
    if (entry.kind !== 'message' || entry.senderId === me?.id || conversation?.muted) return;
    const group = conversation?.type === 'group' ? ` · ${conversation.name}` : '';
    const note = new Notification(entry.senderName + group, {
      body: entry.text ?? entry.fileName ?? t.conversations.attachment,
      icon: '/favicon.svg',
      // The tabs of one browser share it: each shows the same one, which is one.
      tag: entry.id,
    });
    note.onclick = () => {
      focus();
      open(entry.conversationId);
      note.close();
    };
  });
}
