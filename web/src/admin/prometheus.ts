export interface Metrics {
  /** Of one processor core's time over all cores, from 0 to 1. */
  readonly cpu: number | undefined;
  /** Bytes in use on the heap. */
  readonly heap: number | undefined;
  /** Messages stored since the server's start, and how long that took altogether. */
  readonly sends: { readonly count: number; readonly seconds: number };
}

/** What the page plots of the text that the server gives to Prometheus. */
export function metricsIn(text: string): Metrics {
  let cpu: number | undefined;
  let heap: number | undefined;
  const sends = { count: 0, seconds: 0 };
  for (const line of text.split('\n')) {
    const value = Number(line.slice(line.lastIndexOf(' ') + 1));
    if (Number.isNaN(value)) continue;
    if (/^process_cpu_usage[ {]/u.test(line)) cpu = value;
    if (/^jvm_memory_used_bytes\{.*area="heap"/u.test(line)) heap = (heap ?? 0) + value;
    if (/^parley_send_seconds_count[ {]/u.test(line)) sends.count = value;
    if (/^parley_send_seconds_sum[ {]/u.test(line)) sends.seconds = value;
  }
  return { cpu, heap, sends };
}
