import { useState } from 'react';
import { useChat, useParley } from '../app/session';
import { t } from '../texts';
import { Avatar } from '../ui/Avatar';
import { Small } from '../ui/Button';
import { Section } from '../ui/Screen';
import { attempt, toast } from '../ui/Toasts';
import { useAccounts } from './useAccounts';

/** So many are listed, and so many more each time they are asked for. */
const LISTED = 100;

/** Who is connected, and the way to end that. */
export function Connected({ ids }: { ids: readonly string[] }) {
  const { api } = useParley();
  const meId = useChat((state) => state.me?.id);
  const [most, setMost] = useState(LISTED);
  const listed = ids.slice(0, most);
  const known = useAccounts(listed);
  return (
    <Section title={t.admin.connected(ids.length)}>
      <ul>
        {listed.map((id) => {
          const name = known.get(id)?.username ?? '…';
          return (
            <li key={id} className="flex min-h-11 items-center gap-3">
              <Avatar id={id} name={name} size="sm" />
              <span className="min-w-0 flex-1 truncate text-sm font-medium">{name}</span>
              {id !== meId && (
                <Small
                  look="quiet"
                  aria-label={t.admin.disconnectName(name)}
                  onClick={() =>
                    attempt(api.admin.disconnect(id).then(() => toast(t.admin.disconnected(name))))
                  }
                >
                  {t.admin.disconnect}
                </Small>
              )}
            </li>
          );
        })}
      </ul>
      {ids.length > most && (
        <Small look="quiet" onClick={() => setMost(most + LISTED)}>
          {t.admin.more}
        </Small>
      )}
    </Section>
  );
}
