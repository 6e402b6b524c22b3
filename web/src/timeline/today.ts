import { useSyncExternalStore } from 'react';
import { dayKey } from './time';

/** Which day it is here; another one at midnight. */
export function useToday(): string {
  return useSyncExternalStore(onMidnight, () => dayKey(Date.now()));
}

function onMidnight(listener: () => void): () => void {
  let timer: ReturnType<typeof setTimeout>;

  function wait(): void {
    const now = new Date();
    const midnight = new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1);
    timer = setTimeout(() => {
      listener();
      wait();
    }, midnight.getTime() - now.getTime());
  }

  wait();
  // While the computer sleeps timers stand still.
  document.addEventListener('visibilitychange', listener);
  return () => {
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', listener);
  };
}
