import { useEffect, useRef, useState, type MouseEvent } from 'react';
import { useParley } from '../app/session';
import { useDesk } from '../composer/desk';
import { FileOf } from '../files/FileOf';
import { PersonButton } from '../people/PersonCard';
import { failureText, t } from '../texts';
import { Avatar } from '../ui/Avatar';
import { AlertIcon, CheckIcon, ChecksIcon, ClockIcon } from '../ui/icons';
import { formatted } from './markdown';
import type { MenuAt } from './MessageMenu';
import { MessageTools } from './MessageTools';
import { Quote } from './Quote';
import { Reactions } from './Reactions';
import { useAuthor } from './useAuthor';
import { useNamed } from './useNamed';
import type { MessageRow, Status } from './rows';
import { clockTime, exactTime } from './time';
import { keepsOwnMenu, middleOf, pointOf, useLongPress } from './opening';

/** One message: who and when where a group begins, else the text alone with its time on hover. */
export function Message({
  row,
  found,
  onMenu,
}: {
  row: MessageRow;
  /** Just jumped to. */
  found: boolean;
  onMenu: (menu: MenuAt) => void;
}) {
  const time = new Date(row.at).toISOString();
  const [near, setNear] = useState(false);
  const ref = useRef<HTMLElement>(null);
  useEffect(() => {
    // What it was jumped from had the focus, and is gone.
    if (found && document.activeElement === document.body)
      ref.current?.focus({ preventScroll: true });
  }, [found]);
  const entry = row.deleted ? undefined : row.entry;
  const author = useAuthor(row.entry ?? row);
  const longPress = useLongPress((at) => entry && onMenu({ entry, at, what: 'menu' }));

  function onContextMenu(event: MouseEvent<HTMLElement>): void {
    if (!entry || keepsOwnMenu(event)) return;
    event.preventDefault();
    onMenu({ entry, at: pointOf(event), what: 'menu' });
  }

  return (
    <article
      ref={ref}
      data-testid="message"
      tabIndex={-1}
      onContextMenu={onContextMenu}
      onPointerEnter={() => setNear(true)}
      onPointerLeave={() => setNear(false)}
      onFocus={() => setNear(true)}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) setNear(false);
      }}
      onKeyDown={(event) => {
        if (!entry || event.key !== 'Enter' || event.target !== event.currentTarget) return;
        event.preventDefault();
        onMenu({ entry, at: middleOf(event.currentTarget), what: 'menu' });
      }}
      {...longPress}
      className={`group/message relative flex gap-3 px-3 outline-offset-[-2px] transition-colors md:px-5 ${found ? 'bg-accent-soft' : 'hover:bg-panel'} ${row.leads ? 'pt-2 pb-0.5' : 'py-0.5'}`}
    >
      {near && entry && <MessageTools entry={entry} onMenu={onMenu} />}
      <div className="w-9 shrink-0">
        {row.leads ? (
          <PersonButton person={author} className="block rounded-full">
            <Avatar id={author.id} name={author.name} url={author.avatar} />
          </PersonButton>
        ) : (
          <time
            dateTime={time}
            title={exactTime(row.at)}
            className="block pt-0.5 text-end text-2xs leading-5 text-muted tabular-nums opacity-0 group-hover/message:opacity-100"
          >
            {clockTime(row.at)}
          </time>
        )}
      </div>
      <div className="max-w-180 min-w-0 flex-1">
        {row.leads ? (
          <p className="flex items-baseline gap-2 leading-5">
            <PersonButton
              person={author}
              className="min-w-0 truncate rounded font-semibold hover:underline"
            >
              <bdi>{author.name}</bdi>
            </PersonButton>
            <time
              dateTime={time}
              title={exactTime(row.at)}
              className="shrink-0 text-2xs text-muted tabular-nums"
            >
              {clockTime(row.at)}
            </time>
          </p>
        ) : (
          <span className="sr-only">{author.name}</span>
        )}
        {row.replyTo && !row.deleted && <Quote of={row.replyTo} from={row.seq} />}
        <Body row={row} />
        {entry?.reactions && <Reactions entry={entry} />}
        {row.status === 'failed' && <Failed row={row} />}
      </div>
    </article>
  );
}

function Body({ row }: { row: MessageRow }) {
  const named = useNamed(row.entry?.mentions);
  if (row.deleted) return <p className="text-muted italic">{t.timeline.deleted}</p>;
  const mark = row.status && row.status !== 'failed' && <StatusMark status={row.status} />;
  return (
    <>
      {row.text !== null && (
        <div
          dir="auto"
          // Beside its author's face, whichever way its own words run.
          className={`as-page wrap-anywhere whitespace-pre-wrap ${row.status === 'failed' ? 'text-muted' : ''}`}
        >
          {formatted(row.text, named)}
          {row.edited && <span className="text-2xs text-muted"> ({t.timeline.edited})</span>}
          {!row.attachment && mark}
        </div>
      )}
      {row.attachment && (
        <div>
          <FileOf {...row.attachment} />
          {mark}
        </div>
      )}
    </>
  );
}

function StatusMark({ status }: { status: Exclude<Status, 'failed'> }) {
  const Icon = status === 'sending' ? ClockIcon : status === 'sent' ? CheckIcon : ChecksIcon;
  return (
    <span
      data-status={status}
      role="img"
      aria-label={t.status[status]}
      title={t.status[status]}
      className={`ms-1.5 inline-block align-[-3px] ${status === 'read' ? 'text-accent' : 'text-faint'}`}
    >
      <Icon className="size-4" />
    </span>
  );
}

function Failed({ row }: { row: MessageRow }) {
  const parley = useParley();
  const outgoing = row.outgoing!;
  const desk = useDesk(outgoing.conversationId);
  const action = 'rounded font-semibold underline underline-offset-2';
  return (
    <p data-status="failed" className="flex flex-wrap items-center gap-x-3 text-xs text-danger">
      <span className="flex items-center gap-1">
        <AlertIcon className="size-4" />
        {t.status.failed}
        {outgoing.problem && `: ${failureText(outgoing)}`}
      </span>
      <button
        type="button"
        className={action}
        onClick={() => parley.retry(outgoing.clientMessageId)}
      >
        {outgoing.quoteGone ? t.status.retryAlone : t.status.retry}
      </button>
      <button type="button" className={action} onClick={() => desk.takeBack(outgoing)}>
        {t.status.discard}
      </button>
    </p>
  );
}
