import type { Account, Report } from '@parley/client';
import { useCallback, useState } from 'react';
import { useParley } from '../app/session';
import { t } from '../texts';
import { Choice } from '../ui/Choice';
import { Confirm } from '../ui/Confirm';
import { Section } from '../ui/Screen';
import { attempt } from '../ui/Toasts';
import { PagedList } from './PagedList';
import { accusedIn, ReportItem } from './ReportItem';
import { useAccounts } from './useAccounts';
import { usePaged } from './usePaged';

const STATES: readonly Report['status'][] = ['open', 'resolved', 'dismissed'];

/** What people told the administrators; each is closed one way or the other. */
export function Reports({ onAccount }: { onAccount: (account: Account) => void }) {
  const { api } = useParley();
  const [status, setStatus] = useState<Report['status']>('open');
  const [removing, setRemoving] = useState<Report>();
  const load = useCallback(
    async (cursor?: string) => {
      const { reports, nextCursor } = await api.admin.reports(status, cursor);
      return { items: reports, nextCursor };
    },
    [api, status],
  );
  const paged = usePaged(load);
  const accounts = useAccounts(
    paged.items.flatMap((report) => [report.reporterId, accusedIn(report) ?? []].flat()),
  );

  async function close(id: string, as: 'resolved' | 'dismissed'): Promise<void> {
    await api.admin.closeReport(id, as);
    paged.change((all) => all.filter((report) => report.id !== id));
  }

  async function remove({ id, targetId }: Report): Promise<void> {
    await api.admin.removeMessage(targetId);
    await close(id, 'resolved');
  }

  return (
    <Section title={t.admin.parts.reports}>
      <div className="pb-3">
        <Choice
          label={t.admin.status}
          value={status}
          options={STATES.map((state) => [state, t.admin.states[state]] as const)}
          onChoose={setStatus}
        />
      </div>
      <PagedList paged={paged} none={t.admin.noReports}>
        {(report) => (
          <ReportItem
            key={report.id}
            report={report}
            accounts={accounts}
            onAccount={onAccount}
            onRemove={setRemoving}
            onClose={({ id }, as) => attempt(close(id, as))}
          />
        )}
      </PagedList>
      {removing && (
        <Confirm
          title={t.menu.deleteTitle}
          text={t.menu.deleteText}
          action={t.menu.delete}
          onConfirm={() => remove(removing)}
          onClose={() => setRemoving(undefined)}
        />
      )}
    </Section>
  );
}
