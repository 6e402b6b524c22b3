import { useChat } from '../app/session';
import { t } from '../texts';

/** Who is typing, on a line whose room is always kept. */
export function TypingLine({ conversationId }: { conversationId: string }) {
  const typing = useChat((state) => state.typing.get(conversationId));
  const names = typing ? [...typing.values()] : [];
  return (
    <p aria-live="off" className="h-6 shrink-0 truncate px-5 text-xs leading-6 text-muted md:ps-17">
      {names.length > 0 && t.timeline.typing(names)}
    </p>
  );
}
