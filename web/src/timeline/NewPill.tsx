import { t } from '../texts';
import { DownIcon } from '../ui/icons';

/** The way down while the reader is further up, with how many messages wait there unread. */
export function NewPill({ unread, onClick }: { unread: number; onClick: () => void }) {
  const place =
    'absolute inset-e-5 bottom-8 flex h-9 items-center gap-1.5 rounded-full border border-edge text-sm font-semibold shadow-float transition-colors';
  return unread > 0 ? (
    <button
      type="button"
      onClick={onClick}
      className={`${place} bg-accent pe-3 ps-4 text-on-accent hover:bg-accent-strong`}
    >
      <bdi>{t.timeline.newMessages(unread)}</bdi>
      <DownIcon className="size-4" />
    </button>
  ) : (
    <button
      type="button"
      onClick={onClick}
      aria-label={t.timeline.toBottom}
      title={t.timeline.toBottom}
      className={`${place} w-9 justify-center bg-raised text-muted hover:text-text`}
    >
      <DownIcon className="size-4" />
    </button>
  );
}
