import type { Upload } from '@parley/client';
import { useCallback, useRef, useState } from 'react';
import { useUpload } from './useUpload';

/** A file that is to go with the next message. */
export interface Attachment {
  readonly key: number;
  readonly name: string;
  /** From 0 to 1. */
  readonly progress: number;
  /** There once it is on the server. */
  readonly upload?: Upload;
  readonly problem?: unknown;
}

export interface Attachments {
  readonly all: readonly Attachment[];
  readonly ready: boolean;
  add(this: void, files: Iterable<File>): void;
  /** Also ends an upload that is under way. */
  remove(this: void, key: number): void;
  clear(this: void): void;
}

/** Uploads what is chosen, pasted or dropped at once, so that sending waits for nothing. */
export function useAttachments(): Attachments {
  const [all, setAll] = useState<readonly Attachment[]>([]);
  const upload = useUpload();
  const next = useRef(0);
  const running = useRef(new Map<number, AbortController>());

  const change = useCallback((key: number, what: Partial<Attachment>) => {
    setAll((now) => now.map((one) => (one.key === key ? { ...one, ...what } : one)));
  }, []);

  const add = useCallback(
    (files: Iterable<File>) => {
      for (const file of files) {
        const key = next.current++;
        const controller = new AbortController();
        running.current.set(key, controller);
        setAll((now) => [...now, { key, name: file.name, progress: 0 }]);
        upload(file, {
          signal: controller.signal,
          onProgress: (progress) => change(key, { progress }),
        }).then(
          (done) => change(key, { upload: done, progress: 1 }),
          (problem: unknown) => change(key, { problem }),
        );
      }
    },
    [upload, change],
  );

  const remove = useCallback((key: number) => {
    running.current.get(key)?.abort();
    running.current.delete(key);
    setAll((now) => now.filter((one) => one.key !== key));
  }, []);

  const clear = useCallback(() => setAll([]), []);
  const ready = all.every((one) => one.upload !== undefined);
  return { all, ready, add, remove, clear };
}
