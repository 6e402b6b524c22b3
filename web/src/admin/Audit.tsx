import { useCallback } from 'react';
import { useParley } from '../app/session';
import { t } from '../texts';
import { exactTime, shortTime } from '../timeline/time';
import { Section } from '../ui/Screen';
import { PagedList } from './PagedList';
import { usePaged } from './usePaged';

/** What administrators did, newest first. */
export function Audit() {
  const { api } = useParley();
  const load = useCallback(
    async (cursor?: string) => {
      const { entries, nextCursor } = await api.admin.audit(cursor);
      return { items: entries, nextCursor };
    },
    [api],
  );
  const paged = usePaged(load);
  return (
    <Section title={t.admin.parts.audit}>
      <PagedList paged={paged} none={t.admin.noActs}>
        {(entry) => (
          <li key={entry.id} className="flex flex-wrap items-baseline gap-x-3 py-2 text-sm">
            <time
              dateTime={entry.at}
              title={exactTime(entry.at)}
              className="w-20 text-xs text-muted tabular-nums"
            >
              {shortTime(entry.at)}
            </time>
            <span className="font-medium">{entry.adminName}</span>
            <code className="rounded bg-sunken px-1.5 font-mono text-xs leading-5">
              {entry.act}
            </code>
            <span className="min-w-0 text-xs wrap-anywhere text-muted">
              {entry.targetType} {entry.targetId}
              {Object.entries(entry.details).map(([key, value]) => ` · ${key}: ${value}`)}
            </span>
          </li>
        )}
      </PagedList>
    </Section>
  );
}
