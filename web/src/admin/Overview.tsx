import { errorText, locale, t } from '../texts';
import { Problem } from '../ui/Confirm';
import { Section } from '../ui/Screen';
import { Connected } from './Connected';
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
            if (now && points.length === 0) return null;
            return <Plot key={label()} label={label()} points={points} most={most} shown={shown} />;
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
const percent = new Intl.NumberFormat(locale, { style: 'percent' });

/** As the language writes them, whole ones unless digits are asked for. */
function inUnits(
  unit: 'millisecond' | 'megabyte' | 'day' | 'hour' | 'minute',
  count: number,
  digits = 0,
): string {
  const how = { style: 'unit', unit, maximumFractionDigits: digits } as const;
  return new Intl.NumberFormat(locale, how).format(count);
}

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
    label: () => t.admin.stored,
    of: ({ storedMs }) => storedMs,
    shown: (ms) => inUnits('millisecond', ms, 1),
  },
  {
    label: () => t.admin.answer,
    of: ({ answerMs }) => answerMs,
    shown: (ms) => inUnits('millisecond', ms),
  },
  {
    label: () => t.admin.cpu,
    most: 1,
    of: ({ metrics }) => metrics.cpu,
    shown: (part) => percent.format(part),
  },
  {
    label: () => t.admin.memory,
    of: ({ metrics: { heap } }) => (heap === undefined ? undefined : heap / 1_048_576),
    shown: (megabytes) => inUnits('megabyte', megabytes),
  },
];

function duration(seconds: number): string {
  const days = Math.floor(seconds / 86_400);
  const hours = Math.floor((seconds % 86_400) / 3_600);
  const minutes = Math.floor((seconds % 3_600) / 60);
  if (days > 0) return `${inUnits('day', days)} ${inUnits('hour', hours)}`;
  const rest = inUnits('minute', minutes);
  return hours > 0 ? `${inUnits('hour', hours)} ${rest}` : rest;
}
