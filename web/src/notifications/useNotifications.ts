import { useEffect } from 'react';
import { shareAttention } from '../app/attention';
import { open } from '../app/router';
import { useParley } from '../app/session';
import { useNotifying } from './choice';
import { notifyOf } from './notify';
import { subscribe, unsubscribe } from './push';

/** Tells of new messages for as long as somebody is signed in, by the page and by pushes. */
export function useNotifications(): void {
  const parley = useParley();
  const on = useNotifying() === 'on';

  useEffect(shareAttention, []);
  useEffect(() => notifyOf(parley), [parley]);
  useEffect(followClicks, []);
  useEffect(() => {
    const { push } = parley.api;
    // At each sign-in anew: the server's side of it ended with the last session. A browser or a
    // server that does not push still tells while the page is open.
    (on ? subscribe(push) : unsubscribe(push)).catch(() => undefined);
  }, [parley, on]);
  useEffect(
    () => parley.events.on('signedOut', () => void unsubscribe().catch(() => undefined)),
    [parley],
  );
}

/** A notification was clicked, and the service worker brought this page to the front for it. */
function followClicks(): () => void {
  const worker = navigator.serviceWorker;
  const onMessage = ({ data }: MessageEvent<{ open?: string }>) => {
    if (data.open) open(data.open);
  };
  worker?.addEventListener('message', onMessage);
  return () => worker?.removeEventListener('message', onMessage);
}
