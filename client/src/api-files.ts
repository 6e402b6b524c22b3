import { ParleyError } from './errors.js';
import { data, settled, type Http, type Reply } from './http.js';
import type { Upload } from './wire.js';

export interface UploadOptions {
  /** From 0 to 1, as the bytes leave; only where the platform tells it. */
  readonly onProgress?: (part: number) => void;
  readonly signal?: AbortSignal;
}

/** An upload takes as long as it takes, but not without anything moving. */
const STALLED_MS = 60_000;

/** Files that messages and avatars carry. */
export class FilesApi {
  constructor(private readonly http: Http) {}

  /** Throws an `AbortError` when the signal ends it. */
  async upload(file: Blob, name: string, options: UploadOptions = {}): Promise<Upload> {
    const reply = await this.#send(file, name, options);
    if (reply.status !== 401) return data(settled(reply));
    if (!(await this.http.renew())) return data(settled(reply));
    return data(settled(await this.#send(file, name, options)));
  }

  #send(file: Blob, name: string, options: UploadOptions): Promise<Reply> {
    const form = new FormData();
    form.append('file', file, name);
    return typeof XMLHttpRequest === 'undefined'
      ? this.http.onceForm('/uploads', form, options.signal)
      : this.#sendTelling(form, options);
  }

  /** By `XMLHttpRequest`: `fetch` does not tell how much has left. */
  #sendTelling(form: FormData, { onProgress, signal }: UploadOptions): Promise<Reply> {
    return new Promise((done, fail) => {
      const request = new XMLHttpRequest();
      request.open('POST', this.http.address('/uploads'));
      for (const [name, value] of Object.entries(this.http.identity())) {
        request.setRequestHeader(name, value);
      }
      request.responseType = 'json';
      let stalled: ReturnType<typeof setTimeout>;
      const moved = () => {
        clearTimeout(stalled);
        stalled = setTimeout(() => {
          fail(ParleyError.unreachable('TIMEOUT'));
          request.abort();
        }, STALLED_MS);
      };
      request.upload.onprogress = (event) => {
        moved();
        onProgress?.(event.loaded / event.total);
      };
      request.onloadend = () => clearTimeout(stalled);
      request.onload = () => done({ status: request.status, body: request.response as unknown });
      request.onerror = () => fail(ParleyError.unreachable());
      request.onabort = () => fail(new DOMException('The upload was cancelled', 'AbortError'));
      signal?.addEventListener('abort', () => request.abort());
      moved();
      request.send(form);
    });
  }
}
