import { useState } from 'react';
import { useChat, useParley } from '../app/session';
import { usePeople } from '../conversations/usePeople';
import { t } from '../texts';
import { Avatar } from '../ui/Avatar';
import { Small } from '../ui/Button';
import { Field } from '../ui/Field';
import { Screen, Section } from '../ui/Screen';
import { attempt } from '../ui/Toasts';
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
  const parley = useParley();
  const [query, setQuery] = useState('');
  const sought = query.trim();
  const found = usePeople(sought);
  const friends = useChat((state) => state.friends);
  const requests = useChat((state) => state.requests);
  const isFriend = (id: string) => friends.some(({ friendId }) => friendId === id);
  const isAsked = (id: string) => requests.sent.some(({ toUserId }) => toUserId === id);
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
              {isFriend(user.id) ? (
                <span className="px-3 text-xs text-muted">{t.people.friends}</span>
              ) : (
                <Small
                  disabled={isAsked(user.id)}
                  onClick={() => attempt(parley.askFriend(user.id))}
                >
                  {isAsked(user.id) ? t.people.asked : t.people.add}
                </Small>
              )}
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
  const parley = useParley();
  const invitations = useChat((state) => state.invitations);
  if (invitations.length === 0) return null;
  return (
    <Section title={t.people.invitations}>
      <ul>
        {invitations.map(({ conversationId, name, avatar, invitedBy }) => (
          <li key={conversationId} className="flex min-h-13 items-center gap-3">
            <Avatar id={conversationId} name={name ?? ''} url={avatar} group />
            <div className="min-w-0 flex-1">
              <p dir="auto" className="as-page truncate font-medium">
                {name}
              </p>
              <p className="truncate text-xs text-muted">
                {t.people.invitedBy(invitedBy.username)}
              </p>
            </div>
            <Small onClick={() => attempt(parley.answerInvitation(conversationId, true))}>
              {t.people.accept}
            </Small>
            <Small
              look="quiet"
              onClick={() => attempt(parley.answerInvitation(conversationId, false))}
            >
              {t.people.decline}
            </Small>
          </li>
        ))}
      </ul>
    </Section>
  );
}
