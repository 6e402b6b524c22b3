import { entryOf, type Entry } from '@parley/client';
import { useEffect } from 'react';
import { useChat, useParley } from '../app/session';
import { useOpen } from '../conversations/open-conversation';
import { t } from '../texts';
import { shortText } from './short-text';
import { useAuthor } from './useAuthor';

/** The message that this one answers, in one line; a press goes there. */
export function Quote({ of, from }: { of: string; from: number | undefined }) {
  const parley = useParley();
  const { conversation, jumpTo } = useOpen();
  const entry = useChat((state) => entryOf(state, conversation.id, of));
  useEffect(() => {
    if (!entry) parley.quote(of);
  }, [parley, entry, of]);
  return (
    <button
      type="button"
      disabled={!entry}
      aria-label={entry ? t.reply.to(entry.senderName, shortText(entry)) : undefined}
      onClick={() => entry && jumpTo(entry.seq, from)}
      className="mb-0.5 flex h-6 max-w-full items-center gap-2 rounded-sm border-s-2 border-accent ps-2 text-start text-xs text-muted hover:text-text"
    >
      {entry && <QuoteLine entry={entry} />}
    </button>
  );
}

export function QuoteLine({ entry }: { entry: Entry }) {
  const { name } = useAuthor(entry);
  return (
    <>
      <bdi className="shrink-0 font-semibold">{name}</bdi>
      <span dir="auto" className="as-page truncate">
        {shortText(entry)}
      </span>
    </>
  );
}
