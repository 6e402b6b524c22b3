import { useChat } from '../app/session';
import { t } from '../texts';
import { Small } from '../ui/Button';
import { attempt } from '../ui/Toasts';
import { choose, useHasChosen, useNotifying } from './choice';

/** Offers notifications until somebody has said yes or no, once there is somebody to hear from. */
export function Offer() {
  const meId = useChat((state) => state.me?.id ?? '');
  const possible = useNotifying() === 'off';
  const chosen = useHasChosen();
  const busy = useChat((state) => state.conversations.size > 0);
  if (!possible || chosen || !busy) return null;
  return (
    <section
      aria-label={t.notifications.title}
      className="flex shrink-0 flex-wrap items-center gap-x-1 border-t border-edge py-2 pe-2 ps-4 text-xs text-muted"
    >
      <p className="min-w-40 flex-1">{t.notifications.offer}</p>
      <Small look="quiet" onClick={() => attempt(choose(meId, false))}>
        {t.notifications.notNow}
      </Small>
      <Small look="quiet" className="text-accent!" onClick={() => attempt(choose(meId, true))}>
        {t.notifications.turnOn}
      </Small>
    </section>
  );
}
