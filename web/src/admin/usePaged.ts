import { useCallback, useEffect, useState } from 'react';

export interface Paged<T> {
  readonly items: readonly T[];
  readonly loaded: boolean;
  readonly problem?: unknown;
  /** Undefined on the last page. */
  readonly more: (() => void) | undefined;
  change(this: void, change: (items: readonly T[]) => readonly T[]): void;
}

type Load<T> = (
  cursor?: string,
) => Promise<{ readonly items: readonly T[]; readonly nextCursor?: string | undefined }>;

/** A list that comes page by page; begins anew when `load` is another one. */
export function usePaged<T>(load: Load<T>): Paged<T> {
  const [items, setItems] = useState<readonly T[]>([]);
  const [cursor, setCursor] = useState<string>();
  const [loaded, setLoaded] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  useEffect(() => {
    let current = true;
    load().then(
      (page) => {
        if (!current) return;
        setItems(page.items);
        setCursor(page.nextCursor);
        setLoaded(true);
        setProblem(undefined);
      },
      (cause: unknown) => current && setProblem(cause),
    );
    return () => {
      current = false;
    };
  }, [load]);

  const next = useCallback(() => {
    load(cursor).then((page) => {
      setItems((before) => [...before, ...page.items]);
      setCursor(page.nextCursor);
    }, setProblem);
  }, [load, cursor]);

  return {
    items,
    loaded,
    problem,
    more: cursor === undefined ? undefined : next,
    change: setItems,
  };
}
