import type { Report } from '@parley/client';
import { useCallback, useState } from 'react';
import { useParley } from '../app/session';
import { t } from '../texts';
import { exactTime, shortTime } from '../timeline/time';
import { Small } from '../ui/Button';
import { Choice } from '../ui/Choice';
import { Section } from '../ui/Screen';
import { attempt } from '../ui/Toasts';
import { PagedList } from './PagedList';
import { usePaged } from './usePaged';

const STATES: readonly Report['status'][] = ['open', 'resolved', 'dismissed'];

/** What people told the administrators; each is closed one way or the other. */
export function Reports() {
  const { api } = useParley();
  const [status, setStatus] = useState<Report['status']>('open');
  const load = useCallback(
    async (cursor?: string) => {
      const { reports, nextCursor } = await api.admin.reports(status, cursor);
      return { items: reports, nextCursor };
    },
    [api, status],
  );
  const paged = usePaged(load);

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
          <li key={report.id} className="py-3">
            <p className="text-xs text-muted">
              {t.admin.targets[report.targetType]} ·{' '}
              <time dateTime={report.createdAt} title={exactTime(report.createdAt)}>
                {shortTime(report.createdAt)}
              </time>
            </p>
            <p className="wrap-anywhere">{report.reason}</p>
            {report.text && (
              <blockquote className="my-1.5 border-s-2 border-edge-strong ps-3 text-sm wrap-anywhere text-muted">
                {report.text}
              </blockquote>
            )}
            {report.status === 'open' && (
              <div className="-mx-3 flex flex-wrap gap-1 pt-1">
                {report.targetType === 'message' && (
                  <Small
                    look="quiet"
                    className="text-danger!"
                    onClick={() => attempt(remove(report))}
                  >
                    {t.admin.removeMessage}
                  </Small>
                )}
                <Small look="quiet" onClick={() => attempt(close(report.id, 'resolved'))}>
                  {t.admin.resolve}
                </Small>
                <Small look="quiet" onClick={() => attempt(close(report.id, 'dismissed'))}>
                  {t.admin.dismiss}
                </Small>
              </div>
            )}
          </li>
        )}
      </PagedList>
    </Section>
  );
}
