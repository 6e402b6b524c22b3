import type { Blocked } from '@parley/client';
import { useEffect, useState } from 'react';
import { useChat, useParley } from '../app/session';
import { t } from '../texts';
import { Small } from '../ui/Button';
import { Section } from '../ui/Screen';
import { attempt } from '../ui/Toasts';
import { PersonRow } from './PersonRow';

/** Who is kept out. Asked for anew when the friends change: blocking ends a friendship. */
export function BlockedPeople() {
  const { api } = useParley();
  const friends = useChat((state) => state.friends);
  const [blocked, setBlocked] = useState<readonly Blocked[]>([]);
  useEffect(() => {
    attempt(api.friends.blocked().then(setBlocked));
  }, [api, friends]);
  if (blocked.length === 0) return null;

  async function unblock(userId: string): Promise<void> {
    await api.friends.block(userId, false);
    setBlocked((all) => all.filter(({ user }) => user.id !== userId));
  }

  return (
    <Section title={t.people.blocked}>
      <ul>
        {blocked.map(({ user }) => (
          <PersonRow key={user.id} user={user}>
            <Small look="quiet" onClick={() => attempt(unblock(user.id))}>
              {t.people.unblock}
            </Small>
          </PersonRow>
        ))}
      </ul>
    </Section>
  );
}
