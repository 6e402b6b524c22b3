import { t } from '../texts';

export function DaySeparator({ label }: { label: string }) {
  return (
    <div className="flex items-center gap-3 px-5 pt-4 pb-1">
      <span className="h-px flex-1 bg-edge" />
      <span className="text-xs font-semibold text-muted">{label}</span>
      <span className="h-px flex-1 bg-edge" />
    </div>
  );
}

export function UnreadDivider() {
  return (
    <div data-testid="unread-divider" className="flex items-center gap-2 px-5 pt-2">
      <span className="h-px flex-1 bg-danger/60" />
      <span className="text-xs font-semibold text-danger">{t.timeline.unreadDivider}</span>
    </div>
  );
}
