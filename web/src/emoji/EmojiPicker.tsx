import { useEffect, useState, type KeyboardEvent } from 'react';
import { once } from '../app/kept';
import { t } from '../texts';
import { stepOf } from '../ui/direction';
import { Popover, type Point } from '../ui/Menu';
import { CATEGORIES, emojisNamed, loadEmojis, type Category, type Emoji } from './emojis';
import { recentEmojis, rememberEmoji } from './recent';

/** As many finds as a person looks through. */
const FOUND = 160;
const RECENT = '🕘';
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
  const [recent] = useState(recentEmojis);
  const [part, setPart] = useState<Category | 'recent'>(
    recent.length > 0 ? 'recent' : 'Smileys & Emotion',
  );
  const shown = query.trim() === '' ? inPart(all, part, recent) : emojisNamed(all, query, FOUND);

  function pick(emoji: string): void {
    rememberEmoji(emoji);
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
          className="h-9 w-full rounded-lg border border-field-edge bg-sunken px-3 text-sm outline-offset-0"
        />
        <div role="group" aria-label={t.emoji.parts} className="mt-1 flex">
          {PARTS.filter(([name]) => name !== 'recent' || recent.length > 0).map(([name, icon]) => (
            <button
              key={name}
              type="button"
              aria-label={t.emoji.categories[name]}
              title={t.emoji.categories[name]}
              aria-pressed={name === part && query.trim() === ''}
              onClick={() => {
                setQuery('');
                setPart(name);
              }}
              className="grid h-8 flex-1 place-items-center rounded-lg outline-offset-[-2px] hover:bg-hover aria-pressed:bg-selected"
            >
              {icon}
            </button>
          ))}
        </div>
        <div
          // Another part begins at its top.
          key={part}
          className="mt-1 grid h-[min(15rem,calc(100dvh-var(--above)-var(--below)-8rem))] auto-rows-min grid-cols-8 overflow-y-auto"
        >
          {shown.map(({ emoji, label, names }) => (
            <button
              key={emoji}
              type="button"
              data-emoji
              title={`:${names[0]}:`}
              aria-label={label}
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

const PARTS: readonly (readonly [Category | 'recent', string])[] = [
  ['recent', RECENT],
  ...(Object.entries(CATEGORIES) as [Category, string][]),
];

function inPart(
  all: readonly Emoji[],
  part: Category | 'recent',
  recent: readonly string[],
): readonly Emoji[] {
  if (part !== 'recent') return all.filter(({ category }) => category === part);
  const known = new Map(all.map((one) => [one.emoji, one]));
  return recent.map((emoji) => known.get(emoji)).filter((one) => one !== undefined);
}

function walk(event: KeyboardEvent<HTMLDivElement>): void {
  const { key } = event;
  const step = { ArrowDown: COLUMNS, ArrowUp: -COLUMNS }[key] ?? stepOf(key);
  if (step === undefined) return;
  const emojis = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-emoji]')];
  const at = emojis.indexOf(document.activeElement as HTMLElement);
  // In the field left and right move the cursor.
  if (at < 0 && Math.abs(step) === 1) return;
  event.preventDefault();
  emojis[Math.max(0, at < 0 ? 0 : at + step)]?.focus();
}
