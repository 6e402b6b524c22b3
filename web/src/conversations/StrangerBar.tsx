import type { Conversation } from '@parley/client';
import { open } from '../app/router';
import { useParley } from '../app/session';
import { t } from '../texts';
import { Small } from '../ui/Button';
import { attempt } from '../ui/Toasts';
import { useLeaveFocus } from '../ui/useLeaveFocus';

/** A stranger has written: they go on only once they are accepted. */
export function StrangerBar({ conversation: { id, name } }: { conversation: Conversation }) {
  const parley = useParley();
  return (
    <div
      ref={useLeaveFocus<HTMLDivElement>()}
      role="region"
      aria-label={t.people.requests}
      className="mx-3 mb-2 flex flex-wrap items-center gap-2 rounded-xl bg-accent-soft px-4 py-2 text-sm md:mx-5"
    >
      <p className="min-w-48 flex-1">{t.people.stranger(name)}</p>
      <Small onClick={() => attempt(parley.answerInvitation(id, true))}>{t.people.accept}</Small>
      <Small
        look="quiet"
        onClick={() => attempt(parley.answerInvitation(id, false).then(() => open(null)))}
      >
        {t.people.decline}
      </Small>
    </div>
  );
}
