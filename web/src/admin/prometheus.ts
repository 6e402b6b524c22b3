export interface Metrics {
  /** Of one processor core's time over all cores, from 0 to 1. */
  readonly cpu: number | undefined;
  /** Bytes in use on the heap. */
  readonly heap: number | undefined;
}

/** What the page plots of the text that the server gives to Prometheus. */
export function metricsIn(text: string): Metrics {
  let cpu: number | undefined;
  let heap: number | undefined;
  for (const line of text.split('\n')) {
    const value = Number(line.slice(line.lastIndexOf(' ') + 1));
    if (Number.isNaN(value)) continue;
    if (/^process_cpu_usage[ {]/u.test(line)) cpu = value;
    if (/^jvm_memory_used_bytes\{.*area="heap"/u.test(line)) heap = (heap ?? 0) + value;
  }
  return { cpu, heap };
}
