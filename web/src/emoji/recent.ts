const KEY = 'parley.emojis';
const KEPT = 24;

/** What was picked here, newest first. */
export function recentEmojis(): readonly string[] {
  return (localStorage.getItem(KEY) ?? '').split(' ').filter((emoji) => emoji !== '');
}

export function rememberEmoji(emoji: string): void {
  const before = recentEmojis().filter((other) => other !== emoji);
  localStorage.setItem(KEY, [emoji, ...before].slice(0, KEPT).join(' '));
}
