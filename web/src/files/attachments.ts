import { ParleyError, type Parley, type Upload } from '@parley/client';

/** A file that is to go with the next message. */
export interface Attachment {
  readonly key: number;
  readonly file: File;
  /** From 0 to 1. */
  readonly progress: number;
  /** There once it is on the server. */
  readonly upload?: Upload;
  readonly problem?: unknown;
}

/** Uploads what is chosen, pasted or dropped at once, so that sending waits for little. */
export class Attachments {
  readonly #running = new Map<number, AbortController>();
  #all: readonly Attachment[] = [];
  #next = 0;

  constructor(
    private readonly files: Parley['api']['files'],
    private readonly changed: () => void,
  ) {}

  readonly get = (): readonly Attachment[] => this.#all;

  get ready(): boolean {
    return this.#all.every(({ upload }) => upload !== undefined);
  }

  get failed(): boolean {
    return this.#all.some(({ problem }) => problem !== undefined);
  }

  readonly add = (files: Iterable<File>): void => {
    for (const file of files) this.#start({ key: this.#next++, file, progress: 0 });
  };

  retry(key: number): void {
    const failed = this.#all.find((one) => one.key === key);
    if (failed) this.#start({ key, file: failed.file, progress: 0 });
  }

  /** There is a connection again: tries those that did not reach the server. */
  resume(): void {
    for (const { key, problem } of this.#all) {
      if (problem instanceof ParleyError && problem.status === 0) this.retry(key);
    }
  }

  /** Also ends an upload that is under way. */
  remove(key: number): void {
    this.#running.get(key)?.abort();
    this.#running.delete(key);
    this.#set(this.#all.filter((one) => one.key !== key));
  }

  clear(): void {
    this.#set([]);
  }

  #start(one: Attachment): void {
    const known = this.#all.some(({ key }) => key === one.key);
    if (known) this.#put(one);
    else this.#set([...this.#all, one]);
    const controller = new AbortController();
    this.#running.set(one.key, controller);
    this.files
      .upload(one.file, one.file.name, {
        signal: controller.signal,
        onProgress: (progress) => this.#put({ ...one, progress }),
      })
      .then(
        (upload) => this.#put({ ...one, progress: 1, upload }),
        (problem: unknown) => this.#put({ ...one, problem }),
      )
      .finally(() => {
        if (this.#running.get(one.key) === controller) this.#running.delete(one.key);
      });
  }

  /** In the place of the one with that key; nowhere if that was taken back. */
  #put(one: Attachment): void {
    this.#set(this.#all.map((other) => (other.key === one.key ? one : other)));
  }

  #set(all: readonly Attachment[]): void {
    this.#all = all;
    this.changed();
  }
}
