import { useSyncExternalStore } from 'react';

/** True while this tab is visible and focused: only then does anybody read. */
export function useAttention(): boolean {
  return useSyncExternalStore(subscribe, has);
}

function has(): boolean {
  return document.visibilityState === 'visible' && document.hasFocus();
}

function subscribe(listener: () => void): () => void {
  addEventListener('focus', listener);
  addEventListener('blur', listener);
  document.addEventListener('visibilitychange', listener);
  return () => {
    removeEventListener('focus', listener);
    removeEventListener('blur', listener);
    document.removeEventListener('visibilitychange', listener);
  };
}
