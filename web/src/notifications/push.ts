import { type PushApi } from '@parley/client';

/** Lets the server tell this browser while no page is open. Throws where one of them cannot. */
export async function subscribe(api: PushApi): Promise<void> {
  const { pushManager } = await navigator.serviceWorker.ready;
  const key = await api.key();
  const held = await pushManager.getSubscription();
  // A server that was set up anew has another key, and pushes to the old one go nowhere.
  if (held && keyOf(held) !== key) await held.unsubscribe();
  const subscription = await pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey: key,
  });
  const { endpoint, keys } = subscription.toJSON();
  await api.subscribe({ endpoint: endpoint!, keys: keys as { p256dh: string; auth: string } });
}

/** The browser takes no pushes any more, whoever they would be for. */
export async function unsubscribe(api?: PushApi): Promise<void> {
  const registration = await navigator.serviceWorker?.getRegistration();
  const held = await registration?.pushManager?.getSubscription();
  if (!held) return;
  await held.unsubscribe();
  await api?.unsubscribe(held.endpoint);
}

function keyOf({ options }: PushSubscription): string {
  const bytes = new Uint8Array(options.applicationServerKey ?? new ArrayBuffer(0));
  const base64 = btoa(String.fromCharCode(...bytes));
  return base64.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
