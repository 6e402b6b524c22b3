import type { Entry } from '@parley/client';
import { useChat, useParley } from '../app/session';
import { useOpen } from '../conversations/open-conversation';
import { t } from '../texts';
import { attempt } from '../ui/Toasts';
import { nameOf } from './names';

/** Who reacted with what; a press sets or takes back one's own. */
export function Reactions({ entry }: { entry: Entry }) {
  const reactions = Object.entries(entry.reactions ?? {});
  if (reactions.length === 0) return null;
  return (
    <ul className="mt-1 mb-0.5 flex flex-wrap gap-1">
      {reactions.map(([emoji, userIds]) => (
        <li key={emoji}>
          <Reaction entry={entry} emoji={emoji} userIds={userIds} />
        </li>
      ))}
    </ul>
  );
}

function Reaction({
  entry,
  emoji,
  userIds,
}: {
  entry: Entry;
  emoji: string;
  userIds: readonly string[];
}) {
  const parley = useParley();
  const { conversation } = useOpen();
  const mine = useChat((state) => userIds.includes(state.me?.id ?? ''));
  const names = useChat((state) =>
    userIds.map((userId) => nameOf(state, conversation, userId)).join(', '),
  );
  return (
    <button
      type="button"
      aria-pressed={mine}
      aria-label={t.reactions.of(emoji, names)}
      title={names}
      onClick={() => attempt(parley.react(entry.id, emoji, !mine))}
      className={`flex h-6 items-center gap-1 rounded-full border px-2 text-xs tabular-nums transition-colors ${mine ? 'border-accent bg-accent-soft text-accent-strong' : 'border-edge bg-panel text-muted hover:border-edge-strong'}`}
    >
      <span aria-hidden="true" className="text-sm">
        {emoji}
      </span>
      {userIds.length}
    </button>
  );
}
