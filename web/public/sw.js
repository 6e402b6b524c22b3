// Keeps the page itself at hand for when the server is away. What the page shows never comes from
// here: the API is not touched, and a newer page is taken whenever there is one. And it tells of
// messages while no page is looked at.

const KEPT = 'parley-page';
const LONGEST = 80;
const OTHERS = ['/theme.js', '/favicon.svg', '/manifest.webmanifest'];
/** A network that has not answered by then is not waited for when there is something to show. */
const PATIENCE_MS = 3_000;
const NOT_OURS = /^\/(?:api|actuator|socket\.io|docs|openapi|asyncapi)/;

addEventListener('install', (event) => event.waitUntil(Promise.all([skipWaiting(), prepare()])));
// Also the page that brought this worker goes through it, so that what it loads later is kept.
addEventListener('activate', (event) => event.waitUntil(clients.claim()));

// What the first visit loaded before there was a worker. Without it the next visit keeps it.
async function prepare() {
  try {
    const cache = await caches.open(KEPT);
    const page = await fetch('/', { headers: { Accept: 'text/html' } });
    const parts = (await page.clone().text()).matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g);
    await cache.addAll([...[...parts].map(([, path]) => path), ...OTHERS]);
    if (page.ok && !page.redirected) await cache.put('/', page);
  } catch {
    // The network went again; the worker is of use all the same.
  }
}

addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== location.origin || NOT_OURS.test(pathname)) return;
  // Every address of the page is the same document.
  if (request.mode === 'navigate') event.respondWith(newest(request, '/'));
  else if (pathname.startsWith('/assets/')) event.respondWith(asset(request));
  else if (OTHERS.includes(pathname)) event.respondWith(newest(request, pathname));
});

// Whether the last answer took too long: what belongs to that page is waited for no longer.
let isSlow = false;

async function newest(request, key) {
  const cache = await caches.open(KEPT);
  const asked = fetch(request).then(async (answer) => {
    if (answer.ok && !answer.redirected) await cache.put(key, answer.clone());
    return answer;
  });
  const kept = await cache.match(key);
  if (!kept) return asked;
  const late = new Promise((done) => setTimeout(done, isSlow ? 0 : PATIENCE_MS));
  const answer = await Promise.race([asked.catch(() => kept), late]);
  isSlow = answer === undefined;
  return answer ?? kept;
}

// Their names change with what is in them.
async function asset(request) {
  const cache = await caches.open(KEPT);
  const kept = await cache.match(request);
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok) {
    await cache.put(request, answer.clone());
    const all = await cache.keys();
    for (const old of all.slice(0, Math.max(0, all.length - LONGEST))) await cache.delete(old);
  }
  return answer;
}

addEventListener('push', (event) => event.waitUntil(tell(event.data.json())));

async function tell({ conversationId, messageId, from, name, text }) {
  // A page in view tells by itself. Browsers forgive silence only then.
  const open = await pages();
  if (open.some(({ visibilityState }) => visibilityState === 'visible')) return;
  await registration.showNotification(name ? `${from} · ${name}` : from, {
    body: text ?? '📎',
    icon: '/icon-192.png',
    // The page's own note of this message has the same: they are one.
    tag: messageId,
    data: { conversationId },
  });
}

addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(show(event.notification.data.conversationId));
});

async function show(conversationId) {
  const [page] = await pages();
  if (!page) return clients.openWindow(`/c/${conversationId}`);
  page.postMessage({ open: conversationId });
  await page.focus();
}

/** Ours that are open, the one looked at last first. */
async function pages() {
  const all = await clients.matchAll({ type: 'window', includeUncontrolled: true });
  return all.filter(({ url }) => !NOT_OURS.test(new URL(url).pathname));
}
