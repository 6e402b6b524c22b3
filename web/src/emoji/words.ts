import { language, type Language } from '../texts/language';

interface Words {
  readonly unicode: string;
  readonly label: string;
  readonly tags?: readonly string[];
}

/** What emojis are called besides their usual English names; only that of the language in use is fetched. */
const WORDS: Readonly<Record<Language, () => Promise<readonly Words[]>>> = {
  en: () => Promise.resolve([]),
  de: () => import('emojibase-data/de/compact.json').then((all) => all.default),
};

/** By the bare emoji. */
export async function wordsFor(): Promise<ReadonlyMap<string, Words>> {
  const all = await WORDS[language]();
  return new Map(all.map((words) => [bare(words.unicode), words]));
}

/** Without the sign that asks for its coloured form, which not every source writes. */
export function bare(emoji: string): string {
  return emoji.replaceAll('\uFE0F', '');
}
