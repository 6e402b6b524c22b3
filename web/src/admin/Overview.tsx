import type { Account } from '@parley/client';
import { useEffect, useState } from 'react';
import { useChat, useParley } from '../app/session';
import { errorText, locale, t } from '../texts';
import { Avatar } from '../ui/Avatar';
import { Small } from '../ui/Button';
import { Problem } from '../ui/Confirm';
import { Section } from '../ui/Screen';
import { attempt, toast } from '../ui/Toasts';
import { Plot } from './Plot';
import { useFigures, type Figures } from './useFigures';

/** Figures as they come, and who is connected. */
export function Overview() {
  const { all, problem } = useFigures();
  const now = all.at(-1);
  return (
    <>
      {problem !== undefined && <Problem text={errorText(problem)} />}
      <Section title={t.admin.figures}>
        <div className="grid grid-cols-[repeat(auto-fit,minmax(8.5rem,1fr))] gap-3">
          {PLOTS.map(({ label, most, of, shown }) => {
            const points = all.map(of).filter((point) => point !== undefined);
            const newest = now && of(now);
            if (now && newest === undefined) return null;
            return (
              <Plot
                key={label()}
                label={label()}
                value={newest === undefined ? '–' : shown(newest)}
                points={points}
                {...(most === undefined ? {} : { most })}
              />
            );
          })}
        </div>
        {now && (
          <p className="pt-3 text-xs text-muted">
            {t.admin.uptime(duration(now.stats.uptimeSeconds))} · {t.admin.nodes(now.stats.nodes)}
          </p>
        )}
      </Section>
      {now && <Connected ids={now.stats.users} />}
    </>
  );
}

const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
const tenth = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });

const PLOTS: readonly {
  readonly label: () => string;
  readonly most?: number;
  readonly of: (figures: Figures) => number | undefined;
  readonly shown: (value: number) => string;
}[] = [
  {
    label: () => t.admin.connections,
    of: ({ stats }) => stats.connections,
    shown: (count) => whole.format(count),
  },
  {
    label: () => t.admin.messages,
    of: ({ stats }) => stats.messagesPerSecond,
    shown: (rate) => tenth.format(rate),
  },
  {
    label: () => t.admin.answer,
    of: ({ answerMs }) => answerMs,
    shown: (ms) => `${whole.format(ms)} ms`,
  },
  {
    label: () => t.admin.cpu,
    most: 1,
    of: ({ metrics }) => metrics.cpu,
    shown: (part) => `${whole.format(part * 100)} %`,
  },
  {
    label: () => t.admin.memory,
    of: ({ metrics }) => metrics.heap,
    shown: (bytes) => `${whole.format(bytes / 1_048_576)} MB`,
  },
];

/** As long as a list is looked through. */
const LISTED = 100;

function Connected({ ids }: { ids: readonly string[] }) {
  const { api } = useParley();
  const meId = useChat((state) => state.me?.id);
  const [known, setKnown] = useState<ReadonlyMap<string, Account>>(new Map());
  useEffect(() => {
    const remember = ({ accounts }: { accounts: readonly Account[] }) =>
      setKnown(new Map(accounts.map((account) => [account.id, account])));
    attempt(api.admin.accounts('').then(remember));
  }, [api]);
  return (
    <Section title={t.admin.connected(ids.length)}>
      <ul>
        {ids.slice(0, LISTED).map((id) => {
          const name = known.get(id)?.username ?? id;
          return (
            <li key={id} className="flex min-h-11 items-center gap-3">
              <Avatar id={id} name={name} size="sm" />
              <span className="min-w-0 flex-1 truncate text-sm font-medium">{name}</span>
              {id !== meId && (
                <Small
                  look="quiet"
                  aria-label={t.admin.disconnectName(name)}
                  onClick={() =>
                    attempt(api.admin.disconnect(id).then(() => toast(t.admin.disconnected(name))))
                  }
                >
                  {t.admin.disconnect}
                </Small>
              )}
            </li>
          );
        })}
      </ul>
    </Section>
  );
}

function duration(seconds: number): string {
  const days = Math.floor(seconds / 86_400);
  const hours = Math.floor((seconds % 86_400) / 3_600);
  const minutes = Math.floor((seconds % 3_600) / 60);
  return days > 0
    ? `${days} d ${hours} h`
    : hours > 0
      ? `${hours} h ${minutes} min`
      : `${minutes} min`;
}
