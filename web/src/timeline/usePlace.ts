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
 */
export function usePlace(
  rows: readonly Row[],
  virtualizer: Places,
  caughtUp: boolean,
): { readonly placed: boolean; readonly moves: () => void } {
  const [placed, setPlaced] = useState(false);
  const moved = useRef(false);
  useLayoutEffect(() => {
    if (moved.current) return;
    const firstUnread = rows.findIndex((row) => row.unread);
    if (firstUnread >= 0) virtualizer.scrollToIndex(firstUnread, { align: 'start' });
    else virtualizer.scrollToEnd();
    setPlaced(true);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- not with every row that comes
  }, [caughtUp]);
  const moves = useCallback(() => void (moved.current = true), []);
  return { placed, moves };
}
