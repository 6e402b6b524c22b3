import type { Conversation } from '@parley/client';
import { useParley } from '../app/session';
import { t } from '../texts';
import { Small } from '../ui/Button';
import { attempt } from '../ui/Toasts';
import { useLeaveFocus } from '../ui/useLeaveFocus';

/** Who is kept out cannot be written to either: this stands in the composer's place. */
export function BlockedBar({
  conversation: { name, otherUserId },
}: {
  conversation: Conversation;
}) {
  const parley = useParley();
  return (
    <div
      ref={useLeaveFocus<HTMLDivElement>()}
      role="region"
      aria-label={t.people.blocked}
      className="mx-3 mb-3 flex flex-wrap items-center gap-2 rounded-xl bg-sunken px-4 py-2 text-sm md:mx-5 md:mb-5"
    >
      <p className="min-w-48 flex-1">{t.people.youBlocked(name)}</p>
      <Small onClick={() => otherUserId && attempt(parley.block(otherUserId, false))}>
        {t.people.unblock}
      </Small>
    </div>
  );
}
