import type { Entry } from '@parley/client';
import { useLayoutEffect, useRef, type MouseEvent, type ReactNode } from 'react';
import { useOpen } from '../conversations/open-conversation';
import { t } from '../texts';
import { MoreIcon, ReplyIcon, SmileIcon } from '../ui/icons';
import { below } from '../ui/Menu';
import type { MenuAt } from './MessageMenu';

/** On the message's upper edge. */
const TOP_PX = -12;
/** Clear of what is pinned, which lies over the top of the log. */
const BELOW_PINS_PX = 44;

/** What one does most with a message, beside it while the pointer or the focus is there. */
export function MessageTools({ entry, onMenu }: { entry: Entry; onMenu: (menu: MenuAt) => void }) {
  const { compose } = useOpen();
  const ref = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => keepInView(ref.current!), []);

  function open({ currentTarget }: MouseEvent<HTMLElement>, what: MenuAt['what']): void {
    const at = below(currentTarget);
    // The tools go with the focus: from what opens it comes back to their message.
    currentTarget.closest('article')?.focus({ preventScroll: true });
    onMenu({ entry, at, what });
  }

  return (
    <div
      ref={ref}
      className="absolute inset-e-3 z-1 flex rounded-lg border border-edge bg-raised shadow-float md:inset-e-5 pointer-coarse:hidden"
    >
      <Tool label={t.menu.react} onClick={(event) => open(event, 'reaction')}>
        <SmileIcon className="size-4.5" />
      </Tool>
      <Tool label={t.menu.reply} onClick={() => compose({ kind: 'reply', entry })}>
        <ReplyIcon className="size-4.5" />
      </Tool>
      <Tool label={t.menu.more} onClick={(event) => open(event, 'menu')}>
        <MoreIcon className="size-4.5" />
      </Tool>
    </div>
  );
}

/** Where a message's upper edge is out of view, they go down along it; no sticking does so in a moved row. */
function keepInView(tools: HTMLElement): () => void {
  const message = tools.closest('article')!;
  const log = tools.closest('[role=log]')!;
  const place = () => {
    const { top, height } = message.getBoundingClientRect();
    const hidden = log.getBoundingClientRect().top - top;
    const lowest = height - tools.offsetHeight;
    tools.style.top = `${Math.max(TOP_PX, Math.min(hidden + BELOW_PINS_PX, lowest))}px`;
  };
  place();
  log.addEventListener('scroll', place);
  return () => log.removeEventListener('scroll', place);
}

function Tool({
  label,
  onClick,
  children,
}: {
  label: string;
  onClick: (event: MouseEvent<HTMLButtonElement>) => void;
  children: ReactNode;
}) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      onClick={onClick}
      className="grid size-8 place-items-center rounded-lg text-muted outline-offset-[-2px] hover:bg-hover hover:text-text"
    >
      {children}
    </button>
  );
}
