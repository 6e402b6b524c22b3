import type { Account } from '@parley/client';
import { useCallback, useDeferredValue, useState } from 'react';
import { useChat, useParley } from '../app/session';
import { t } from '../texts';
import { shortTime } from '../timeline/time';
import { Avatar } from '../ui/Avatar';
import { Small } from '../ui/Button';
import { Confirm } from '../ui/Confirm';
import { Field } from '../ui/Field';
import { Section } from '../ui/Screen';
import { attempt } from '../ui/Toasts';
import { PagedList } from './PagedList';
import { usePaged } from './usePaged';

/** Every account: found by name or email, disabled, made an administrator. */
export function Users({ sought: first }: { sought: string }) {
  const { api } = useParley();
  const meId = useChat((state) => state.me?.id);
  const [query, setQuery] = useState(first);
  const [disabling, setDisabling] = useState<Account>();
  const sought = useDeferredValue(query.trim());
  const load = useCallback(
    async (cursor?: string) => {
      const { accounts, nextCursor } = await api.admin.accounts(sought, cursor);
      return { items: accounts, nextCursor };
    },
    [api, sought],
  );
  const paged = usePaged(load);

  async function change(
    { id }: Account,
    what: { disabled?: boolean; role?: 'user' | 'admin' },
  ): Promise<void> {
    const now = await api.admin.changeAccount(id, what);
    paged.change((all) => all.map((one) => (one.id === id ? now : one)));
  }

  return (
    <Section title={t.admin.parts.users}>
      <div className="pb-2">
        <Field
          label={t.admin.findUser}
          inputMode="search"
          value={query}
          onChange={(event) => setQuery(event.target.value)}
          autoComplete="off"
          spellCheck={false}
        />
      </div>
      <PagedList paged={paged} none={t.conversations.noPeople}>
        {(account) => (
          <li key={account.id} className="flex min-h-14 flex-wrap items-center gap-x-3 py-1.5">
            <Avatar id={account.id} name={account.username} />
            <div className="min-w-40 flex-1">
              <p className="flex items-center gap-2 truncate font-medium">
                {account.username}
                {account.role === 'admin' && <Tag look="accent">{t.admin.isAdmin}</Tag>}
                {account.disabled && <Tag look="danger">{t.admin.isDisabled}</Tag>}
              </p>
              <p className="truncate text-xs text-muted">
                {account.email} · {t.admin.since(shortTime(account.createdAt))}
              </p>
            </div>
            {account.id !== meId && (
              <div className="flex gap-1 max-sm:ps-9">
                <Small
                  look="quiet"
                  onClick={() =>
                    attempt(change(account, { role: account.role === 'admin' ? 'user' : 'admin' }))
                  }
                >
                  {account.role === 'admin' ? t.details.makeMember : t.details.makeAdmin}
                </Small>
                <Small
                  look="quiet"
                  className={account.disabled ? '' : 'text-danger!'}
                  onClick={() => {
                    if (account.disabled) attempt(change(account, { disabled: false }));
                    else setDisabling(account);
                  }}
                >
                  {account.disabled ? t.admin.enable : t.admin.disable}
                </Small>
              </div>
            )}
          </li>
        )}
      </PagedList>
      {disabling && (
        <Confirm
          title={t.admin.disableTitle(disabling.username)}
          text={t.admin.disableText}
          action={t.admin.disable}
          onConfirm={() => change(disabling, { disabled: true })}
          onClose={() => setDisabling(undefined)}
        />
      )}
    </Section>
  );
}

function Tag({ look, children }: { look: 'accent' | 'danger'; children: string }) {
  const colours =
    look === 'accent' ? 'bg-accent-soft text-accent-strong' : 'bg-danger-soft text-danger';
  return (
    <span className={`rounded px-1.5 text-2xs leading-5 font-semibold ${colours}`}>{children}</span>
  );
}
