import { useOpen } from '../conversations/open-conversation';
import { t } from '../texts';
import { DownIcon } from '../ui/icons';

/** The way back to the message whose quote led elsewhere. */
export function JumpBack() {
  const { jump, jumpTo } = useOpen();
  const from = jump?.from;
  if (from === undefined) return null;
  return (
    <button
      type="button"
      onClick={() => jumpTo(from)}
      className="absolute bottom-8 inset-s-5 flex h-9 items-center gap-1.5 rounded-full border border-edge bg-raised pe-4 ps-3 text-sm font-semibold text-muted shadow-float hover:text-text"
    >
      <DownIcon className="size-4" />
      {t.reply.back}
    </button>
  );
}
