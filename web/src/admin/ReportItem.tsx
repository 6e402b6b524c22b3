import type { Account, Report } from '@parley/client';
import { useChat } from '../app/session';
import { t } from '../texts';
import { exactTime, shortTime } from '../timeline/time';
import { Small } from '../ui/Button';

export interface ReportActs {
  readonly onAccount: (account: Account) => void;
  readonly onRemove: (report: Report) => void;
  readonly onClose: (report: Report, as: 'resolved' | 'dismissed') => void;
}

/** Who reports whom, about what and why, and what can be done about it. */
export function ReportItem({
  report,
  accounts,
  onAccount,
  onRemove,
  onClose,
}: ReportActs & { report: Report; accounts: ReadonlyMap<string, Account> }) {
  const { targetType, targetId, conversationId, createdAt } = report;
  const room = targetType === 'conversation' ? targetId : conversationId;
  const roomName = useChat((state) => state.conversations.get(room ?? '')?.name);
  const accused = accounts.get(accusedIn(report) ?? '');
  return (
    <li className="py-3">
      <p className="flex flex-wrap items-baseline gap-x-1.5 text-sm">
        <Name account={accounts.get(report.reporterId)} onAccount={onAccount} />{' '}
        <span className="text-muted">{t.admin.reports[targetType]}</span>{' '}
        {targetType !== 'conversation' && <Name account={accused} onAccount={onAccount} />}{' '}
        {room && (
          <span className="text-muted">
            {t.admin.inRoom}{' '}
            {roomName ?? <code className="font-mono text-xs select-all">{room}</code>}
          </span>
        )}
        <time dateTime={createdAt} title={exactTime(createdAt)} className="text-xs text-muted">
          {shortTime(createdAt)}
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
          {targetType === 'message' && (
            <Small look="quiet" className="text-danger!" onClick={() => onRemove(report)}>
              {t.admin.removeMessage}
            </Small>
          )}
          <Small look="quiet" onClick={() => onClose(report, 'resolved')}>
            {t.admin.resolve}
          </Small>
          <Small look="quiet" onClick={() => onClose(report, 'dismissed')}>
            {t.admin.dismiss}
          </Small>
        </div>
      )}
    </li>
  );
}

/** Whom a report is about, if it is about somebody. */
export function accusedIn({ targetType, targetId, authorId }: Report): string | undefined {
  return targetType === 'user' ? targetId : authorId;
}

function Name({
  account,
  onAccount,
}: {
  account: Account | undefined;
  onAccount: (account: Account) => void;
}) {
  if (!account) return <span className="text-muted">{t.admin.gone}</span>;
  return (
    <button
      type="button"
      title={t.admin.toAccount}
      onClick={() => onAccount(account)}
      className="rounded font-semibold text-accent hover:underline"
    >
      {account.username}
    </button>
  );
}
