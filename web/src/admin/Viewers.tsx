import { conversationsByActivity } from '@parley/client';
import { useChat } from '../app/session';
import { t } from '../texts';
import { useAccounts } from './useAccounts';
import { useViewers } from './useViewers';

/** So many of one's own are watched besides those that were named. */
const OWN = 8;

/** Who is looking at which conversation, as it changes. */
export function Viewers({ named }: { named: readonly string[] }) {
  const conversations = useChat((state) => state.conversations);
  const own = useChat(conversationsByActivity);
  const ids = [...new Set([...named, ...own.slice(0, OWN).map(({ id }) => id)])];
  const viewers = useViewers(ids);
  const accounts = useAccounts([...viewers.values()].flat());
  return (
    <table className="w-full text-sm">
      <thead className="text-start text-xs text-muted">
        <tr>
          <th className="py-1.5 pe-4 text-start font-semibold">{t.admin.roomId}</th>
          <th className="py-1.5 text-start font-semibold">{t.admin.viewers}</th>
        </tr>
      </thead>
      <tbody className="divide-y divide-edge">
        {ids.map((id) => (
          <tr key={id}>
            <td className="max-w-48 truncate py-2 pe-4 align-top font-medium">
              {conversations.get(id)?.name ?? <code className="font-mono text-xs">{id}</code>}
            </td>
            <td className="py-2 align-top text-muted">
              {viewers
                .get(id)
                ?.map((user) => accounts.get(user)?.username ?? '…')
                .join(', ') || '–'}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
