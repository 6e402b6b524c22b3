import type { User } from '@parley/client';
import { useEffect, useState } from 'react';
import { useChat, useParley } from '../app/session';

const PAUSE_MS = 200;

export interface Found {
  /** What these are the answer to; another word is still being asked. */
  readonly sought: string;
  readonly people: readonly User[];
  readonly problem?: unknown;
}

/** Others whose name contains `sought`; undefined until the first answer. */
export function usePeople(sought: string): Found | undefined {
  const { api } = useParley();
  const meId = useChat((state) => state.me?.id);
  const [found, setFound] = useState<Found>();
  useEffect(() => {
    if (sought === '') return;
    let current = true;
    const timer = setTimeout(() => {
      api.searchPeople(sought).then(
        (all) => {
          const people = all.filter((user) => user.id !== meId);
          if (current) setFound({ sought, people });
        },
        (problem: unknown) => {
          if (current) setFound({ sought, people: [], problem });
        },
      );
    }, PAUSE_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [api, meId, sought]);
  return found;
}
