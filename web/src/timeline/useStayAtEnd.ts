import { useEffect, useLayoutEffect, useRef, type RefObject } from 'react';

/**
 * Keeps the newest message in view when the room for the messages changes: a banner comes, the
 * composer grows, a phone's keyboard opens; and when a message in view grows: by a reaction, by an edit.
 *
 * @param last key of the last row: what is added below is another's to follow
 * @param height of all rows
 */
export function useStayAtEnd(
  scroller: RefObject<HTMLElement | null>,
  atEnd: boolean,
  virtualizer: { scrollToEnd: () => void },
  last: string | undefined,
  height: number,
): void {
  const wasAtEnd = useRef(atEnd);
  const before = useRef({ last, height });
  useLayoutEffect(() => {
    const isSame = before.current.last === last;
    if (isSame && height > before.current.height && wasAtEnd.current) virtualizer.scrollToEnd();
    before.current = { last, height };
  }, [virtualizer, last, height]);
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
