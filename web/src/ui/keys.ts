/**
 * The Latin letter that a key stands for in a shortcut: what it types, or what its place types
 * elsewhere where the keyboard is of another script.
 */
export function letterOf({ key, code }: Pick<KeyboardEvent, 'key' | 'code'>): string | undefined {
  const letter = /^[a-z]$/iu.test(key) ? key : /^Key([A-Z])$/u.exec(code)?.[1];
  return letter?.toLowerCase();
}
