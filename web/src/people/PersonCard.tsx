import { isBlocked, online, type State } from '@parley/client';
import { useState, type ReactNode } from 'react';
import { open } from '../app/router';
import { useChat, useParley } from '../app/session';
import { t } from '../texts';
import { shortTime } from '../timeline/time';
import { Avatar } from '../ui/Avatar';
import { Small } from '../ui/Button';
import { Confirm } from '../ui/Confirm';
import { below, Popover, type Point } from '../ui/Menu';
import { attempt } from '../ui/Toasts';

export interface Shown {
  readonly id: string;
  readonly name: string;
  readonly avatar?: string | null | undefined;
}

/** Somebody's face or name: a press shows who it is and what can be done. */
export function PersonButton({
  person,
  className,
  children,
}: {
  person: Shown;
  className: string;
  children: ReactNode;
}) {
  const [at, setAt] = useState<Point>();
  return (
    <>
      <button
        type="button"
        // The log's keys walk from message to message; each message's menu leads here too.
        tabIndex={-1}
        aria-label={t.people.about(person.name)}
        onClick={(event) => setAt(below(event.currentTarget))}
        className={className}
      >
        {children}
      </button>
      {at && <PersonCard person={person} at={at} onClose={() => setAt(undefined)} />}
    </>
  );
}

export function PersonCard({
  person: { id, name, avatar },
  at,
  onClose,
}: {
  person: Shown;
  at: Point;
  onClose: () => void;
}) {
  const parley = useParley();
  const isOnline = useChat((state) => online(state, id));
  const note = useChat((state) => whatTheyAre(state, id));
  const isMe = useChat((state) => state.me?.id === id);
  const known = useChat((state) => isFriendOrAsked(state, id));
  const blocked = useChat((state) => isBlocked(state, id));
  const [blocking, setBlocking] = useState(false);
  if (blocking) {
    return (
      <Confirm
        title={t.people.blockTitle(name)}
        text={t.people.blockText}
        action={t.people.block}
        onConfirm={() => parley.block(id, true)}
        onClose={onClose}
      />
    );
  }
  return (
    <Popover at={at} label={t.people.about(name)} onClose={onClose}>
      <div className="w-64 p-3">
        <div className="flex items-center gap-3">
          <Avatar id={id} name={name} url={avatar} size="xl" online={isOnline} />
          <div className="min-w-0">
            <p dir="auto" className="as-page font-semibold wrap-anywhere">
              {name}
            </p>
            <p className="text-xs text-muted">{note}</p>
          </div>
        </div>
        {!isMe && (
          <div className="flex flex-wrap gap-1 pt-3">
            <Small
              onClick={() => {
                onClose();
                attempt(parley.openDirect(id).then((direct) => open(direct)));
              }}
            >
              {t.people.message}
            </Small>
            {!known && (
              <Small look="quiet" onClick={() => attempt(parley.askFriend(id))}>
                {t.people.add}
              </Small>
            )}
            {blocked ? (
              <Small look="quiet" onClick={() => attempt(parley.block(id, false))}>
                {t.people.unblock}
              </Small>
            ) : (
              <Small look="quiet" className="text-danger!" onClick={() => setBlocking(true)}>
                {t.people.block}
              </Small>
            )}
          </div>
        )}
      </div>
    </Popover>
  );
}

function whatTheyAre(state: State, id: string): string {
  if (id === state.me?.id) return t.timeline.me;
  const seen = state.lastSeen.get(id);
  switch (online(state, id)) {
    case true:
      return t.presence.online;
    case false:
      return seen ? t.presence.seen(shortTime(seen)) : t.presence.offline;
    case undefined:
      return '';
  }
}

function isFriendOrAsked({ friends, requests }: State, id: string): boolean {
  return (
    friends.some(({ friendId }) => friendId === id) ||
    requests.sent.some(({ toUserId }) => toUserId === id) ||
    requests.received.some(({ fromUserId }) => fromUserId === id)
  );
}
