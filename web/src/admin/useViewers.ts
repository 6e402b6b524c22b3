import { useEffect, useState } from 'react';
import { useParley } from '../app/session';

const EVERY_MS = 3_000;

/** Who is viewing each of these conversations, asked for while the page is looked at. */
export function useViewers(ids: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const { api } = useParley();
  const [viewers, setViewers] = useState<ReadonlyMap<string, readonly string[]>>(new Map());
  const asked = ids.join(' ');
  useEffect(() => {
    let current = true;
    let timer: ReturnType<typeof setTimeout>;

    async function ask(): Promise<void> {
      if (document.visibilityState === 'visible') {
        const answers = await Promise.all(
          asked.split(' ').map(async (id) => {
            // One that is unknown has nobody; it stands there without anybody.
            const answer = await api.admin.viewers(id).catch(() => undefined);
            return [id, answer?.participants ?? []] as const;
          }),
        );
        if (current) setViewers(new Map(answers));
      }
      if (current) timer = setTimeout(() => void ask(), EVERY_MS);
    }

    if (asked !== '') void ask();
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [api, asked]);
  return viewers;
}
