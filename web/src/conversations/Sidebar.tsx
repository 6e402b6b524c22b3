import { conversationsByActivity } from '@parley/client';
import { useDeferredValue, useState, type ComponentProps } from 'react';
import { useChat } from '../app/session';
import { Offer } from '../notifications/Offer';
import { MessagesFound } from '../search/MessagesFound';
import { t } from '../texts';
import { IconButton, Small } from '../ui/Button';
import { CloseIcon, NewGroupIcon, SearchIcon } from '../ui/icons';
import { Logo } from '../ui/Logo';
import { walkStops } from '../ui/stops';
import { PeopleButton } from '../people/PeopleButton';
import { Account } from './Account';
import { ConversationRows } from './ConversationRows';
import { ListSkeleton } from './ListSkeleton';
import { NewGroup } from './NewGroup';
import { PeopleFound } from './PeopleFound';

const FEW = 6;

/** The list of conversations, and one field that finds both conversations and people. */
export function Sidebar({ openId, className }: { openId: string | null; className: string }) {
  const [query, setQuery] = useState('');
  const [makingGroup, setMakingGroup] = useState(false);
  const [list, setList] = useState<HTMLElement | null>(null);
  const sought = useDeferredValue(query.trim());
  return (
    <aside
      className={`w-full flex-col border-edge bg-panel md:w-72 md:border-e lg:w-80 ${className}`}
      aria-label={t.conversations.title}
    >
      <header className="flex h-14 shrink-0 items-center gap-1 pe-2 ps-4">
        <Logo className="size-7" />
        <h1 className="flex-1 ps-1.5 text-lg font-semibold tracking-tight">{t.appName}</h1>
        <PeopleButton />
        <IconButton label={t.conversations.newGroup} onClick={() => setMakingGroup(true)}>
          <NewGroupIcon />
        </IconButton>
      </header>
      <div className="relative px-3 pb-2">
        <SearchIcon className="pointer-events-none absolute top-2.5 inset-s-5.5 size-4 text-faint" />
        <input
          type="search"
          value={query}
          onChange={(event) => setQuery(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') setQuery('');
            if (event.key === 'ArrowDown') walkStops(event, list);
            if (event.key === 'Enter' && sought !== '') firstIn(list)?.click();
          }}
          placeholder={t.conversations.search}
          aria-label={t.conversations.search}
          autoComplete="off"
          spellCheck={false}
          className="h-9 w-full rounded-lg border border-field-edge bg-sunken pe-8 ps-9 text-sm outline-offset-0 focus:border-edge-strong focus:bg-ground [&::-webkit-search-cancel-button]:hidden"
        />
        {query !== '' && (
          <button
            type="button"
            aria-label={t.conversations.clearSearch}
            onClick={() => setQuery('')}
            className="absolute top-1.5 inset-e-4.5 grid size-6 place-items-center rounded text-muted hover:text-text"
          >
            <CloseIcon className="size-4" />
          </button>
        )}
      </div>
      <nav
        ref={setList}
        aria-label={t.conversations.title}
        onKeyDown={(event) => walkStops(event, list)}
        className="relative min-h-0 flex-1 overflow-y-auto px-2 pt-0.5 pb-2"
      >
        <ConversationList openId={openId} sought={sought} scroller={list} />
        {sought !== '' && (
          <>
            <PeopleFound sought={sought} onOpened={() => setQuery('')} />
            <MessagesFound sought={sought} onPicked={() => setQuery('')} />
          </>
        )}
      </nav>
      <Offer />
      <Account />
      {makingGroup && <NewGroup onClose={() => setMakingGroup(false)} />}
    </aside>
  );
}

/** A conversation, else a person, else a message. */
function firstIn(list: HTMLElement | null): HTMLElement | null | undefined {
  return list?.querySelector<HTMLElement>('li a, li button');
}

function ConversationList({
  openId,
  sought,
  scroller,
}: {
  openId: string | null;
  sought: string;
  scroller: HTMLElement | null;
}) {
  const conversations = useChat(conversationsByActivity);
  const loaded = useChat((state) => state.loaded);
  const wanted = sought.toLocaleLowerCase();
  const shown = conversations.filter((c) => c.name.toLocaleLowerCase().includes(wanted));
  if (!loaded && conversations.length === 0) return <ListSkeleton />;
  if (conversations.length === 0 && sought === '') {
    return (
      <div className="px-4 py-10 text-center">
        <p className="font-medium">{t.conversations.none}</p>
        <p className="mt-1 text-sm text-muted">{t.conversations.noneHint}</p>
      </div>
    );
  }
  // Whoever searches means all of them.
  if (sought !== '') return <Found conversations={shown} openId={openId} scroller={scroller} />;
  const archived = shown.filter((c) => c.archived);
  const current = shown.filter((c) => !c.archived);
  return (
    <>
      <ConversationRows conversations={current} openId={openId} scroller={scroller} />
      {archived.length > 0 && (
        <Archived
          conversations={archived}
          openId={openId}
          scroller={scroller}
          above={current.length}
        />
      )}
    </>
  );
}

/** The first of those sought, so that people and messages come in sight below them. */
function Found({ conversations, ...rows }: ComponentProps<typeof ConversationRows>) {
  const [all, setAll] = useState(false);
  const shown = all ? conversations : conversations.slice(0, FEW);
  return (
    <>
      <ConversationRows conversations={shown} {...rows} />
      {shown.length < conversations.length && (
        <Small look="quiet" onClick={() => setAll(true)}>
          {t.search.more}
        </Small>
      )}
    </>
  );
}

/** Kept out of the way until somebody opens them, or one of them is open. */
function Archived(rows: ComponentProps<typeof ConversationRows>) {
  const { conversations, openId } = rows;
  const [unfolded, setUnfolded] = useState(false);
  const isOpen = unfolded || conversations.some((c) => c.id === openId);
  return (
    <details
      className="pt-2"
      open={isOpen}
      onToggle={(event) => setUnfolded(event.currentTarget.open)}
    >
      <summary className="cursor-pointer rounded px-2 py-1 text-xs font-semibold text-muted">
        <bdi>{t.conversations.archived(conversations.length)}</bdi>
      </summary>
      {isOpen && <ConversationRows {...rows} />}
    </details>
  );
}
