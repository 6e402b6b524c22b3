import { t } from '../texts';
import { Small } from '../ui/Button';
import { useOutdated } from './version';

/** The server has a newer page: what this one still lacks is not to be had any more. */
export function NewVersion() {
  return (
    <div role="status" className="fixed inset-x-4 top-16 z-20 grid justify-center">
      {useOutdated() && (
        <div className="flex items-center gap-3 rounded-xl border border-edge bg-raised py-2 pe-2 ps-4 text-sm shadow-float">
          {t.version.newer}
          <Small onClick={() => location.reload()}>{t.version.reload}</Small>
        </div>
      )}
    </div>
  );
}
