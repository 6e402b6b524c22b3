import { conversationsByActivity, type Conversation, type User } from '@parley/client';
import { useEffect, useState, type KeyboardEvent } from 'react';
import { open } from '../app/router';
import { useChat, useParley } from '../app/session';
import { usePeople } from '../conversations/usePeople';
import { t } from '../texts';
import { Avatar } from '../ui/Avatar';
import { Dialog } from '../ui/Dialog';
import { letterOf } from '../ui/keys';
import { attempt } from '../ui/Toasts';

const SHOWN = 8;

/** Ctrl+K or Cmd+K: to another conversation by a few letters of its name. */
export function Switcher() {
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent) => {
      if (letterOf(event) !== 'k' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      setShown(true);
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
  return shown && <Choices onClose={() => setShown(false)} />;
}

function Choices({ onClose }: { onClose: () => void }) {
  const parley = useParley();
  const all = useChat(conversationsByActivity);
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const found = usePeople(query.trim());
  const offered = choices(all, query.trim(), found?.people ?? []).slice(0, SHOWN);
  const picked = offered[Math.min(at, offered.length - 1)];

  function go(choice: Choice | undefined): void {
    if (!choice) return;
    onClose();
    if (choice.isPerson) attempt(parley.openDirect(choice.id).then((id) => open(id)));
    else open(choice.id);
  }

  function onKeyDown(event: KeyboardEvent): void {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && offered.length > 0) {
      event.preventDefault();
      setAt((at + step + offered.length) % offered.length);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      go(picked);
    }
  }

  return (
    <Dialog title={t.switcher.title} onClose={onClose}>
      <div className="px-3 pt-2 pb-4">
        <input
          role="combobox"
          aria-expanded="true"
          aria-controls="switcher-list"
          aria-activedescendant={picked && `switch-${picked.id}`}
          aria-label={t.switcher.find}
          placeholder={t.switcher.find}
          value={query}
          onChange={(event) => {
            setQuery(event.target.value);
            setAt(0);
          }}
          onKeyDown={onKeyDown}
          data-focus
          autoComplete="off"
          spellCheck={false}
          className="h-10 w-full rounded-lg border border-edge-strong bg-ground px-3 outline-offset-0"
        />
        <ul
          id="switcher-list"
          role="listbox"
          aria-label={t.conversations.title}
          className="h-96 pt-2"
        >
          {offered.map((choice) => {
            const { id, name, avatar, group, face } = choice;
            return (
              <li
                key={id}
                id={`switch-${id}`}
                role="option"
                aria-selected={id === picked?.id}
                onClick={() => go(choice)}
                className={`flex h-12 cursor-pointer items-center gap-3 rounded-lg px-2 ${id === picked?.id ? 'bg-selected' : 'hover:bg-hover'}`}
              >
                <Avatar id={face} name={name} url={avatar} group={group} />
                <span dir="auto" className="as-page min-w-0 flex-1 truncate font-medium">
                  {name}
                </span>
                {choice.isPerson && <span className="text-xs text-muted">{t.switcher.person}</span>}
              </li>
            );
          })}
        </ul>
      </div>
    </Dialog>
  );
}

interface Choice {
  /** Of the conversation, or of the person one has none with yet. */
  readonly id: string;
  readonly isPerson: boolean;
  readonly name: string;
  readonly avatar: string | null | undefined;
  /** Whose face it is. */
  readonly face: string;
  readonly group: boolean;
}

function choices(
  conversations: readonly Conversation[],
  query: string,
  people: readonly User[],
): readonly Choice[] {
  const wanted = query.toLocaleLowerCase();
  const met = new Set(conversations.map(({ otherUserId }) => otherUserId));
  const own = conversations
    .filter(({ name }) => name.toLocaleLowerCase().includes(wanted))
    .map(({ id, name, avatar, type, otherUserId }) => {
      return {
        id,
        isPerson: false,
        name,
        avatar,
        face: otherUserId ?? id,
        group: type === 'group',
      };
    });
  const others = people
    .filter(({ id, username }) => !met.has(id) && username.toLocaleLowerCase().includes(wanted))
    .map(({ id, username, avatar }) => {
      return { id, isPerson: true, name: username, avatar, face: id, group: false };
    });
  return query === '' ? own : [...own, ...others];
}
