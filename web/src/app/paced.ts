type Subscribe = (listener: () => void) => () => void;

const FRAME_MS = 16;

/**
 * The same subscription, told at most once a frame. Messages that come in a burst would each have
 * React render while it still renders for the one before, which it refuses to do for long (its
 * error 185). The first change after a pause is told at once.
 */
export function paced(subscribe: Subscribe): Subscribe {
  const listeners = new Set<() => void>();
  let told = -Infinity;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function tell(): void {
    timer = undefined;
    told = performance.now();
    for (const listener of [...listeners]) listener();
  }

  subscribe(() => {
    const wait = told + FRAME_MS - performance.now();
    if (timer !== undefined) return;
    if (wait <= 0) tell();
    else timer = setTimeout(tell, wait);
  });

  return (listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
}
