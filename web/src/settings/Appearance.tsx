import { useState } from 'react';
import { chooseTheme, chosenTheme, type ThemeChoice } from '../app/theme';
import { t } from '../texts';
import { chooseLanguage, language, LANGUAGES, type Language } from '../texts/language';
import { Choice } from '../ui/Choice';
import { Section } from '../ui/Screen';

const themes: readonly ThemeChoice[] = ['system', 'light', 'dark', 'contrast'];

/** How this browser shows the page. */
export function Appearance() {
  const [theme, setTheme] = useState(chosenTheme);
  return (
    <Section title={t.settings.appearance}>
      <Choice
        label={t.settings.theme}
        value={theme}
        options={themes.map((theme) => [theme, t.settings.themes[theme]] as const)}
        onChoose={(choice) => {
          chooseTheme(choice);
          setTheme(choice);
        }}
      />
      <div className="pt-3">
        <Choice
          label={t.settings.language}
          value={language}
          options={Object.entries(LANGUAGES) as [Language, string][]}
          onChoose={chooseLanguage}
        />
      </div>
    </Section>
  );
}
