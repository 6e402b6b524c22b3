import { useFirstThatLoads } from '../files/useFirstThatLoads';
import { t } from '../texts';
import { GroupIcon } from './icons';

// Written out: the style sheet holds only the classes that appear in the sources.
const colours = [
  'bg-hue-1',
  'bg-hue-2',
  'bg-hue-3',
  'bg-hue-4',
  'bg-hue-5',
  'bg-hue-6',
  'bg-hue-7',
  'bg-hue-8',
];

const sizes = {
  sm: 'size-7 text-2xs',
  md: 'size-9 text-xs',
  lg: 'size-10 text-sm',
  xl: 'size-16 text-xl',
};

interface Props {
  /** Whose it is; the same id always has the same colour. */
  readonly id: string;
  readonly name: string;
  readonly size?: keyof typeof sizes;
  /** Their picture. Only uploads here are shown: nothing is fetched from elsewhere. */
  readonly url?: string | null | undefined;
  readonly group?: boolean;
  /** Shows the dot of presence when known. */
  readonly online?: boolean | undefined;
}

export function Avatar({ id, name, size = 'md', url, group = false, online }: Props) {
  const ours = url?.startsWith('/api/v1/uploads/') ? [`${url}/thumbnail`, url] : [];
  const { src, onError } = useFirstThatLoads(ours);
  const shape = group ? 'rounded-xl' : 'rounded-full';
  return (
    <span className="relative inline-grid shrink-0">
      {src ? (
        <img
          src={src}
          alt=""
          onError={onError}
          className={`object-cover ${shape} ${sizes[size]}`}
        />
      ) : (
        <span
          aria-hidden="true"
          className={`grid place-items-center font-semibold text-on-hue forced-color-adjust-none select-none ${shape} ${sizes[size]} ${colours[colourOf(id)]}`}
        >
          {group ? <GroupIcon className={size === 'xl' ? 'size-8' : 'size-5'} /> : initials(name)}
        </span>
      )}
      {online && (
        <span
          role="img"
          aria-label={t.presence.online}
          className="absolute -inset-e-0.5 -bottom-0.5 size-3 rounded-full border-2 border-panel bg-online"
        />
      )}
    </span>
  );
}

function colourOf(id: string): number {
  let hash = 0;
  for (const char of id) hash = (hash * 31 + char.charCodeAt(0)) >>> 0;
  return hash % colours.length;
}

export function initials(name: string): string {
  const words = name.trim().split(/[\s._-]+/u);
  const letters = words.length > 1 ? [words[0]!, words.at(-1)!].map(first) : [first(name)];
  return letters.join('').toUpperCase();
}

function first(word: string): string {
  return [...word.trim()][0] ?? '';
}
