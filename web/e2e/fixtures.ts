import { chromium, expect, test as base, type BrowserContext } from '@playwright/test';
import { launchOptions } from './chromium';
import { FaultProxy } from './fault-proxy';
import { Person } from './person';
import { PushInbox } from './push-inbox';
import { ADMIN, freePort, Server } from './server';

/** Names are made unique, unless a picture is taken of them. Signing up by the form takes longer. */
type Meet = (name: string, how?: 'exactly' | 'by form', url?: string) => Promise<Person>;

/** Two who know each other. */
export interface Pair {
  readonly ada: Person;
  readonly bob: Person;
}

/** One more browser of somebody who is there. */
type Device = (name: string, password: string) => Promise<Person>;

/**
 * `server`: a real one. `inbox`: where its pushes go. `meet`: somebody new at a browser of their own,
 * signed in. `device`: one more browser of somebody; `admin`: the administrator's. `pair`: Ada, who has
 * opened a conversation with Bob. `notified`: Bob, whose browser lets itself be notified and pushed, and
 * Ada. `network`: a way to the server that can be troubled. `troubled`: Ada, who goes that way and has
 * begun to talk with Bob, who does not. `tabs`: a browser left as it is: Playwright has all others believe
 * of each tab that it is before the rest.
 */
export const test = base.extend<
  {
    meet: Meet;
    device: Device;
    admin: Person;
    pair: Pair;
    notified: Pair;
    network: FaultProxy;
    troubled: Pair;
    tabs: BrowserContext;
  },
  { inbox: PushInbox; server: Server }
>({
  browser: [
    async ({}, use) => {
      const browser = await chromium.launch(await launchOptions());
      await use(browser);
      await browser.close();
    },
    { scope: 'worker' },
  ],
  inbox: [
    async ({}, use) => {
      const inbox = await PushInbox.opened();
      await use(inbox);
      await inbox.close();
    },
    { scope: 'worker' },
  ],
  server: [
    async ({ inbox }, use) => {
      const server = await Server.started({
        PARLEY_PUSH_ENDPOINTS: inbox.origin,
        PARLEY_PUSH_AFTER: '500ms',
      });
      await use(server);
      await server.stop();
    },
    { scope: 'worker', timeout: 240_000 },
  ],
  pair: async ({ meet }, use) => {
    const ada = await meet('ada');
    const bob = await meet('bob');
    await ada.find(bob.name);
    await use({ ada, bob });
  },
  notified: async ({ meet, inbox }, use) => {
    const ada = await meet('ada');
    const bob = await meet('bob');
    await bob.context.grantPermissions(['notifications']);
    await inbox.serve(bob.context, bob.name);
    // The page asks once, as it starts.
    await bob.page.reload();
    await expect(bob.search).toBeVisible();
    await use({ ada, bob });
  },
  network: async ({ server }, use) => {
    const proxy = await FaultProxy.before(server.port);
    await use(proxy);
    await proxy.close();
  },
  troubled: async ({ meet, network }, use) => {
    const bob = await meet('bob');
    const ada = await meet('ada', undefined, network.url);
    await ada.find(bob.name);
    await ada.say('before');
    await expect(ada.message('before').getByRole('img', { name: 'Delivered' })).toBeVisible();
    ada.expectServerAway();
    await use({ ada, bob });
    await ada.context.close();
  },
  device: async ({ browser, server }, use) => {
    const devices: Person[] = [];
    await use(async (name, password) => {
      const context = await browser.newContext({ baseURL: server.url, locale: 'en-GB' });
      const device = await Person.at(context, name);
      devices.push(device);
      await device.signIn(password);
      return device;
    });
    for (const device of devices) {
      device.expectNoComplaints();
      await device.context.close();
    }
  },
  tabs: async ({}, use) => {
    const port = await freePort();
    const options = await launchOptions();
    const args = [...(options.args ?? []), `--remote-debugging-port=${port}`];
    const browser = await chromium.launch({ ...options, args });
    const url = `http://127.0.0.1:${port}`;
    // It listens there a moment after it has started.
    await expect.poll(() => fetch(`${url}/json/version`).catch(() => undefined)).toBeTruthy();
    const asItIs = await chromium.connectOverCDP(url, { noDefaults: true });
    await use(asItIs.contexts()[0]!);
    await asItIs.close();
    await browser.close();
  },
  admin: async ({ device }, use) => use(await device(ADMIN.name, ADMIN.password)),
  meet: async ({ browser, server }, use) => {
    const people: Person[] = [];
    await use(async (name, how, url = server.url) => {
      const context = await browser.newContext({ baseURL: url, locale: 'en-GB' });
      const unique = how === 'exactly' ? name : `${name}-${Math.random().toString(36).slice(2, 7)}`;
      const person = await Person.at(context, unique);
      people.push(person);
      await (how === 'by form' ? person.signUp() : person.join());
      return person;
    });
    for (const person of people) {
      person.expectNoComplaints();
      await person.context.close();
    }
  },
});

export { expect } from '@playwright/test';
