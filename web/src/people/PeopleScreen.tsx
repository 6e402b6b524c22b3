import type { Invitation, User } from '@parley/client';
import { useState } from 'react';
import { useChat, useParley } from '../app/session';
import { usePeople } from '../conversations/usePeople';
import { t } from '../texts';
import { Avatar } from '../ui/Avatar';
import { Small } from '../ui/Button';
import { Field } from '../ui/Field';
import { Screen, Section } from '../ui/Screen';
import { attempt } from '../ui/Toasts';
import { useLeaveFocus } from '../ui/useLeaveFocus';
import { BlockedPeople } from './BlockedPeople';
import { FriendRow } from './FriendRow';
import { PersonRow } from './PersonRow';

/** Friends, requests both ways, invitations, and who is kept out. */
export default function PeopleScreen() {
  const friends = useChat((state) => state.friends);
  return (
    <Screen title={t.people.title}>
      <Find />
      <Received />
      <Invitations />
      <Sent />
      <Section title={t.people.friends}>
        {friends.length === 0 && <p className="text-sm text-muted">{t.people.noFriends}</p>}
        <ul>
          {friends.map(({ friend }) => (
            <FriendRow key={friend.id} friend={friend} />
          ))}
        </ul>
      </Section>
      <BlockedPeople />
    </Screen>
  );
}

function Find() {
  const [query, setQuery] = useState('');
  const sought = query.trim();
  const found = usePeople(sought);
  return (
    <div className="pt-3 pb-2">
      <Field
        label={t.people.find}
        inputMode="search"
        value={query}
        onChange={(event) => setQuery(event.target.value)}
        autoComplete="off"
        spellCheck={false}
      />
      {sought !== '' && found && (
        <ul className="pt-2">
          {found.people.map((user) => (
            <PersonRow key={user.id} user={user}>
              <Ask user={user} />
            </PersonRow>
          ))}
          {found.people.length === 0 && (
            <li className="text-sm text-muted">{t.conversations.noPeople}</li>
          )}
        </ul>
      )}
    </div>
  );
}

/** What one is to them, or the next step towards it. */
function Ask({ user: { id } }: { user: User }) {
  const parley = useParley();
  const isFriend = useChat((state) => state.friends.some(({ friendId }) => friendId === id));
  const { sent, received } = useChat((state) => state.requests);
  const isAsked = sent.some(({ toUserId }) => toUserId === id);
  const theirs = received.find(({ fromUserId }) => fromUserId === id);
  if (isFriend) return <span className="px-3 text-xs text-muted">{t.people.friends}</span>;
  if (theirs) {
    return (
      <Small onClick={() => attempt(parley.answerFriend(theirs.id, true))}>{t.people.accept}</Small>
    );
  }
  return (
    <Small disabled={isAsked} onClick={() => attempt(parley.askFriend(id))}>
      {isAsked ? t.people.asked : t.people.add}
    </Small>
  );
}

function Received() {
  const parley = useParley();
  const received = useChat((state) => state.requests.received);
  if (received.length === 0) return null;
  return (
    <Section title={t.people.requests}>
      <ul>
        {received.map(({ id, fromUser }) => (
          <PersonRow key={id} user={fromUser}>
            <Small onClick={() => attempt(parley.answerFriend(id, true))}>{t.people.accept}</Small>
            <Small look="quiet" onClick={() => attempt(parley.answerFriend(id, false))}>
              {t.people.decline}
            </Small>
          </PersonRow>
        ))}
      </ul>
    </Section>
  );
}

function Sent() {
  const parley = useParley();
  const sent = useChat((state) => state.requests.sent);
  if (sent.length === 0) return null;
  return (
    <Section title={t.people.sent}>
      <ul>
        {sent.map(({ id, toUser }) => (
          <PersonRow key={id} user={toUser}>
            <Small look="quiet" onClick={() => attempt(parley.cancelRequest(id))}>
              {t.people.cancel}
            </Small>
          </PersonRow>
        ))}
      </ul>
    </Section>
  );
}

function Invitations() {
  const invitations = useChat((state) => state.invitations);
  if (invitations.length === 0) return null;
  return (
    <Section title={t.people.invitations}>
      <ul>
        {invitations.map((invitation) => (
          <Invited key={invitation.conversationId} invitation={invitation} />
        ))}
      </ul>
    </Section>
  );
}

function Invited({
  invitation: { conversationId, name, avatar, invitedBy },
}: {
  invitation: Invitation;
}) {
  const parley = useParley();
  const answer = (yes: boolean) => attempt(parley.answerInvitation(conversationId, yes));
  return (
    <li ref={useLeaveFocus<HTMLLIElement>()} className="flex min-h-13 items-center gap-3">
      <Avatar id={conversationId} name={name ?? ''} url={avatar} group />
      <div className="min-w-0 flex-1">
        <p dir="auto" className="as-page truncate font-medium">
          {name}
        </p>
        <p className="truncate text-xs text-muted">{t.people.invitedBy(invitedBy.username)}</p>
      </div>
      <Small onClick={() => answer(true)}>{t.people.accept}</Small>
      <Small look="quiet" onClick={() => answer(false)}>
        {t.people.decline}
      </Small>
    </li>
  );
}
