import { useEffect, useLayoutEffect, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { seenPart } from '../app/seen';
import { isRtl, stepOf } from './direction';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** This far from the window's edges. */
const MARGIN = 8;

/**
 * What opens at a point and closes by itself: by Esc, by a press elsewhere (the browser's own
 * popover), and when its focus goes. The focus returns to where it was.
 */
export function Popover({
  at,
  label,
  onClose,
  role = 'dialog',
  onKeyDown,
  children,
}: {
  at: Point;
  label: string;
  onClose: () => void;
  role?: 'dialog' | 'menu';
  onKeyDown?: (event: KeyboardEvent<HTMLDivElement>) => void;
  children: ReactNode;
}) {
  const ref = useRef<HTMLDivElement>(null);
  const close = useRef(onClose);
  useEffect(() => {
    close.current = onClose;
  });
  useLayoutEffect(() => {
    const popover = ref.current!;
    const before = document.activeElement as HTMLElement | null;
    popover.showPopover();
    place(popover, at);
    (popover.querySelector<HTMLElement>('input, [role=menuitem]') ?? popover).focus();
    const watch = new ResizeObserver(() => place(popover, at));
    watch.observe(popover);
    const toggled = (event: ToggleEvent) => {
      if (event.newState === 'closed') close.current();
    };
    popover.addEventListener('toggle', toggled);
    return () => {
      watch.disconnect();
      popover.removeEventListener('toggle', toggled);
      // The browser gives the focus back only when it is the one that closes.
      if (popover.contains(document.activeElement)) before?.focus({ preventScroll: true });
    };
  }, [at]);
  return (
    <div
      ref={ref}
      popover="auto"
      role={role}
      aria-label={label}
      tabIndex={-1}
      onKeyDown={onKeyDown}
      className="fixed inset-auto m-0 rounded-xl border border-edge bg-raised p-1 text-text shadow-float outline-none"
    >
      {children}
    </div>
  );
}

/**
 * Inside the window, whatever its size, and to the side the page is read to. Set by script: the page allows
 * no inline styles.
 */
function place(popover: HTMLElement, { x, y }: Point): void {
  const { offsetWidth: width, offsetHeight: height } = popover;
  const left = Math.min(isRtl() ? x - width : x, innerWidth - width - MARGIN);
  const seen = seenPart();
  const below = y + height + MARGIN <= seen.bottom;
  const top = below ? y : Math.min(y - height, seen.bottom - height - MARGIN);
  popover.style.left = `${Math.max(MARGIN, left)}px`;
  popover.style.top = `${Math.max(seen.top + MARGIN, top)}px`;
}

/** A menu: arrow keys walk through its items, Enter or a press takes one and closes it. */
export function Menu({
  at,
  label,
  onClose,
  children,
}: {
  at: Point;
  label: string;
  onClose: () => void;
  children: ReactNode;
}) {
  return (
    <Popover at={at} label={label} onClose={onClose} role="menu" onKeyDown={walk}>
      {children}
    </Popover>
  );
}

export function MenuItem({
  icon,
  danger = false,
  onPick,
  children,
}: {
  icon: ReactNode;
  danger?: boolean;
  onPick: () => void;
  children: ReactNode;
}) {
  return (
    <button
      type="button"
      role="menuitem"
      tabIndex={-1}
      onClick={(event) => {
        // Closed first: the focus is back before what was picked takes it.
        event.currentTarget.closest<HTMLElement>('[popover]')?.hidePopover();
        onPick();
      }}
      className={`flex h-9 w-full min-w-48 items-center gap-3 rounded-lg px-3 text-start text-sm outline-offset-[-2px] ${danger ? 'text-danger hover:bg-danger-soft focus:bg-danger-soft' : 'hover:bg-hover focus:bg-hover'}`}
    >
      <span className={danger ? '' : 'text-muted'}>{icon}</span>
      {children}
    </button>
  );
}

/** Where a menu opens below the control that opens it. */
export function below(element: Element): Point {
  const { left, right, bottom } = element.getBoundingClientRect();
  return { x: isRtl() ? right : left, y: bottom + 4 };
}

function walk(event: KeyboardEvent<HTMLDivElement>): void {
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>('[role=menuitem]')];
  const at = items.indexOf(document.activeElement as HTMLElement);
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key] ?? stepOf(event.key);
  if (step !== undefined) items.at((at + step + items.length) % items.length)?.focus();
  else if (event.key === 'Home') items[0]?.focus();
  else if (event.key === 'End') items.at(-1)?.focus();
  else if (event.key !== 'Tab') return;
  event.preventDefault();
}
