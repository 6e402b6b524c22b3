import type { Conversation } from '@parley/client';
import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual';
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { ConversationRow } from './ConversationRow';

const HEIGHT = 60;

/**
 * Conversations below each other, of which only those in view are in the DOM. For Tab they are one stop,
 * wherever there are hundreds: the open one, or the one that the arrow keys have led to.
 */
export function ConversationRows({
  conversations,
  openId,
  scroller,
  above = 0,
}: {
  conversations: readonly Conversation[];
  openId: string | null;
  scroller: HTMLElement | null;
  /** How many rows come before them. */
  above?: number;
}) {
  const list = useRef<HTMLUListElement>(null);
  const [top, setTop] = useState(0);
  const [focusedId, setFocusedId] = useState<string>();
  const wanted = focusedId ?? openId;
  const stop = Math.max(
    0,
    conversations.findIndex(({ id }) => id === wanted),
  );
  const virtualizer = useVirtualizer({
    count: conversations.length,
    getScrollElement: () => scroller,
    estimateSize: () => HEIGHT,
    getItemKey: useCallback((index: number) => conversations[index]!.id, [conversations]),
    rangeExtractor: useCallback((range: Range) => withNeighbours(range, stop), [stop]),
    overscan: 6,
    scrollMargin: top,
    // The archived ones are unfolded far down in what scrolls already.
    initialOffset: () => scroller?.scrollTop ?? 0,
  });

  const rows = virtualizer.getVirtualItems();
  const ready = rows.length > 0;

  useLayoutEffect(() => setTop(list.current!.offsetTop), [above]);
  useEffect(() => {
    // Wherever it was chosen. It is the stop, and so in the DOM.
    list.current!.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' });
  }, [openId, ready]);

  return (
    <ul ref={list} className="relative" style={{ height: virtualizer.getTotalSize() }}>
      {rows.map(({ index, key, start }) => {
        const conversation = conversations[index]!;
        return (
          <li
            key={key}
            aria-setsize={conversations.length}
            aria-posinset={index + 1}
            className="absolute inset-x-0 top-0"
            style={{ transform: `translateY(${start - top}px)` }}
            onFocus={() => setFocusedId(conversation.id)}
            onBlur={() => setFocusedId(undefined)}
          >
            <ConversationRow
              conversation={conversation}
              open={conversation.id === openId}
              isStop={index === stop}
            />
          </li>
        );
      })}
    </ul>
  );
}

/** The stop stays, wherever somebody scrolls, and so do those that the arrow keys lead to from there. */
function withNeighbours(range: Range, stop: number): number[] {
  const shown = new Set(defaultRangeExtractor(range));
  for (const index of [stop - 1, stop, stop + 1]) {
    if (index >= 0 && index < range.count) shown.add(index);
  }
  return [...shown].sort((a, b) => a - b);
}
