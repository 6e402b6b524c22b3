import { useEffect, useRef, type RefObject } from 'react';

/**
 * Keeps the newest message in view when the room for the messages changes: a banner comes, the
 * composer grows, a phone's keyboard opens.
 */
export function useStayAtEnd(
  scroller: RefObject<HTMLElement | null>,
  atEnd: boolean,
  virtualizer: { scrollToEnd: () => void },
): void {
  const wasAtEnd = useRef(atEnd);
  useEffect(() => {
    wasAtEnd.current = atEnd;
  }, [atEnd]);
  useEffect(() => {
    const observer = new ResizeObserver(() => {
      if (wasAtEnd.current) virtualizer.scrollToEnd();
    });
    observer.observe(scroller.current!);
    return () => observer.disconnect();
  }, [scroller, virtualizer]);
}
