import { chromium, test as base } from '@playwright/test';
import { launchOptions } from './chromium';
import { Person } from './person';
import { PushInbox } from './push-inbox';
import { ADMIN, Server } from './server';

/** Names are made unique, unless a picture is taken of them. Signing up by the form takes longer. */
type Meet = (name: string, how?: 'exactly' | 'by form', url?: string) => Promise<Person>;

/** One more browser of somebody who is there. */
type Device = (name: string, password: string) => Promise<Person>;

/** `inbox`: where the server's pushes go. `server`: a real one. `device`: one more browser of somebody, `admin`: the administrator's. `meet`: somebody new at a browser of their own, signed in. */
export const test = base.extend<
  { meet: Meet; device: Device; admin: Person },
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
