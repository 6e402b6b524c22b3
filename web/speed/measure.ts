/** What, and how much. */
export type Figure = readonly [what: string, measured: string];

/** In milliseconds, with the least and the most. */
export function median(took: readonly number[]): string {
  const sorted = [...took].sort((a, b) => a - b);
  const of = (at: number) => sorted[at]!.toFixed(0);
  return `${of(sorted.length >> 1)} ms (${of(0)}–${of(sorted.length - 1)})`;
}

export function table(figures: readonly Figure[]): string {
  return [
    '',
    '| what | measured |',
    '|---|---|',
    ...figures.map((row) => `| ${row.join(' | ')} |`),
  ].join('\n');
}
