import { entryOf } from '@parley/client';
import { useEffect } from 'react';
import { useChat, useParley } from '../app/session';
import type { Composing } from '../conversations/open-conversation';
import { t } from '../texts';
import { shortText } from '../timeline/short-text';
import { CloseIcon, EditIcon, ReplyIcon } from '../ui/icons';

/** Which message is being answered or edited, above the text. */
export function About({ composing, onCancel }: { composing: Composing; onCancel: () => void }) {
  const { kind } = composing;
  const { id, conversationId } = composing.entry;
  const parley = useParley();
  const held = useChat((state) => entryOf(state, conversationId, id));
  const entry = held ?? composing.entry;
  useEffect(() => {
    // After a reload it may lie far above what is held.
    if (!held) parley.quote(id);
  }, [parley, held, id]);
  const Icon = kind === 'reply' ? ReplyIcon : EditIcon;
  return (
    <div className="flex h-9 items-center gap-2 border-b border-edge pe-1.5 ps-3.5 text-xs text-muted">
      <Icon className="size-4 text-accent" />
      <span className="shrink-0 font-semibold text-text">
        {kind === 'reply' ? t.reply.replying(entry.senderName) : t.reply.editing}
      </span>
      <span dir="auto" className="as-page min-w-0 flex-1 truncate">
        {shortText(entry)}
      </span>
      <button
        type="button"
        aria-label={t.reply.cancel}
        title={t.reply.cancel}
        onClick={onCancel}
        className="grid size-7 place-items-center rounded-lg hover:bg-hover hover:text-text"
      >
        <CloseIcon className="size-4" />
      </button>
    </div>
  );
}
