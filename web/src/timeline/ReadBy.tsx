import type { Entry, Receipts } from '@parley/client';
import { useEffect, useState } from 'react';
import { useChat, useParley } from '../app/session';
import { useOpen } from '../conversations/open-conversation';
import { errorText, t } from '../texts';
import { Avatar } from '../ui/Avatar';
import { Problem } from '../ui/Confirm';
import { Dialog } from '../ui/Dialog';
import { nameOf } from './names';
import { shortTime } from './time';

/** Who has read a message, and whose devices have it. */
export function ReadBy({ entry, onClose }: { entry: Entry; onClose: () => void }) {
  const { api } = useParley();
  const [receipts, setReceipts] = useState<Receipts>();
  const [problem, setProblem] = useState<unknown>();
  useEffect(() => {
    api.messages.receipts(entry.id).then(setReceipts, setProblem);
  }, [api, entry.id]);
  return (
    <Dialog title={t.readBy.title} onClose={onClose}>
      <div className="min-h-40 px-5 pt-2 pb-5">
        {problem !== undefined && <Problem text={errorText(problem)} />}
        {receipts && (
          <>
            <People title={t.status.read} people={receipts.read} />
            <People
              title={t.status.delivered}
              people={receipts.delivered.map((userId) => ({ userId }))}
            />
            {receipts.read.length + receipts.delivered.length === 0 && (
              <p className="text-sm text-muted">{t.readBy.nobody}</p>
            )}
          </>
        )}
      </div>
    </Dialog>
  );
}

function People({
  title,
  people,
}: {
  title: string;
  people: readonly { readonly userId: string; readonly readAt?: string }[];
}) {
  if (people.length === 0) return null;
  return (
    <section aria-label={title} className="pb-2">
      <h3 className="py-1 text-xs font-semibold text-muted">{title}</h3>
      <ul>
        {people.map(({ userId, readAt }) => (
          <Reader key={userId} userId={userId} readAt={readAt} />
        ))}
      </ul>
    </section>
  );
}

function Reader({ userId, readAt }: { userId: string; readAt: string | undefined }) {
  const { conversation } = useOpen();
  const name = useChat((state) => nameOf(state, conversation, userId));
  return (
    <li className="flex h-11 items-center gap-3">
      <Avatar id={userId} name={name} size="sm" />
      <span className="min-w-0 flex-1 truncate">{name}</span>
      {readAt && (
        <time dateTime={readAt} className="text-xs text-muted">
          {shortTime(readAt)}
        </time>
      )}
    </li>
  );
}
