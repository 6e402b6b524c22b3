import { useState } from 'react';

/**
 * After which entry the unread divider stands: where the reader left off on opening, and again
 * whenever something came while they did not look. In between it stays put.
 *
 * @param newest `seq` of the last entry of the log
 */
export function useDivider(
  openedAfter: number | undefined,
  attentive: boolean,
  newest: number,
  readSeq: number,
): number | undefined {
  const [after, setAfter] = useState(openedAfter);
  /** The newest entry when the attention went; `told` once the divider has moved since. */
  const [left, setLeft] = useState<number | 'told'>();
  if (attentive !== (left === undefined)) setLeft(attentive ? undefined : newest);
  if (typeof left === 'number' && newest > left) {
    setAfter(readSeq);
    setLeft('told');
  }
  return after;
}
