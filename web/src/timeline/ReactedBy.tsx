import type { Entry } from '@parley/client';
import { t } from '../texts';
import { Dialog } from '../ui/Dialog';
import { PeopleOf } from './PeopleOf';

/** Who has reacted to a message, and with what. */
export function ReactedBy({ entry, onClose }: { entry: Entry; onClose: () => void }) {
  return (
    <Dialog title={t.reactions.title} onClose={onClose}>
      <div className="min-h-40 px-5 pt-2 pb-5">
        {Object.entries(entry.reactions ?? {}).map(([emoji, userIds]) => (
          <PeopleOf key={emoji} title={emoji} people={userIds.map((userId) => ({ userId }))} />
        ))}
      </div>
    </Dialog>
  );
}
