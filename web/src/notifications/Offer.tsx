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
      className="shrink-0 border-t border-edge pt-2 pb-1 text-xs text-muted"
    >
      <p className="px-4">{t.notifications.offer}</p>
      <div className="flex px-1">
        <Small look="quiet" className="text-accent!" onClick={() => attempt(choose(meId, true))}>
          {t.notifications.turnOn}
        </Small>
        <Small look="quiet" onClick={() => attempt(choose(meId, false))}>
          {t.notifications.notNow}
        </Small>
      </div>
    </section>
  );
}
