import type { SearchHit } from '@parley/client';
import { open } from '../app/router';
import { useChat } from '../app/session';
import { jumpIn } from '../conversations/jump';
import { errorText, t } from '../texts';
import { shortTime } from '../timeline/time';
import { Small } from '../ui/Button';
import { marked } from './marked';
import { useSearch } from './useSearch';

/** Messages that hold what is sought; picking one goes there. */
export function MessagesFound({
  sought,
  conversationId,
  onPicked,
}: {
  sought: string;
  conversationId?: string;
  onPicked: () => void;
}) {
  const found = useSearch(sought, conversationId);
  const answered = found?.sought === sought;
  return (
    <section aria-label={t.search.messages} className="pt-2">
      <h2 className="px-2 pb-1 text-xs font-semibold text-muted">{t.search.messages}</h2>
      <ul>
        {found?.hits.map((hit) => (
          <li key={hit.message.id}>
            <Hit hit={hit} isNamed={conversationId === undefined} onPicked={onPicked} />
          </li>
        ))}
      </ul>
      {found?.more && (
        <Small look="quiet" onClick={found.more}>
          {t.search.more}
        </Small>
      )}
      <p role="status" className="px-2 py-1 text-sm text-muted">
        {!answered && t.conversations.searching}
        {answered && found.problem !== undefined && errorText(found.problem)}
        {answered && found.problem === undefined && found.hits.length === 0 && t.search.none}
      </p>
    </section>
  );
}

function Hit({
  hit,
  isNamed,
  onPicked,
}: {
  hit: SearchHit;
  /** Says in which conversation it is. */
  isNamed: boolean;
  onPicked: () => void;
}) {
  const { message, highlights } = hit;
  const name = useChat((state) => state.conversations.get(message.conversationId)?.name);
  return (
    <button
      type="button"
      onClick={(event) => {
        // It goes with the other finds, and the message takes the focus.
        event.currentTarget.blur();
        jumpIn(message.conversationId, message.seq);
        open(message.conversationId);
        onPicked();
      }}
      className="w-full rounded-lg px-2 py-1.5 text-start outline-offset-[-2px] hover:bg-hover"
    >
      <span className="flex items-baseline gap-2 text-xs text-muted">
        <span className="min-w-0 flex-1 truncate">
          <bdi>{message.senderName}</bdi>
          {isNamed && message.senderName !== name && (
            <>
              {' · '}
              <bdi>{name}</bdi>
            </>
          )}
        </span>
        <time dateTime={message.createdAt}>{shortTime(message.createdAt)}</time>
      </span>
      <span dir="auto" className="as-page line-clamp-2 text-sm wrap-anywhere">
        {marked(message.text ?? '', highlights).map((part, i) =>
          part.found ? (
            <mark key={i} className="rounded-sm bg-accent-soft font-semibold text-accent-strong">
              {part.text}
            </mark>
          ) : (
            part.text
          ),
        )}
      </span>
    </button>
  );
}
