import { expect, it } from 'vitest';
import { metricsIn } from '../src/admin/prometheus';

it('finds the processor and what sends took, and adds up the heap', () => {
  const text = `# TYPE process_cpu_usage gauge
process_cpu_usage 0.25
jvm_memory_used_bytes{area="heap",id="G1 Eden Space"} 1.0E7
jvm_memory_used_bytes{area="heap",id="G1 Old Gen"} 2.5E7
jvm_memory_used_bytes{area="nonheap",id="Metaspace"} 9.0E7
parley_send_seconds_bucket{le="0.005"} 6
parley_send_seconds_count 8
parley_send_seconds_sum 0.5
`;
  expect(metricsIn(text)).toEqual({
    cpu: 0.25,
    heap: 3.5e7,
    sends: { count: 8, seconds: 0.5 },
  });
});

it('says nothing of what is not there', () => {
  expect(metricsIn('')).toEqual({
    cpu: undefined,
    heap: undefined,
    sends: { count: 0, seconds: 0 },
  });
});
