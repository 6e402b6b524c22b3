const WIDTH = 120;
const HEIGHT = 36;

/** A figure with its recent course; the newest value is written beside it. */
export function Plot({
  label,
  value,
  points,
  most,
}: {
  label: string;
  value: string;
  points: readonly number[];
  /** What the top stands for; else the highest value. */
  most?: number;
}) {
  const line = lineOf(points, most ?? Math.max(...points, 0));
  return (
    <figure
      role="group"
      aria-label={label}
      className="rounded-xl border border-edge bg-panel px-4 pt-3 pb-2"
    >
      <figcaption className="text-xs font-semibold text-muted">{label}</figcaption>
      <p data-testid="figure" className="text-xl font-semibold tabular-nums">
        {value}
      </p>
      <svg
        viewBox={`0 -2 ${WIDTH} ${HEIGHT + 4}`}
        preserveAspectRatio="none"
        aria-hidden="true"
        className="mt-1 h-10 w-full text-accent"
      >
        <polyline
          points={line && `${line} ${WIDTH},${HEIGHT} ${firstX(points)},${HEIGHT}`}
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
      </svg>
    </figure>
  );
}

const SLOTS = 60;

function x(points: readonly number[], index: number): number {
  return WIDTH - ((points.length - 1 - index) / (SLOTS - 1)) * WIDTH;
}

function firstX(points: readonly number[]): string {
  return x(points, 0).toFixed(1);
}

/** The newest at the right edge. */
function lineOf(points: readonly number[], most: number): string {
  const scale = most > 0 ? HEIGHT / most : 0;
  return points
    .map((point, i) => `${x(points, i).toFixed(1)},${(HEIGHT - point * scale).toFixed(1)}`)
    .join(' ');
}
