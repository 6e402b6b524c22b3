import { useState } from 'react';
import { chooseTheme, chosenTheme, type ThemeChoice } from '../app/theme';
import { notifies, setNotifies } from '../app/notifications';
import { t } from '../texts';
import { chooseLanguage, language, LANGUAGES, type Language } from '../texts/language';
import { Choice } from '../ui/Choice';
import { Section } from '../ui/Screen';
import { toast } from '../ui/Toasts';
import { Toggle } from '../ui/Toggle';

const themes: readonly ThemeChoice[] = ['system', 'light', 'dark', 'contrast'];

/** How this browser shows the page, and whether it notifies. */
export function Appearance() {
  const [theme, setTheme] = useState(chosenTheme);
  const [notify, setNotify] = useState(notifies);

  async function turn(on: boolean): Promise<void> {
    const now = await setNotifies(on);
    setNotify(now);
    if (on && !now) toast(t.settings.notificationsOff);
  }

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
      <div className="-mx-2 pt-3">
        <Toggle label={t.settings.notifications} on={notify} onChange={(on) => void turn(on)} />
      </div>
    </Section>
  );
}
