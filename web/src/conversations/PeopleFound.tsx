import { online, type User } from '@parley/client';
import { useState } from 'react';
import { open as navigate } from '../app/router';
import { useChat, useParley } from '../app/session';
import { errorText, t } from '../texts';
import { Avatar } from '../ui/Avatar';
import { usePeople } from './usePeople';

/** The people a search found, besides those whose conversation is in the list above; picking one opens the direct conversation with them. */
export function PeopleFound({ sought, onOpened }: { sought: string; onOpened: () => void }) {
  const parley = useParley();
  const found = usePeople(sought);
  const conversations = useChat((state) => state.conversations);
  const known = new Set([...conversations.values()].map((c) => c.otherUserId));
  const people = found?.people.filter((user) => !known.has(user.id)) ?? [];
  const [problem, setProblem] = useState<unknown>();

  async function talk(user: User): Promise<void> {
    try {
      navigate(await parley.openDirect(user.id));
      onOpened();
    } catch (cause) {
      setProblem(cause);
    }
  }

  return (
    <section aria-label={t.conversations.people} className="pt-2">
      <h2 className="px-2 pb-1 text-xs font-semibold text-muted">{t.conversations.people}</h2>
      <ul>
        {people.map((user) => (
          <li key={user.id}>
            <button
              type="button"
              onClick={() => void talk(user)}
              className="flex h-12 w-full items-center gap-3 rounded-lg px-2 text-start outline-offset-[-2px] transition-colors hover:bg-hover"
            >
              <Person user={user} />
            </button>
          </li>
        ))}
      </ul>
      <p role="status" className="px-2 py-1 text-sm text-muted">
        {answer(found?.sought === sought, found?.people.length ?? 0, problem ?? found?.problem)}
      </p>
    </section>
  );
}

export function Person({ user }: { user: User }) {
  const isOnline = useChat((state) => online(state, user.id));
  return (
    <>
      <Avatar id={user.id} name={user.username} url={user.avatar} online={isOnline} />
      <span dir="auto" className="as-page min-w-0 flex-1 truncate font-medium">
        {user.username}
      </span>
    </>
  );
}

function answer(answered: boolean, count: number, problem: unknown): string {
  if (problem !== undefined) return errorText(problem);
  if (!answered) return t.conversations.searching;
  return count === 0 ? t.conversations.noPeople : '';
}
