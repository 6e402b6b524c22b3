import { useEffect, useState, type KeyboardEvent } from 'react';
import { once } from '../app/kept';
import { t } from '../texts';
import { Popover, type Point } from '../ui/Menu';
import { emojisNamed, loadEmojis, type Emoji } from './emojis';

/** As many as a person looks through; a name finds the rest. */
const SHOWN = 160;
const COLUMNS = 8;

/** Emojis to pick from, by sight or by name. */
export function EmojiPicker({
  at,
  onPick,
  onClose,
}: {
  at: Point;
  onPick: (emoji: string) => void;
  onClose: () => void;
}) {
  const [all, setAll] = useState<readonly Emoji[]>([]);
  const [query, setQuery] = useState('');
  useEffect(() => {
    let open = true;
    void once(loadEmojis).then((emojis) => open && setAll(emojis));
    return () => void (open = false);
  }, []);
  const shown = emojisNamed(all, query, SHOWN);

  function pick(emoji: string): void {
    onPick(emoji);
    onClose();
  }

  return (
    <Popover at={at} label={t.emoji.title} onClose={onClose} onKeyDown={walk}>
      <div className="w-73 p-1">
        <input
          type="text"
          inputMode="search"
          autoFocus
          value={query}
          onChange={(event) => setQuery(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            // Where the focus goes then, the key would do something too.
            event.preventDefault();
            if (shown[0]) pick(shown[0].emoji);
          }}
          placeholder={t.emoji.search}
          aria-label={t.emoji.search}
          className="h-9 w-full rounded-lg bg-sunken px-3 text-sm outline-offset-0"
        />
        <div className="mt-1 grid h-60 auto-rows-min grid-cols-8 overflow-y-auto">
          {shown.map(({ emoji, names }) => (
            <button
              key={emoji}
              type="button"
              data-emoji
              title={`:${names[0]}:`}
              aria-label={names[0]!.replaceAll('_', ' ')}
              onClick={() => pick(emoji)}
              className="grid aspect-square place-items-center rounded-lg text-xl outline-offset-[-2px] hover:bg-hover"
            >
              {emoji}
            </button>
          ))}
        </div>
      </div>
    </Popover>
  );
}

function walk(event: KeyboardEvent<HTMLDivElement>): void {
  const step = { ArrowDown: COLUMNS, ArrowUp: -COLUMNS, ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (step === undefined) return;
  const emojis = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-emoji]')];
  const at = emojis.indexOf(document.activeElement as HTMLElement);
  // In the field left and right move the cursor.
  if (at < 0 && Math.abs(step) === 1) return;
  event.preventDefault();
  emojis[Math.max(0, at < 0 ? 0 : at + step)]?.focus();
}
