import type { Stats } from '@parley/client';
import { useEffect, useState } from 'react';
import { useParley } from '../app/session';
import { metricsIn, type Metrics } from './prometheus';

const EVERY_MS = 2_000;
/** Two minutes. */
const KEPT = 60;

export interface Figures {
  readonly stats: Stats;
  /** How long the server took to answer this page, in milliseconds. */
  readonly answerMs: number;
  readonly metrics: Metrics;
  /** How long a message took to be stored since the figures before, or ever if none was. */
  readonly storedMs: number | undefined;
}

/** The newest figures last, asked for while the page is looked at. */
export function useFigures(): { readonly all: readonly Figures[]; readonly problem?: unknown } {
  const { api } = useParley();
  const [all, setAll] = useState<readonly Figures[]>([]);
  const [problem, setProblem] = useState<unknown>();
  useEffect(() => {
    let current = true;
    let timer: ReturnType<typeof setTimeout>;

    async function ask(): Promise<void> {
      if (document.visibilityState === 'visible') {
        const began = performance.now();
        const stats = await api.admin.stats();
        const answerMs = performance.now() - began;
        const figures = { stats, answerMs, metrics: await metrics() };
        if (!current) return;
        setAll((all) =>
          [...all, { ...figures, ...stored(figures.metrics, all.at(-1)) }].slice(-KEPT),
        );
        setProblem(undefined);
      }
    }

    function turn(): void {
      void ask()
        .catch((cause: unknown) => current && setProblem(cause))
        .finally(() => {
          if (current) timer = setTimeout(turn, EVERY_MS);
        });
    }

    turn();
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [api]);
  return { all, problem };
}

function stored({ sends }: Metrics, before: Figures | undefined): Pick<Figures, 'storedMs'> {
  const last = before?.metrics.sends ?? { count: 0, seconds: 0 };
  // Another node may have answered, or one that has started again.
  const count = sends.count - last.count;
  if (count <= 0) return { storedMs: before?.storedMs };
  return { storedMs: (1_000 * (sends.seconds - last.seconds)) / count };
}

/** Of the server that answers; without them the page shows less. */
async function metrics(): Promise<Metrics> {
  const answer = await fetch('/actuator/prometheus').catch(() => undefined);
  return metricsIn(answer?.ok ? await answer.text() : '');
}
