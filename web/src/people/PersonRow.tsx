import { online, type User } from '@parley/client';
import type { ReactNode } from 'react';
import { useChat } from '../app/session';
import { Avatar } from '../ui/Avatar';
import { useLeaveFocus } from '../ui/useLeaveFocus';

/** Somebody on one line, with what can be done at its end. */
export function PersonRow({
  user,
  note,
  children,
}: {
  user: Pick<User, 'id' | 'username' | 'avatar'>;
  note?: string | undefined;
  children?: ReactNode;
}) {
  const isOnline = useChat((state) => online(state, user.id));
  return (
    <li
      ref={useLeaveFocus<HTMLLIElement>()}
      className="-mx-2 flex min-h-13 items-center gap-3 rounded-lg px-2 hover:bg-panel"
    >
      <Avatar id={user.id} name={user.username} url={user.avatar} online={isOnline} />
      <div className="min-w-0 flex-1">
        <p dir="auto" className="as-page truncate font-medium">
          {user.username}
        </p>
        {note && <p className="truncate text-xs text-muted">{note}</p>}
      </div>
      <div className="flex shrink-0 items-center gap-1">{children}</div>
    </li>
  );
}
