import { expect, type BrowserContext, type Locator, type Page } from '@playwright/test';
import { sendMany } from './burst';

/** What a browser says of a server that is not there; expected only while that is on purpose. */
const UNREACHABLE = /net::ERR_|WebSocket connection to|Failed to load resource/;
const REFUSED = /Failed to load resource: the server responded with a status of 4/;
/** Everybody's. */
export const PASSWORD = 'correct horse battery';

/** Somebody at a browser of their own. Whatever the browser complains of is a defect. */
export class Person {
  readonly #complaints: string[] = [];
  readonly #tabs: Person[] = [];
  readonly #expected: RegExp[] = [];

  private constructor(
    readonly name: string,
    readonly context: BrowserContext,
    readonly page: Page,
  ) {}

  static async at(context: BrowserContext, name: string): Promise<Person> {
    // Before the page's own scripts, so that no violation is missed.
    await context.addInitScript(() => {
      addEventListener('securitypolicyviolation', (event) => {
        console.error(`CSP: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
      });
    });
    return Person.#opening(context, name);
  }

  static async #opening(context: BrowserContext, name: string): Promise<Person> {
    const person = new Person(name, context, await context.newPage());
    person.page.on('pageerror', (error) => {
      // What the browser itself throws comes without a stack.
      person.#complain(error.stack || `${error.name}: ${error.message}`);
    });
    person.page.on('console', (message) => {
      if (message.type() === 'error') person.#complain(message.text());
    });
    return person;
  }

  /** Another tab of the same browser. */
  async tab(): Promise<Person> {
    const tab = await Person.#opening(this.context, this.name);
    this.#tabs.push(tab);
    return tab;
  }

  get email(): string {
    return `${this.name}@example.org`;
  }

  /** A new account of that name, and this browser signed in with it. */
  async join(): Promise<void> {
    const { email, name: username } = this;
    const made = await this.context.request.post('/api/v1/auth/signup', {
      data: { username, email, password: PASSWORD },
    });
    expect(made.status()).toBe(201);
    await this.signIn(PASSWORD);
  }

  async signIn(password: string): Promise<void> {
    const { email } = this;
    await this.context.request.post('/api/v1/auth/signin', { data: { email, password } });
    // As one comes back from a provider: with the cookies of a session, from another page.
    await this.page.goto('about:blank');
    await this.page.goto('/#signed-in');
    await expect(this.search).toBeVisible();
  }

  /** The same by the form. */
  async signUp(): Promise<void> {
    const { page } = this;
    await page.goto('/');
    await page.getByRole('button', { name: 'Create an account' }).click();
    await page.getByLabel('Username').fill(this.name);
    await page.getByLabel('Email').fill(this.email);
    await page.getByLabel('Password').fill(PASSWORD);
    await page.getByRole('button', { name: 'Create account' }).click();
    await expect(this.search).toBeVisible();
  }

  /** This browser's session ends and that of somebody else begins, behind the page's back. */
  async becomes(other: Person, url: string): Promise<void> {
    const { request } = this.context;
    const headers = { Origin: url };
    expect((await request.post(`${url}/api/v1/auth/signout`, { headers })).ok()).toBe(true);
    const data = { email: other.email, password: PASSWORD };
    expect((await request.post(`${url}/api/v1/auth/signin`, { data, headers })).ok()).toBe(true);
  }

  /** Shown to whoever is signed in. */
  account(name: string): Locator {
    return this.page.locator('aside footer').getByText(name, { exact: true });
  }

  get search(): Locator {
    return this.page.getByRole('searchbox', { name: 'Search people and conversations' });
  }

  /** The row of a conversation in the list. */
  row(name: string): Locator {
    return this.page.getByRole('navigation').getByRole('link').filter({ hasText: name });
  }

  badge(name: string): Locator {
    return this.row(name).getByTestId('unread');
  }

  get messages(): Locator {
    return this.page.getByTestId('message');
  }

  message(text: string): Locator {
    return this.messages.filter({ hasText: text });
  }

  get composer(): Locator {
    return this.page.getByRole('textbox', { name: /^Message / });
  }

  async find(name: string): Promise<void> {
    await this.search.fill(name);
    await this.page.getByRole('region', { name: 'People' }).getByText(name).click();
    await expect(this.page.getByRole('heading', { name, exact: true })).toBeVisible();
    await expect(this.search).toHaveValue('');
  }

  async createGroup(name: string, others: readonly string[]): Promise<void> {
    const { page } = this;
    await page.getByRole('button', { name: 'New group' }).click();
    const dialog = page.getByRole('dialog', { name: 'New group' });
    await dialog.getByLabel('Group name').fill(name);
    for (const other of others) {
      await dialog.getByLabel('Add people').fill(other);
      await dialog.getByRole('button').filter({ hasText: other }).click();
    }
    await dialog.getByRole('button', { name: 'Create group' }).click();
    await expect(page.getByRole('heading', { name, exact: true })).toBeVisible();
  }

  /** Picks something from a message's menu. */
  async menu(message: string, item: string): Promise<void> {
    const found = this.page.getByRole('menuitem', { name: item });
    // What was just typed has none before it is stored.
    await expect(async () => {
      await this.message(message).last().click({ button: 'right', timeout: 10_000 });
      await expect(found).toBeVisible({ timeout: 2_000 });
    }).toPass();
    await found.click();
  }

  async say(text: string): Promise<void> {
    await this.composer.fill(text);
    await this.composer.press('Enter');
  }

  /** From here on the page fetches by itself: what its worker fetches no test can answer for. */
  async goWithoutWorker(): Promise<void> {
    await this.context.addInitScript(() => {
      navigator.serviceWorker.register = () => Promise.reject(new Error('None here'));
    });
    await this.page.evaluate(async () => (await navigator.serviceWorker.ready).unregister());
    await this.page.reload();
  }

  /** Whether this tab has the focus. Playwright's pages all believe so until told. */
  async looks(focused: boolean): Promise<void> {
    await this.page.evaluate((focused) => {
      document.hasFocus = () => focused;
      dispatchEvent(new Event(focused ? 'focus' : 'blur'));
    }, focused);
  }

  async id(): Promise<string> {
    return (await this.rest<{ id: string }>('GET', '/auth/me')).id;
  }

  /** Something done by REST, with this browser's cookies. */
  async rest<T>(method: string, path: string, data?: unknown): Promise<T> {
    const origin = new URL(this.page.url()).origin;
    const reply = await this.context.request.fetch(`/api/v1${path}`, {
      method,
      data,
      headers: { Origin: origin },
    });
    expect(reply.ok(), `${method} ${path}: ${reply.status()}`).toBe(true);
    return ((await reply.json()) as { data: T }).data;
  }

  async read(conversationId: string): Promise<void> {
    await this.rest('POST', `/conversations/${conversationId}/read`, {});
  }

  /** All that somebody said, so many, and the list shows that it is. */
  async readAll(of: Person, count: number): Promise<void> {
    await expect(this.badge(of.name)).toContainText(String(count));
    await this.read(of.conversationId());
    await expect(this.badge(of.name)).toHaveCount(0);
  }

  /** So many messages are found by that word: the index is written a moment after the log. */
  async expectFound(word: string, count: number): Promise<void> {
    const search = () => this.rest<unknown[]>('GET', `/messages/search?q=${word}&limit=50`);
    await expect.poll(async () => (await search()).length).toBe(count);
  }

  async settings(conversationId: string, change: object): Promise<void> {
    await this.rest('PUT', `/conversations/${conversationId}/settings`, change);
  }

  /** Sends beside the page: what fills a conversation for other things to be looked at. */
  async post(
    conversationId: string,
    texts: readonly string[],
    more: { replyTo?: string } = {},
  ): Promise<void> {
    await sendMany(
      this,
      conversationId,
      texts.map((text) => ({ text, ...more })),
    );
  }

  /** The id of the newest message of the open conversation. */
  async newestId(): Promise<string> {
    const path = `/api/v1/messages/conversation/${this.conversationId()}?limit=1`;
    const reply = await this.context.request.get(path);
    const { data } = (await reply.json()) as { data: { id: string }[] };
    return data[0]!.id;
  }

  conversationId(): string {
    return new URL(this.page.url()).pathname.replace('/c/', '');
  }

  /** From now on the server goes away on purpose: that it cannot be reached is no defect. */
  expectServerAway(): void {
    this.#expected.push(UNREACHABLE);
  }

  expectRefusals(): void {
    this.#expected.push(REFUSED);
  }

  expectNoComplaints(): void {
    expect(this.#complaints, `what ${this.name}'s browser complained of`).toEqual([]);
    for (const tab of this.#tabs) tab.expectNoComplaints();
  }

  #complain(text: string): void {
    if (this.#expected.some((expected) => expected.test(text))) return;
    this.#complaints.push(text);
  }
}
