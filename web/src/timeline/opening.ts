import { useRef, type MouseEvent, type PointerEvent } from 'react';
import { isRtl } from '../ui/direction';
import type { Point } from '../ui/Menu';

const LONG_PRESS_MS = 500;
/** A finger is never quite still. */
const SLACK_PX = 10;
const BESIDE_FACE_PX = 68;

/** What is selected, and what the browser itself has a menu for, keeps that one. */
export function keepsOwnMenu(event: MouseEvent): boolean {
  const onLink = (event.target as Element).closest('a, img') !== null;
  return onLink || getSelection()?.isCollapsed === false;
}

/** Where the menu opens; the keyboard's menu key points nowhere. */
export function pointOf(event: MouseEvent<HTMLElement>): Point {
  const byKey = event.clientX === 0 && event.clientY === 0;
  return byKey ? middleOf(event.currentTarget) : { x: event.clientX, y: event.clientY };
}

export function middleOf(element: Element): Point {
  const { left, right, top, height } = element.getBoundingClientRect();
  return { x: isRtl() ? right - BESIDE_FACE_PX : left + BESIDE_FACE_PX, y: top + height / 2 };
}

/** Handlers of an element that a finger opens something on by staying there. */
export function useLongPress(open: (at: Point) => void) {
  const press = useRef<{ at: Point; timer: ReturnType<typeof setTimeout> } | null>(null);

  function end(): void {
    clearTimeout(press.current?.timer);
    press.current = null;
  }

  return {
    onPointerDown(event: PointerEvent) {
      if (event.pointerType !== 'touch') return;
      const at = { x: event.clientX, y: event.clientY };
      press.current = { at, timer: setTimeout(() => open(at), LONG_PRESS_MS) };
    },
    onPointerMove({ clientX, clientY }: PointerEvent) {
      const at = press.current?.at;
      if (at && Math.hypot(clientX - at.x, clientY - at.y) > SLACK_PX) end();
    },
    onPointerUp: end,
    onPointerCancel: end,
  };
}
