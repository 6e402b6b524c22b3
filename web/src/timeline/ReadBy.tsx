import type { Entry, Receipts } from '@parley/client';
import { useEffect, useState } from 'react';
import { useParley } from '../app/session';
import { errorText, t } from '../texts';
import { Problem } from '../ui/Confirm';
import { Dialog } from '../ui/Dialog';
import { PeopleOf } from './PeopleOf';

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
            <PeopleOf
              title={t.status.read}
              people={receipts.read.map(({ userId, readAt }) => ({ userId, at: readAt }))}
            />
            <PeopleOf
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
