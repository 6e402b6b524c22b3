import type { SearchHit } from '@parley/client';
import { useEffect, useState } from 'react';
import { useParley } from '../app/session';

const PAUSE_MS = 250;

export interface Hits {
  /** What these are the answer to; another word is still being asked. */
  readonly sought: string;
  readonly hits: readonly SearchHit[];
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
    const timer = setTimeout(() => {
      api.messages.search(query).then(
        ({ data }) => {
          if (current) setFound({ sought, hits: data });
        },
        (problem: unknown) => {
          if (current) setFound({ sought, hits: [], problem });
        },
      );
    }, PAUSE_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [api, sought, conversationId]);
  return found;
}
