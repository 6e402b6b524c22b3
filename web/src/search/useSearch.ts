import type { SearchHit } from '@parley/client';
import { useEffect, useState } from 'react';
import { useParley } from '../app/session';

const PAUSE_MS = 250;

export interface Hits {
  /** What these are the answer to; another word is still being asked. */
  readonly sought: string;
  readonly hits: readonly SearchHit[];
  /** Fetches what was said before these; undefined once nothing was. */
  readonly more?: (() => void) | undefined;
  readonly problem?: unknown;
}

/** The newest messages that hold all words of `sought`; undefined until the first answer. */
export function useSearch(sought: string, conversationId?: string): Hits | undefined {
  const { api } = useParley();
  const [found, setFound] = useState<Hits>();
  useEffect(() => {
    if (sought === '') return;
    let current = true;
    const query = { q: sought, limit: 20, ...(conversationId ? { conversationId } : {}) };

    function ask(before: readonly SearchHit[], cursor?: string): void {
      api.messages.search({ ...query, ...(cursor === undefined ? {} : { cursor }) }).then(
        ({ data, pagination: { nextCursor } }) => {
          const hits = [...before, ...data];
          const more = nextCursor === undefined ? undefined : () => ask(hits, nextCursor);
          if (current) setFound({ sought, hits, more });
        },
        (problem: unknown) => {
          if (current) setFound({ sought, hits: before, problem });
        },
      );
    }

    const timer = setTimeout(() => ask([]), PAUSE_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [api, sought, conversationId]);
  return found;
}
