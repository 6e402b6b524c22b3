import { chromium, test as base } from '@playwright/test';
import { launchOptions } from './chromium';
import { Person } from './person';
import { Server } from './server';

/** Names are made unique, unless a picture is taken of them. Signing up by the form takes longer. */
type Meet = (name: string, how?: 'exactly' | 'by form') => Promise<Person>;

/** `server`: a real one. `meet`: somebody new at a browser of their own, signed in. */
export const test = base.extend<{ meet: Meet }, { server: Server }>({
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
