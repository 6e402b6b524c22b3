import { t } from '../texts';
import { Avatar } from '../ui/Avatar';
import type { Completion } from './useCompletion';

/** What is offered for the word being typed, above it; the focus stays in the text. */
export function Offers({ id, completion }: { id: string; completion: Completion }) {
  const { kind, offers, at, pick } = completion;
  if (offers.length === 0) return null;
  return (
    <ul
      id={id}
      role="listbox"
      aria-label={kind === 'mention' ? t.composer.people : t.emoji.title}
      className="absolute inset-x-0 bottom-full z-2 mb-2 max-w-88 rounded-xl border border-edge bg-raised p-1 shadow-float"
    >
      {offers.map((offer, i) => (
        <li
          key={offer.key}
          id={`${id}-${i}`}
          role="option"
          aria-selected={i === at}
          // The text keeps the focus.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => pick(offer)}
          className={`flex h-9 cursor-pointer items-center gap-3 rounded-lg px-2 text-sm ${i === at ? 'bg-selected' : 'hover:bg-hover'}`}
        >
          {offer.person && (
            <Avatar id={offer.person.id} name={offer.label} url={offer.person.avatar} size="sm" />
          )}
          {offer.emoji && (
            <span aria-hidden="true" className="w-7 text-center text-xl">
              {offer.emoji}
            </span>
          )}
          <span className="truncate font-medium">{offer.label}</span>
        </li>
      ))}
    </ul>
  );
}
