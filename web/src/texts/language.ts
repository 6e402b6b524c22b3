/** What the page can be read in. */
export const LANGUAGES = { en: 'English', de: 'Deutsch' } as const;
export type Language = keyof typeof LANGUAGES;

const KEY = 'parley.language';

/** The one chosen here, else the first of the browser's that there is. */
export function languageOf(chosen: string | null, wanted: readonly string[]): Language {
  const all = chosen === null ? wanted : [chosen, ...wanted];
  for (const tag of all) {
    const language = tag.toLowerCase().split('-')[0]!;
    if (Object.hasOwn(LANGUAGES, language)) return language as Language;
  }
  return 'en';
}

export const language = languageOf(localStorage.getItem(KEY), navigator.languages);

const DIRECTION = 'parley.direction';
const FROM_THE_RIGHT = ['ar', 'dv', 'fa', 'he', 'ps', 'ur', 'yi'];

/** `language`: as the words in use are read. */
export type Direction = 'language' | 'ltr' | 'rtl';

export function chosenDirection(): Direction {
  return (localStorage.getItem(DIRECTION) as Direction | null) ?? 'language';
}

export function directionOf(chosen: Direction, tag: string): 'ltr' | 'rtl' {
  if (chosen !== 'language') return chosen;
  return FROM_THE_RIGHT.includes(tag.toLowerCase().split('-')[0]!) ? 'rtl' : 'ltr';
}

/** For whoever reads and writes from the right in a page whose words do not. */
export function chooseDirection(chosen: Direction): void {
  if (chosen === 'language') localStorage.removeItem(DIRECTION);
  else localStorage.setItem(DIRECTION, chosen);
  document.documentElement.dir = directionOf(chosen, language);
}

/** The page begins anew: every text and date of it is in one language. */
export function chooseLanguage(chosen: Language): void {
  localStorage.setItem(KEY, chosen);
  location.reload();
}
