import { activity, online, type Conversation } from '@parley/client';
import { useState, type MouseEvent } from 'react';
import { open as navigate, pathOf } from '../app/router';
import { useChat } from '../app/session';
import { t } from '../texts';
import { useDraft } from '../composer/drafts';
import { pointOf, useLongPress } from '../timeline/opening';
import { shortText } from '../timeline/short-text';
import { shortTime } from '../timeline/time';
import { Avatar } from '../ui/Avatar';
import { MuteIcon, PinIcon } from '../ui/icons';
import type { Point } from '../ui/Menu';
import { ConversationMenu } from './ConversationMenu';

export function ConversationRow({
  conversation,
  open,
  isStop,
}: {
  conversation: Conversation;
  open: boolean;
  /** Whether Tab comes here. */
  isStop: boolean;
}) {
  const { id, name, unreadCount, otherUserId, type, muted, pinned, mentions } = conversation;
  const isOnline = useChat((state) => online(state, otherUserId));
  const meId = useChat((state) => state.me?.id);
  const unread = unreadCount > 0;
  const draft = useDraft(id);
  const [menu, setMenu] = useState<Point>();
  const longPress = useLongPress(setMenu);

  function go(event: MouseEvent): void {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    // A finger that stayed for the menu is lifted at last.
    if (!menu) navigate(id);
  }

  return (
    <>
      <a
        href={pathOf(id)}
        tabIndex={isStop ? undefined : -1}
        onClick={go}
        onContextMenu={(event) => {
          event.preventDefault();
          setMenu(pointOf(event));
        }}
        {...longPress}
        aria-current={open ? 'page' : undefined}
        className={`flex h-15 touch-callout-none items-center gap-3 rounded-lg px-2 outline-offset-[-2px] transition-colors ${open ? 'bg-selected' : 'hover:bg-hover'}`}
      >
        <Avatar
          id={otherUserId ?? id}
          name={name}
          size="lg"
          url={conversation.avatar}
          group={type === 'group'}
          online={isOnline}
        />
        <span className="min-w-0 flex-1">
          <span className="flex items-baseline gap-2">
            <span
              dir="auto"
              className={`as-page min-w-0 flex-1 truncate ${unread ? 'font-semibold' : 'font-medium'}`}
            >
              {name}
            </span>
            <time dateTime={activity(conversation)} className="text-2xs text-muted tabular-nums">
              {shortTime(activity(conversation))}
            </time>
          </span>
          <span className="flex items-center gap-2">
            <span
              dir={draft !== '' && !open ? undefined : 'auto'}
              className={`as-page min-w-0 flex-1 truncate text-sm ${unread ? 'text-text' : 'text-muted'}`}
            >
              {draft !== '' && !open ? (
                <>
                  <span className="font-medium text-danger">{t.conversations.draft}</span>{' '}
                  <bdi>{draft}</bdi>
                </>
              ) : (
                preview(conversation, meId)
              )}
            </span>
            {muted && (
              <span role="img" aria-label={t.conversations.muted} className="text-faint">
                <MuteIcon className="size-3.5" />
              </span>
            )}
            {pinned && (
              <span role="img" aria-label={t.conversations.pinned} className="text-faint">
                <PinIcon className="size-3.5" />
              </span>
            )}
            {unread && mentions > 0 && (
              <span
                role="img"
                aria-label={t.conversations.mentioned}
                className="text-sm leading-5 font-bold text-accent"
              >
                @
              </span>
            )}
            {unread && <Badge count={unreadCount} quiet={muted} />}
          </span>
        </span>
      </a>
      {menu && (
        <ConversationMenu
          conversation={conversation}
          at={menu}
          onClose={() => setMenu(undefined)}
        />
      )}
    </>
  );
}

function Badge({ count, quiet }: { count: number; quiet: boolean }) {
  return (
    <span
      data-testid="unread"
      className={`min-w-5 rounded-full px-1.5 text-center text-2xs leading-5 font-semibold tabular-nums ${quiet ? 'bg-sunken text-muted' : 'bg-accent text-on-accent'}`}
    >
      <span aria-hidden="true">{count > 99 ? '99+' : count}</span>
      <span className="sr-only">{t.conversations.unread(count)}</span>
    </span>
  );
}

function preview({ lastMessage, type }: Conversation, meId: string | undefined): string {
  if (!lastMessage) return t.conversations.empty;
  const text = shortText(lastMessage);
  if (lastMessage.senderId === meId) return t.conversations.you(text);
  return type === 'group' ? t.conversations.by(lastMessage.senderName, text) : text;
}
