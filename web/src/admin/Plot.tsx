import { useState, type PointerEvent } from 'react';
import { t } from '../texts';

const WIDTH = 120;
const HEIGHT = 36;
const SLOTS = 60;
const EVERY_S = 2;

/** A figure with its recent course: the newest value, or the one that is pointed at, and the scale. */
export function Plot({
  label,
  points,
  most,
  shown,
}: {
  label: string;
  points: readonly number[];
  /** What the top stands for; else a round value above the highest. */
  most?: number | undefined;
  shown: (value: number) => string;
}) {
  const [at, setAt] = useState<number>();
  const top = most ?? roundAbove(Math.max(...points, 0));
  const line = lineOf(points, top);
  const index = at === undefined ? points.length - 1 : Math.max(0, points.length - 1 - at);
  const point = points[index];

  function look(event: PointerEvent<SVGSVGElement>): void {
    const { right, width } = event.currentTarget.getBoundingClientRect();
    setAt(Math.round(((right - event.clientX) / width) * (SLOTS - 1)));
  }

  return (
    <figure
      role="group"
      aria-label={label}
      className="rounded-xl border border-edge bg-panel px-4 pt-3 pb-2 max-sm:last:odd:col-span-full"
    >
      <figcaption className="text-xs font-semibold text-muted">{label}</figcaption>
      <p className="flex items-baseline justify-between gap-2">
        <span data-testid="figure" className="text-xl font-semibold tabular-nums">
          {point === undefined ? '–' : shown(point)}
        </span>
        <span className="text-2xs text-muted">
          {at !== undefined && t.admin.ago((points.length - 1 - index) * EVERY_S)}
        </span>
      </p>
      <div className="relative mt-2">
        <span data-testid="scale" className="absolute inset-s-0 top-0.5 text-2xs text-muted">
          {shown(top)}
        </span>
        <svg
          viewBox={`0 -2 ${WIDTH} ${HEIGHT + 4}`}
          preserveAspectRatio="none"
          aria-hidden="true"
          onPointerMove={look}
          onPointerLeave={() => setAt(undefined)}
          className="h-14 w-full border-y border-edge text-accent"
        >
          <polyline
            points={line && `${line} ${WIDTH},${HEIGHT} ${x(points, 0)},${HEIGHT}`}
            fill="currentColor"
            opacity="0.12"
          />
          <polyline
            points={line}
            fill="none"
            stroke="currentColor"
            strokeWidth="1.5"
            vectorEffect="non-scaling-stroke"
          />
          {at !== undefined && point !== undefined && (
            <line
              x1={x(points, index)}
              x2={x(points, index)}
              y1="-2"
              y2={HEIGHT + 2}
              stroke="currentColor"
              vectorEffect="non-scaling-stroke"
            />
          )}
        </svg>
      </div>
    </figure>
  );
}

/** The newest at the right edge. */
function x(points: readonly number[], index: number): string {
  return (WIDTH - ((points.length - 1 - index) / (SLOTS - 1)) * WIDTH).toFixed(1);
}

function lineOf(points: readonly number[], top: number): string {
  const scale = top > 0 ? HEIGHT / top : 0;
  return points
    .map((point, i) => `${x(points, i)},${(HEIGHT - point * scale).toFixed(1)}`)
    .join(' ');
}

/** One, two or five with noughts: a scale that is read at a glance, and does not jump at each value. */
export function roundAbove(value: number): number {
  if (value <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 5, 10].map((step) => step * power).find((step) => step >= value)!;
}
