import { useEffect } from 'react';
import { useParley } from '../app/session';

/** Reconnects at once when the network or the tab comes back, instead of at the next try. */
export function useHurry(): void {
  const parley = useParley();
  useEffect(() => {
    const hurry = () => {
      if (document.visibilityState === 'visible') parley.hurry();
    };
    addEventListener('online', hurry);
    document.addEventListener('visibilitychange', hurry);
    return () => {
      removeEventListener('online', hurry);
      document.removeEventListener('visibilitychange', hurry);
    };
  }, [parley]);
}
