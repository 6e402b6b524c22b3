import type { Locks, TabMessage, Tabs } from '../src/tabs.js';

interface Request {
  readonly tab: FakeTab;
  readonly granted: () => Promise<void> | void;
  readonly done: () => void;
  readonly fail: (cause: Error) => void;
}

/** Channels and locks as a browser has them, for several clients in one process. */
export class FakeBrowser {
  readonly tabs: FakeTab[] = [];
  readonly #locks = new Map<string, { holder?: Request; readonly queue: Request[] }>();

  tab(): FakeTab {
    const tab = new FakeTab(this);
    this.tabs.push(tab);
    return tab;
  }

  request(
    tab: FakeTab,
    name: string,
    { signal, steal }: { readonly signal?: AbortSignal; readonly steal?: boolean },
    granted: () => Promise<void> | void,
  ): Promise<void> {
    const lock = this.#locks.get(name) ?? { queue: [] };
    this.#locks.set(name, lock);
    return new Promise((done, fail) => {
      const request = { tab, granted, done, fail };
      signal?.addEventListener('abort', () => {
        const at = lock.queue.indexOf(request);
        if (at >= 0) lock.queue.splice(at, 1);
        if (at >= 0) fail(new DOMException('Aborted', 'AbortError'));
      });
      if (!steal) lock.queue.push(request);
      else {
        const robbed = lock.holder;
        delete lock.holder;
        robbed?.tab.run(() => robbed.fail(new DOMException('Stolen', 'AbortError')));
        lock.queue.unshift(request);
      }
      queueMicrotask(() => this.#grant(name));
    });
  }

  /** Its locks come free, and nobody hears from it again. */
  crash(tab: FakeTab): void {
    tab.freeze();
    for (const [name, lock] of this.#locks) {
      for (const request of lock.queue.splice(0)) {
        if (request.tab !== tab) lock.queue.push(request);
      }
      if (lock.holder?.tab === tab) delete lock.holder;
      this.#grant(name);
    }
  }

  #grant(name: string): void {
    const lock = this.#locks.get(name)!;
    if (lock.holder) return;
    const next = lock.queue.shift();
    if (!next) return;
    lock.holder = next;
    const free = () => {
      next.done();
      if (lock.holder === next) delete lock.holder;
      this.#grant(name);
    };
    void Promise.resolve(next.granted()).then(free);
  }
}

/** One tab of it: what it is told while it is frozen waits until it thaws. */
export class FakeTab implements Tabs {
  readonly locks: Locks;
  readonly #channels = new Map<string, (message: TabMessage) => void>();
  #waiting: (() => void)[] | undefined;
  #asleep: () => void = () => undefined;
  #awake: () => void = () => undefined;
  isVisible = true;

  constructor(private readonly browser: FakeBrowser) {
    this.locks = {
      request: (name, options, granted) => browser.request(this, name, options, granted),
    };
  }

  open(name: string, hear: (message: TabMessage) => void) {
    this.#channels.set(name, hear);
    return {
      post: (message: TabMessage) => {
        if (this.#waiting) return;
        const copy = structuredClone(message);
        for (const tab of this.browser.tabs) if (tab !== this) tab.#hear(name, copy);
      },
      close: () => void this.#channels.delete(name),
    };
  }

  visible(): boolean {
    return this.isVisible;
  }

  life(asleep: () => void, awake: () => void): () => void {
    this.#asleep = asleep;
    this.#awake = awake;
    return () => undefined;
  }

  /** As a browser announces it. */
  sleep(): void {
    this.#asleep();
  }

  wake(): void {
    this.#awake();
  }

  /** Without a word before. */
  freeze(): void {
    this.#waiting = [];
  }

  thaw(): void {
    const waiting = this.#waiting ?? [];
    this.#waiting = undefined;
    for (const work of waiting) work();
  }

  run(work: () => void): void {
    if (this.#waiting) this.#waiting.push(work);
    else work();
  }

  #hear(name: string, message: TabMessage): void {
    queueMicrotask(() => this.run(() => this.#channels.get(name)?.(message)));
  }
}
