import { useLayoutEffect, useRef, useState, useSyncExternalStore } from 'react';
import { errorText } from '../texts';

const SHOWN_MS = 5_000;

let shown: readonly { readonly id: number; readonly text: string }[] = [];
let next = 0;
const listeners = new Set<() => void>();

/** Says something in passing. */
export function toast(text: string): void {
  const id = next++;
  set([...shown, { id, text }]);
  setTimeout(() => set(shown.filter((other) => other.id !== id)), SHOWN_MS);
}

/** Does something that has no place of its own to say why it failed. */
export function attempt(what: Promise<unknown>): void {
  what.catch((cause: unknown) => toast(errorText(cause)));
}

export function Toasts() {
  const ref = useRef<HTMLDivElement>(null);
  const all = useSyncExternalStore(subscribe, () => shown);
  useLayoutEffect(() => {
    // Shown anew with each, so that none lies below a dialog that was opened after the one before.
    ref.current?.hidePopover();
    if (all.length > 0) ref.current?.showPopover();
  }, [all]);
  return (
    <div
      ref={ref}
      role="status"
      popover="manual"
      // Displayed without being shown too: what is said in it is heard when it comes.
      className="pointer-events-none fixed inset-x-4 top-auto bottom-[calc(6rem+var(--below))] m-0 flex w-auto flex-col items-center gap-2 border-0 bg-transparent p-0"
    >
      {all.map(({ id, text }) => (
        <p key={id} className="rounded-lg bg-text px-4 py-2 text-sm text-ground shadow-float">
          {text}
        </p>
      ))}
    </div>
  );
}

/** Tells the same within a modal dialog: whatever is outside of it stays silent while it is open. */
export function ToastsHeard() {
  const [first] = useState(next);
  const all = useSyncExternalStore(subscribe, () => shown);
  return (
    <div role="status" className="sr-only">
      {all
        .filter(({ id }) => id >= first)
        .map(({ id, text }) => (
          <p key={id}>{text}</p>
        ))}
    </div>
  );
}

function set(now: typeof shown): void {
  shown = now;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
