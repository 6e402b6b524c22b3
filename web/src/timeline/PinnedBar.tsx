import { pinsOf } from '@parley/client';
import { useState } from 'react';
import { useChat, useParley } from '../app/session';
import { useOpen } from '../conversations/open-conversation';
import { t } from '../texts';
import { IconButton } from '../ui/Button';
import { Dialog } from '../ui/Dialog';
import { CloseIcon, PinIcon } from '../ui/icons';
import { attempt } from '../ui/Toasts';
import { QuoteLine } from './Quote';
import { shortTime } from './time';

/** What is pinned, over the top of the log so that nothing moves when it comes or goes. */
export function PinnedBar() {
  const { conversation, jumpTo } = useOpen();
  const pins = useChat((state) => pinsOf(state, conversation.id));
  const [listed, setListed] = useState(false);
  const newest = pins[0];
  if (!newest) return null;
  return (
    <div className="absolute inset-x-0 top-0 z-1 flex h-10 items-center gap-2 border-b border-edge bg-raised pe-2 ps-3 md:ps-5">
      <PinIcon className="size-4 text-accent" />
      <button
        type="button"
        aria-label={t.pins.goTo(newest.senderName)}
        onClick={() => jumpTo(newest.seq)}
        className="flex h-8 min-w-0 flex-1 items-center gap-2 rounded text-start text-sm text-muted hover:text-text"
      >
        <QuoteLine entry={newest} />
      </button>
      <button
        type="button"
        onClick={() => setListed(true)}
        className="h-8 shrink-0 rounded-lg px-2.5 text-xs font-semibold text-accent hover:bg-hover"
      >
        <bdi>{t.pins.all(pins.length)}</bdi>
      </button>
      {listed && <PinnedList onClose={() => setListed(false)} />}
    </div>
  );
}

function PinnedList({ onClose }: { onClose: () => void }) {
  const parley = useParley();
  const { conversation, jumpTo } = useOpen();
  const pins = useChat((state) => pinsOf(state, conversation.id));
  return (
    <Dialog title={t.pins.title} onClose={onClose}>
      <ul className="px-3 pt-2 pb-4">
        {pins.map((entry) => (
          <li key={entry.id} className="flex items-center gap-1">
            <button
              type="button"
              onClick={() => {
                onClose();
                jumpTo(entry.seq);
              }}
              className="flex h-11 min-w-0 flex-1 items-center gap-2 rounded-lg px-2 text-start text-sm hover:bg-hover"
            >
              <QuoteLine entry={entry} />
              <time dateTime={entry.createdAt} className="ms-auto text-2xs text-muted">
                {shortTime(entry.createdAt)}
              </time>
            </button>
            <IconButton label={t.menu.unpin} onClick={() => attempt(parley.pin(entry.id, false))}>
              <CloseIcon className="size-4" />
            </IconButton>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
