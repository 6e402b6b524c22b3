import { conversationsByActivity } from '@parley/client';
import { useEffect, useState, type KeyboardEvent } from 'react';
import { open } from '../app/router';
import { useChat } from '../app/session';
import { t } from '../texts';
import { Avatar } from '../ui/Avatar';
import { Dialog } from '../ui/Dialog';

const SHOWN = 8;

/** Ctrl+K or Cmd+K: to another conversation by a few letters of its name. */
export function Switcher() {
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      setShown(true);
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
  return shown && <Choices onClose={() => setShown(false)} />;
}

function Choices({ onClose }: { onClose: () => void }) {
  const all = useChat(conversationsByActivity);
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const wanted = query.trim().toLocaleLowerCase();
  const offered = all.filter((c) => c.name.toLocaleLowerCase().includes(wanted)).slice(0, SHOWN);
  const picked = offered[Math.min(at, offered.length - 1)];

  function go(id: string | undefined): void {
    if (!id) return;
    onClose();
    open(id);
  }

  function onKeyDown(event: KeyboardEvent): void {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && offered.length > 0) {
      event.preventDefault();
      setAt((at + step + offered.length) % offered.length);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      go(picked?.id);
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
          {offered.map(({ id, name, type, avatar, otherUserId }) => (
            <li
              key={id}
              id={`switch-${id}`}
              role="option"
              aria-selected={id === picked?.id}
              onClick={() => go(id)}
              className={`flex h-12 cursor-pointer items-center gap-3 rounded-lg px-2 ${id === picked?.id ? 'bg-selected' : 'hover:bg-hover'}`}
            >
              <Avatar id={otherUserId ?? id} name={name} url={avatar} group={type === 'group'} />
              <span className="truncate font-medium">{name}</span>
            </li>
          ))}
        </ul>
      </div>
    </Dialog>
  );
}
