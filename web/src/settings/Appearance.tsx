import { useState } from 'react';
import { chooseTheme, chosenTheme, type ThemeChoice } from '../app/theme';
import { t } from '../texts';
import {
  chooseDirection,
  chooseLanguage,
  chosenDirection,
  language,
  LANGUAGES,
  type Direction,
  type Language,
} from '../texts/language';
import { Choice } from '../ui/Choice';
import { Section } from '../ui/Screen';

const themes: readonly ThemeChoice[] = ['system', 'light', 'dark', 'contrast'];
const directions: readonly Direction[] = ['language', 'ltr', 'rtl'];

/** How this browser shows the page. */
export function Appearance() {
  const [theme, setTheme] = useState(chosenTheme);
  const [direction, setDirection] = useState(chosenDirection);
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
      <div className="pt-3">
        <Choice
          label={t.settings.direction}
          value={direction}
          options={directions.map((one) => [one, t.settings.directions[one]] as const)}
          onChoose={(choice) => {
            chooseDirection(choice);
            setDirection(choice);
          }}
        />
      </div>
    </Section>
  );
}
