export interface Emoji {
  readonly emoji: string;
  /** Without colons, the usual one first. */
  readonly names: readonly string[];
  readonly tags: readonly string[];
}

let loading: Promise<readonly Emoji[]> | undefined;

/** All emojis with their names, fetched when somebody first looks for one. */
export function loadEmojis(): Promise<readonly Emoji[]> {
  loading ??= import('gemoji').then(({ gemoji }) => gemoji);
  return loading;
}

/** Those whose name begins with `query`, then those that have it somewhere; at most `limit`. */
export function emojisNamed(all: readonly Emoji[], query: string, limit: number): readonly Emoji[] {
  const wanted = query.trim().toLowerCase().replaceAll(' ', '_');
  if (wanted === '') return all.slice(0, limit);
  const first = all.filter(({ names }) => names.some((name) => name.startsWith(wanted)));
  const then = all.filter(
    ({ names, tags }) =>
      !names.some((name) => name.startsWith(wanted)) &&
      [...names, ...tags].some((name) => name.includes(wanted)),
  );
  return [...first, ...then].slice(0, limit);
}
