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

/** The page begins anew: every text and date of it is in one language. */
export function chooseLanguage(chosen: Language): void {
  localStorage.setItem(KEY, chosen);
  location.reload();
}
