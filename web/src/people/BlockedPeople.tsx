import { useChat, useParley } from '../app/session';
import { t } from '../texts';
import { Small } from '../ui/Button';
import { Section } from '../ui/Screen';
import { attempt } from '../ui/Toasts';
import { PersonRow } from './PersonRow';

/** Who is kept out. */
export function BlockedPeople() {
  const parley = useParley();
  const blocked = useChat((state) => state.blocked);
  if (blocked.length === 0) return null;
  return (
    <Section title={t.people.blocked}>
      <ul>
        {blocked.map(({ user }) => (
          <PersonRow key={user.id} user={user}>
            <Small look="quiet" onClick={() => attempt(parley.block(user.id, false))}>
              {t.people.unblock}
            </Small>
          </PersonRow>
        ))}
      </ul>
    </Section>
  );
}
