import { useLayoutEffect, useRef, type RefObject } from 'react';

/** When what has this goes with the focus in it, the screen or dialog around it has the focus. */
export function useLeaveFocus<T extends HTMLElement>(): RefObject<T | null> {
  const ref = useRef<T>(null);
  useLayoutEffect(() => {
    const element = ref.current!;
    return () => {
      if (!element.contains(document.activeElement)) return;
      element.parentElement?.closest<HTMLElement>('[tabindex]')?.focus({ preventScroll: true });
    };
  }, []);
  return ref;
}
