import { useEffect } from 'react';
import { useParley } from '../app/session';

/**
 * Looks at once when the network goes or comes, or the tab is back, instead of at the next try. What
 * the browser says of the network is only an occasion: a server may be near without one.
 */
export function useHurry(): void {
  const parley = useParley();
  useEffect(() => {
    const hurry = () => {
      if (document.visibilityState === 'visible') parley.hurry();
    };
    addEventListener('offline', hurry);
    addEventListener('online', hurry);
    document.addEventListener('visibilitychange', hurry);
    return () => {
      removeEventListener('offline', hurry);
      removeEventListener('online', hurry);
      document.removeEventListener('visibilitychange', hurry);
    };
  }, [parley]);
}
