import type { Viewed } from '@parley/client';
import { t } from '../texts';
import { Small } from '../ui/Button';
import { useAccounts } from './useAccounts';
import { useViewed } from './useViewed';

/** Who is looking at which conversation, as it changes. */
export function Viewers({
  onChoose,
}: {
  onChoose: (conversationId: string, title: string) => void;
}) {
  const viewed = useViewed();
  const accounts = useAccounts(viewed?.flatMap(({ participants }) => participants) ?? []);
  if (viewed?.length === 0) return <p className="text-sm text-muted">{t.admin.nobodyLooks}</p>;
  return (
    <table className="w-full text-sm">
      <thead className="text-start text-xs text-muted">
        <tr>
          <th className="py-1.5 pe-4 text-start font-semibold">{t.admin.roomId}</th>
          <th className="py-1.5 text-start font-semibold">{t.admin.viewers}</th>
          <td />
        </tr>
      </thead>
      <tbody className="divide-y divide-edge">
        {viewed?.map((each) => (
          <tr key={each.conversationId}>
            <td className="max-w-48 truncate py-2 pe-4 font-medium">{titleOf(each)}</td>
            <td className="py-2 text-muted">
              {each.participants.map((id) => accounts.get(id)?.username ?? '…').join(', ')}
            </td>
            <td className="py-1 ps-4 text-end">
              <Small
                look="quiet"
                aria-label={t.admin.sayTo(titleOf(each))}
                onClick={() => onChoose(each.conversationId, titleOf(each))}
              >
                {t.admin.say}
              </Small>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function titleOf({ name }: Viewed): string {
  return name ?? t.admin.direct;
}
