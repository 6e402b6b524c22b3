import type { BrowserContext, Page, Worker } from '@playwright/test';

export interface Note {
  readonly title: string;
  readonly body: string;
  readonly tag: string;
}

/** The service worker of the pages of one browser, and what it shows. */
export class PageWorker {
  private constructor(
    private readonly worker: Worker,
    private readonly push: (data: string) => Promise<void>,
  ) {}

  /** @param beside a page of that browser, of ours or not */
  static async of(context: BrowserContext, beside: Page, origin: string): Promise<PageWorker> {
    const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'));
    const devtools = await context.newCDPSession(beside);
    const registered = new Promise<string>((done) =>
      devtools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
        const ours = registrations.find(({ scopeURL }) => scopeURL.startsWith(origin));
        if (ours) done(ours.registrationId);
      }),
    );
    await devtools.send('ServiceWorker.enable');
    const registrationId = await registered;
    return new PageWorker(worker, async (data) => {
      await devtools.send('ServiceWorker.deliverPushMessage', { origin, registrationId, data });
    });
  }

  /** As the browser does with what its push service hands it, decrypted. */
  async deliver(data: string): Promise<void> {
    await this.push(data);
  }

  async shown(): Promise<readonly Note[]> {
    return this.worker.evaluate(async () => {
      const { registration } = self as unknown as ServiceWorkerGlobal;
      const notes = await registration.getNotifications();
      return notes.map(({ title, body, tag }) => ({ title, body, tag }));
    });
  }

  /**
   * As a press on the notification; what that opens where no page is open. No tool presses one in
   * a headless browser, and only a press lets a worker open or focus a window.
   */
  async click(tag: string): Promise<string | undefined> {
    return this.worker.evaluate(async (tag) => {
      const worker = self as unknown as ServiceWorkerGlobal;
      const [notification] = await worker.registration.getNotifications({ tag });
      let opened: string | undefined;
      worker.clients.openWindow = (url: string) => Promise.resolve(void (opened = url));
      worker.WindowClient.prototype.focus = () => Promise.resolve(undefined);
      const event = new worker.NotificationEvent('notificationclick', { notification });
      const handled: Promise<unknown>[] = [];
      event.waitUntil = (work: Promise<unknown>) => handled.push(work);
      dispatchEvent(event);
      await Promise.all(handled);
      return opened;
    }, tag);
  }
}

interface ServiceWorkerGlobal {
  readonly registration: ServiceWorkerRegistration;
  readonly clients: { openWindow: (url: string) => Promise<unknown> };
  readonly WindowClient: { prototype: { focus: () => Promise<unknown> } };
  readonly NotificationEvent: new (
    type: string,
    init: { notification: Notification | undefined },
  ) => Event & { waitUntil: (work: Promise<unknown>) => void };
}
