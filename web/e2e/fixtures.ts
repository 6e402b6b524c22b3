import { chromium, test as base } from '@playwright/test';
import { launchOptions } from './chromium';
import { Person } from './person';
import { ADMIN, Server } from './server';

/** Names are made unique, unless a picture is taken of them. Signing up by the form takes longer. */
type Meet = (name: string, how?: 'exactly' | 'by form') => Promise<Person>;

/** `server`: a real one. `admin`: its administrator at a browser. `meet`: somebody new at a browser of their own, signed in. */
export const test = base.extend<{ meet: Meet; admin: Person }, { server: Server }>({
  browser: [
    async ({}, use) => {
      const browser = await chromium.launch(await launchOptions());
      await use(browser);
      await browser.close();
    },
    { scope: 'worker' },
  ],
  server: [
    async ({}, use) => {
      const server = await Server.started();
      await use(server);
      await server.stop();
    },
    { scope: 'worker', timeout: 240_000 },
  ],
  admin: async ({ browser, server }, use) => {
    const context = await browser.newContext({ baseURL: server.url, locale: 'en-GB' });
    const admin = await Person.at(context, ADMIN.name);
    await admin.signIn(ADMIN.password);
    await use(admin);
    admin.expectNoComplaints();
    await context.close();
  },
  meet: async ({ browser, server }, use) => {
    const people: Person[] = [];
    await use(async (name, how) => {
      const context = await browser.newContext({ baseURL: server.url, locale: 'en-GB' });
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
