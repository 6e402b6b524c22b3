/** What is being typed at the cursor that something could be offered for. */
export interface Wish {
  readonly kind: 'mention' | 'emoji';
  /** Where its sign is in the text. */
  readonly from: number;
  /** What stands between the sign and the cursor. */
  readonly query: string;
}

// As the server finds mentions: the sign does not stand in a word or in an address. A name may be several
// words; a space at the end may as well have ended it.
const MENTION =
  /(?<![\p{L}\p{N}_.+\-%])@(?=.{0,50}$)((?:[\p{L}\p{N}_.-]+(?: [\p{L}\p{N}_.-]+)*)?)$/u;
const EMOJI = /(?<![\p{L}\p{N}:])(:([\p{Ll}0-9_+-]{2,40}))$/u;
const NAMED_EMOJI = /(?<![\p{L}\p{N}:]):([\p{Ll}0-9_+-]{1,40}):$/u;

/** The wish that ends at the cursor. */
export function wishAt(text: string, cursor: number): Wish | undefined {
  const before = text.slice(0, cursor);
  const mention = MENTION.exec(before);
  if (mention) return { kind: 'mention', from: mention.index, query: mention[1]! };
  const emoji = EMOJI.exec(before);
  return emoji ? { kind: 'emoji', from: emoji.index, query: emoji[2]! } : undefined;
}

/** The name of an emoji whose closing colon was just typed, and where it begins. */
export function emojiEndingAt(
  text: string,
  cursor: number,
): { readonly from: number; readonly name: string } | undefined {
  const named = NAMED_EMOJI.exec(text.slice(0, cursor));
  return named ? { from: named.index, name: named[1]! } : undefined;
}

export interface Edit {
  readonly text: string;
  readonly cursor: number;
}

/** `text` with what stands between `from` and `to` replaced, and the cursor behind it. */
export function replaced(text: string, from: number, to: number, by: string): Edit {
  return { text: text.slice(0, from) + by + text.slice(to), cursor: from + by.length };
}

/**
 * Those whose name begins with `query`, then those that have it within, unless it is several words: these
 * may be a sentence that goes on. At most `limit`.
 */
export function namesLike<T extends { readonly username: string }>(
  people: readonly T[],
  query: string,
  limit: number,
): readonly T[] {
  const wanted = query.toLocaleLowerCase();
  const at = ({ username }: T) => username.toLocaleLowerCase().indexOf(wanted);
  const first = people.filter((person) => at(person) === 0);
  const then = wanted.includes(' ') ? [] : people.filter((person) => at(person) > 0);
  return [...first, ...then].slice(0, limit);
}
