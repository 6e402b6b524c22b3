import type { Entry, Member } from '@parley/client';
import { useChat } from '../app/session';
import { t } from '../texts';

/** What happened to the conversation itself. */
export function Notice({ entry }: { entry: Entry }) {
  const members = useChat((state) => state.members.get(entry.conversationId));
  return <p className="px-5 py-1.5 text-center text-xs text-muted">{noticeText(entry, members)}</p>;
}

export function noticeText(entry: Entry, members: readonly Member[] | undefined): string {
  const who = entry.senderName || t.timeline.somebody;
  const whom = people(entry.notice?.userIds ?? [], members);
  switch (entry.notice?.type) {
    case 'member_added':
      return t.notices.added(who, whom);
    case 'member_removed':
      return t.notices.removed(who, whom);
    case 'member_left':
      return t.notices.left(who);
    case 'role_changed':
      return t.notices.role(who, whom);
    case 'renamed':
      return t.notices.renamed(who, entry.notice.name ?? '');
    case 'avatar_changed':
      return t.notices.avatar(who);
    default:
      return t.notices.other(who);
  }
}

function people(ids: readonly string[], members: readonly Member[] | undefined): string {
  const names = ids.map((id) => members?.find((member) => member.id === id)?.username);
  return names.length > 0 && names.every((name) => name !== undefined)
    ? names.join(', ')
    : t.notices.people(ids.length);
}
