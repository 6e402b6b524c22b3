import { useChat } from '../app/session';
import { useOpen } from '../conversations/open-conversation';
import { Avatar } from '../ui/Avatar';
import { nameOf } from './names';
import { shortTime } from './time';

/** Some of the open conversation's people, and when each did what the title says, where that is known. */
export function PeopleOf({
  title,
  people,
}: {
  title: string;
  people: readonly { readonly userId: string; readonly at?: string | undefined }[];
}) {
  if (people.length === 0) return null;
  return (
    <section aria-label={title} className="pb-2">
      <h3 className="py-1 text-xs font-semibold text-muted">{title}</h3>
      <ul>
        {people.map(({ userId, at }) => (
          <Person key={userId} userId={userId} at={at} />
        ))}
      </ul>
    </section>
  );
}

function Person({ userId, at }: { userId: string; at: string | undefined }) {
  const { conversation } = useOpen();
  const name = useChat((state) => nameOf(state, conversation, userId));
  return (
    <li className="flex h-11 items-center gap-3">
      <Avatar id={userId} name={name} size="sm" />
      <span className="min-w-0 flex-1 truncate">{name}</span>
      {at && (
        <time dateTime={at} className="text-xs text-muted">
          {shortTime(at)}
        </time>
      )}
    </li>
  );
}
