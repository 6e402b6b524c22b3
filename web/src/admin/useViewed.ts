import type { Viewed } from '@parley/client';
import { useEffect, useState } from 'react';
import { useParley } from '../app/session';

const EVERY_MS = 3_000;

/** What somebody looks at, asked for while this page is looked at; undefined until it is known. */
export function useViewed(): readonly Viewed[] | undefined {
  const { api } = useParley();
  const [viewed, setViewed] = useState<readonly Viewed[]>();
  useEffect(() => {
    let current = true;
    let timer: ReturnType<typeof setTimeout>;

    async function ask(): Promise<void> {
      if (document.visibilityState === 'visible') {
        // What was known stays while the server does not answer.
        const found = await api.admin.viewed().catch(() => undefined);
        if (current && found) setViewed(found);
      }
      if (current) timer = setTimeout(() => void ask(), EVERY_MS);
    }

    void ask();
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [api]);
  return viewed;
}
