import {
  deliveredToOthers,
  entries,
  pending,
  readByOthers,
  shown,
  showsNewest,
  type Conversation,
  type Outgoing,
} from '@parley/client';
import { useVirtualizer } from '@tanstack/react-virtual';
import {
  memo,
  useCallback,
  useDeferredValue,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { hasAttention } from '../app/attention';
import { useChat, useParley } from '../app/session';
import { isPicture } from '../files/is-picture';
import { t } from '../texts';
import { Announcer } from './Announcer';
import { Message } from './Message';
import { MessageMenu, type MenuAt } from './MessageMenu';
import { JumpBack } from './JumpBack';
import { NewPill } from './NewPill';
import { Notice } from './Notice';
import { PinnedBar } from './PinnedBar';
import { rowsOf, type MessageRow, type Row } from './rows';
import { DaySeparator, UnreadDivider } from './Separators';
import { TimelineSkeleton } from './TimelineSkeleton';
import { useToday } from './today';
import { TypingLine } from './TypingLine';
import { useAttention } from './useAttention';
import { useDivider } from './useDivider';
import { useFirstUnread } from './useFirstUnread';
import { useJump } from './useJump';
import { useMore } from './useMore';
import { usePlace } from './usePlace';
import { useStayAtEnd } from './useStayAtEnd';
import { walkMessages } from './walk';

export function Timeline({ conversation }: { conversation: Conversation }) {
  const { unreadAfter, ready } = useFirstUnread(conversation);
  if (!ready) return <TimelineSkeleton />;
  return <Log conversation={conversation} openedAfter={unreadAfter} />;
}

/** The room above the first row: history being fetched, or the beginning. Its height never changes. */
const TOP = 72;
const BOTTOM = 12;
/** What is pinned covers this much, once it is known. */
const PINNED = 40;
/** History is fetched while this many rows are still between the reader and what is held. */
const AHEAD = 15;
/** Of a message taller than this it is enough to have seen its beginning. */
const SEEN = 96;
/** This near the end counts as being there. */
const END_PX = 60;

function Log({
  conversation,
  openedAfter,
}: {
  conversation: Conversation;
  openedAfter: number | undefined;
}) {
  const { id, name, readSeq } = conversation;
  const parley = useParley();
  const scroller = useRef<HTMLDivElement>(null);
  const timeline = useChat((state) => shown(state, id));
  const isNewest = useChat((state) => showsNewest(state, id));
  const newest = useChat((state) => entries(state.timelines.get(id)).at(-1)?.seq ?? 0);
  // What came while the page was closed is put before the reader like what comes while they are away.
  const caughtUp = useDeferredValue(useChat((state) => state.loaded));
  const attentive = useAttention() && caughtUp;
  const rows = useRows(id, useDivider(openedAfter, attentive, newest, readSeq));
  const live = useChat((state) => state.connection === 'live');
  const [isLow, setLow] = useState(true);
  const atEnd = isLow && isNewest;
  const [toEnd, setToEnd] = useState(0);
  const [menu, setMenu] = useState<MenuAt>();

  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => estimate(rows[index]!),
    getItemKey: useCallback((index: number) => rows[index]!.key, [rows]),
    anchorTo: 'end',
    // What comes while nobody looks is not scrolled past them, and the end of what was jumped to is
    // not the end: one would follow to the newest by standing still.
    followOnAppend: attentive && isNewest,
    scrollEndThreshold: END_PX,
    overscan: 12,
    paddingStart: TOP,
    scrollPaddingStart: PINNED,
    paddingEnd: BOTTOM,
  });

  useLayoutEffect(() => {
    // A row whose top is above the view grows and shrinks upward, in whichever direction somebody
    // scrolls: the oldest row held loses its day and its head when older ones come before it.
    virtualizer.shouldAdjustScrollPositionOnItemSizeChange = (item, _delta, instance) =>
      item.start < (instance.scrollOffset ?? 0);
  }, [virtualizer]);
  const totalSize = virtualizer.getTotalSize();
  const { placed, moves } = usePlace(rows, virtualizer, caughtUp, totalSize);

  const last = rows.at(-1);
  const justTyped = last?.kind === 'message' && last.outgoing ? last.key : undefined;
  useEffect(() => {
    // What one sends oneself is always worth seeing, in the tab where one does.
    if (justTyped && hasAttention()) virtualizer.scrollToEnd();
  }, [virtualizer, justTyped]);

  useLayoutEffect(() => {
    // As far as the divider stays in view.
    const firstUnread = attentive || !atEnd ? -1 : rows.findIndex((row) => row.unread);
    if (firstUnread >= 0) virtualizer.scrollToIndex(firstUnread, { align: 'start' });
    // When something came; not when the reader comes or goes.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [newest]);

  const lookWhere = useCallback(() => {
    const { scrollHeight, scrollTop, clientHeight } = scroller.current!;
    setLow(scrollHeight - scrollTop - clientHeight <= END_PX);
  }, []);
  const follows = atEnd && placed && (attentive || !rows.some((row) => row.unread));
  useStayAtEnd(scroller, follows, virtualizer, last?.key, totalSize);
  useEffect(lookWhere, [lookWhere, totalSize]);

  const found = useJump(rows, virtualizer);
  useEffect(() => {
    if (found !== undefined) moves();
  }, [found, moves]);

  const visible = virtualizer.getVirtualItems();
  const range = virtualizer.range;
  const floor = timeline?.floor ?? 1;
  const isHigh = range !== null && range.startIndex <= AHEAD && floor > 1;
  useMore(placed && live && isHigh, floor, () => parley.loadOlder(id));
  const end = rows.length - 1;
  const isNearEnd = range !== null && range.endIndex >= end - AHEAD && !isNewest;
  useMore(placed && live && isNearEnd, seqAt(rows, end), () => parley.loadNewer(id));

  useEffect(() => {
    // With the rows of the newest part: they came in the same turn as the wish.
    if (toEnd > 0) virtualizer.scrollToEnd();
  }, [virtualizer, toEnd]);

  const below = (virtualizer.scrollOffset ?? 0) + (virtualizer.scrollRect?.height ?? 0);
  const seen = visible.findLast(({ start, size }) => start + Math.min(size, SEEN) <= below);
  const lastSeen = seen ? seqAt(rows, seen.index) : 0;
  useEffect(() => {
    if (attentive && placed && lastSeen > 0) parley.markRead(id, lastSeen);
  }, [parley, id, attentive, placed, lastSeen]);

  return (
    <div className="relative flex min-h-0 flex-1 flex-col">
      <div
        ref={scroller}
        role="log"
        aria-live="off"
        aria-label={t.timeline.label(name)}
        // Scrollable by keyboard: it may hold nothing that takes the focus.
        tabIndex={0}
        onScroll={lookWhere}
        onWheel={moves}
        onPointerDown={moves}
        onKeyDown={(event) => {
          moves();
          walkMessages(event);
        }}
        className="flex min-h-0 flex-1 flex-col overflow-y-auto overscroll-contain outline-offset-[-2px] [overflow-anchor:none]"
      >
        {/* A short conversation sits at the bottom, where its next message comes. */}
        <div className="relative mt-auto w-full shrink-0" style={{ height: totalSize }}>
          <Top more={floor > 1} height={TOP} />
          {visible.map((item) => (
            <div
              key={item.key}
              ref={virtualizer.measureElement}
              data-index={item.index}
              className="absolute top-0 inset-s-0 w-full"
              style={{ transform: `translateY(${item.start}px)` }}
            >
              <RowView row={rows[item.index]!} found={found} onMenu={setMenu} />
            </div>
          ))}
        </div>
      </div>
      <PinnedBar />
      <JumpBack />
      {menu && <MessageMenu {...menu} onClose={() => setMenu(undefined)} />}
      {!atEnd && (
        <NewPill
          unread={conversation.unreadCount}
          onClick={() => {
            parley.showNewest(id);
            setToEnd((n) => n + 1);
          }}
        />
      )}
      <TypingLine conversationId={id} />
      <Announcer conversationId={id} />
    </div>
  );
}

const NONE: readonly Outgoing[] = [];

function useRows(id: string, unreadAfter: number | undefined): readonly Row[] {
  const me = useChat((state) => state.me);
  const held = useChat((state) => entries(shown(state, id)));
  // What is being sent comes after the newest.
  const outbox = useChat((state) => (showsNewest(state, id) ? state.outbox : NONE));
  const read = useChat((state) => readByOthers(state, id));
  const delivered = useChat((state) => deliveredToOthers(state, id));
  const today = useToday();
  return useMemo(() => {
    const reader = {
      id: me?.id ?? '',
      name: me?.username ?? '',
      unreadAfter,
      readByOthers: read,
      deliveredToOthers: delivered,
    };
    return rowsOf(held, pending(outbox, id), reader, today);
  }, [held, outbox, id, me, unreadAfter, read, delivered, today]);
}

const RowView = memo(function RowView({
  row,
  found,
  onMenu,
}: {
  row: Row;
  found: number | undefined;
  onMenu: (menu: MenuAt) => void;
}) {
  return (
    <>
      {row.day && <DaySeparator label={row.day} />}
      {row.unread && <UnreadDivider />}
      {row.kind === 'notice' ? (
        <Notice entry={row.entry} />
      ) : (
        <Message row={row} found={found !== undefined && row.seq === found} onMenu={onMenu} />
      )}
    </>
  );
});

function Top({ more, height }: { more: boolean; height: number }) {
  return (
    <div
      className="absolute inset-x-0 top-0 grid place-items-center text-sm text-muted"
      style={{ height }}
    >
      {more ? t.timeline.loadingOlder : t.timeline.beginning}
    </div>
  );
}

/** A guess until the row was measured: a group's head, its text, what stands above it. */
/**
 * Makes a guess no height that is ever measured: the virtualizer keeps only those that differ from what was
 * guessed. The oldest row held, which loses its day when older ones come before it, would be guessed anew and
 * move what is below it.
 */
const INEXACT = 0.01;

function estimate(row: Row): number {
  const above = (row.day ? 36 + INEXACT : 0) + (row.unread ? 24 : 0);
  if (row.kind === 'notice') return above + 30;
  const beside = (row.replyTo ? 26 : 0) + (row.entry?.reactions ? 30 : 0) + fileHeight(row);
  return above + beside + (row.leads ? 53 : 26);
}

function fileHeight({ attachment }: MessageRow): number {
  if (!attachment) return 0;
  return isPicture(attachment.url, attachment.fileName) ? 200 : 52;
}

function seqAt(rows: readonly Row[], index: number): number {
  for (let at = Math.min(index, rows.length - 1); at >= 0; at--) {
    const seq = rows[at]!.seq;
    if (seq !== undefined) return seq;
  }
  return 0;
}
