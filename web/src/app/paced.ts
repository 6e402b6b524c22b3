type Subscribe = (listener: () => void) => () => void;

const FRAME_MS = 16;

/**
 * The same subscription, told at most once a frame. Messages that come in a burst would each have
 * React render while it still renders for the one before, which it refuses to do for long (its
 * error 185). The first change after a pause is told at once; a later one in a task of its own,
 * however long the rendering before it took.
 */
export function paced(subscribe: Subscribe): Subscribe {
  const listeners = new Set<() => void>();
  let resting = false;
  let changed = false;

  function tell(): void {
    resting = true;
    changed = false;
    setTimeout(rested, FRAME_MS);
    for (const listener of [...listeners]) listener();
  }

  function rested(): void {
    resting = false;
    if (changed) tell();
  }

  subscribe(() => {
    if (resting) changed = true;
    else tell();
  });

  return (listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
}
