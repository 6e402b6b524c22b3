import { useEffect, useRef, useState } from 'react';
import { useParley } from '../app/session';
import { useOpen } from '../conversations/open-conversation';
import { t } from '../texts';
import { toast } from '../ui/Toasts';
import type { Row } from './rows';

const SHOWN_MS = 2_500;

/** Brings what was jumped to into view, wherever it lies; the `seq` to show as found. */
export function useJump(
  rows: readonly Row[],
  virtualizer: { scrollToIndex: (index: number, how: { align: 'center' }) => void },
): number | undefined {
  const parley = useParley();
  const { conversation, jump } = useOpen();
  const [arrived, setArrived] = useState<typeof jump>(null);
  const [found, setFound] = useState<number>();
  const latest = useRef(rows);
  useEffect(() => {
    latest.current = rows;
  });
  useEffect(() => {
    if (!jump) return;
    let current = true;
    parley.show(conversation.id, jump.seq).then(
      (there) => {
        if (!current) return;
        if (there) setArrived(jump);
        else toast(t.timeline.unreachable);
      },
      () => toast(t.errors.network),
    );
    return () => {
      current = false;
    };
  }, [parley, conversation.id, jump]);
  useEffect(() => {
    if (!arrived) return;
    // The rows of what was just fetched are there by now: both came in the same turn.
    const index = latest.current.findIndex((row) => row.seq === arrived.seq);
    if (index >= 0) virtualizer.scrollToIndex(index, { align: 'center' });
    // eslint-disable-next-line react-hooks/set-state-in-effect -- ends by itself
    setFound(arrived.seq);
    const timer = setTimeout(() => setFound(undefined), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [arrived, virtualizer]);
  return found;
}
