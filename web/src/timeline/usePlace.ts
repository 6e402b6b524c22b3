import { useCallback, useLayoutEffect, useRef, useState } from 'react';
import type { Row } from './rows';

interface Places {
  scrollToIndex: (index: number, how: { align: 'start' }) => void;
  scrollToEnd: () => void;
}

/**
 * Puts the reader where they left off, else at the end: on opening, and once more when all that
 * came while the page was closed is there, unless they have moved themselves by then. From then on
 * the reader decides.
 *
 * @param height of all rows: it changes while those in view are measured, and the place with it
 */
export function usePlace(
  rows: readonly Row[],
  virtualizer: Places,
  caughtUp: boolean,
  height: number,
): { readonly placed: boolean; readonly moves: () => void } {
  /** What was caught up when the reader was put where they are. */
  const [settled, setSettled] = useState<boolean>();
  const placed = settled === caughtUp;
  const moved = useRef(false);
  useLayoutEffect(() => {
    if (placed) return;
    if (moved.current) return setSettled(caughtUp);
    const firstUnread = rows.findIndex((row) => row.unread);
    if (firstUnread >= 0) virtualizer.scrollToIndex(firstUnread, { align: 'start' });
    else virtualizer.scrollToEnd();
    return inTwoFrames(() => setSettled(caughtUp));
    // eslint-disable-next-line react-hooks/exhaustive-deps -- not with every row that comes
  }, [placed, caughtUp, height]);
  const moves = useCallback(() => void (moved.current = true), []);
  return { placed, moves };
}

/** Once what was drawn last is measured; the function returned calls it off. */
function inTwoFrames(done: () => void): () => void {
  let frame = requestAnimationFrame(() => {
    frame = requestAnimationFrame(done);
  });
  return () => cancelAnimationFrame(frame);
}
