import { useState } from 'react';
import { openScreen } from '../app/router';
import { useChat, useParley } from '../app/session';
import { toggleTheme, useTheme } from '../app/theme';
import { errorText, t } from '../texts';
import { Avatar } from '../ui/Avatar';
import { IconButton } from '../ui/Button';
import { MoonIcon, SettingsIcon, ShieldIcon, SignOutIcon, SunIcon } from '../ui/icons';

/** Who is signed in here, the theme, and the way out. */
export function Account() {
  const parley = useParley();
  const me = useChat((state) => state.me);
  const theme = useTheme();
  const [problem, setProblem] = useState<string>();
  if (!me) return null;
  return (
    <footer className="shrink-0 border-t border-edge">
      {problem && (
        <p role="alert" className="px-4 pt-2 text-xs text-danger">
          {problem}
        </p>
      )}
      <div className="flex h-14 items-center gap-1 pe-2 ps-3">
        <Avatar id={me.id} name={me.username} url={me.avatar} size="sm" />
        <p dir="auto" className="as-page min-w-0 flex-1 truncate ps-1.5 text-sm font-medium">
          {me.username}
        </p>
        {me.role === 'admin' && (
          <IconButton label={t.admin.title} onClick={() => openScreen('admin')}>
            <ShieldIcon />
          </IconButton>
        )}
        <IconButton label={t.settings.title} onClick={() => openScreen('settings')}>
          <SettingsIcon />
        </IconButton>
        <IconButton
          label={theme === 'light' ? t.theme.toDark : t.theme.toLight}
          onClick={toggleTheme}
        >
          {theme === 'light' ? <MoonIcon /> : <SunIcon />}
        </IconButton>
        <IconButton
          label={t.signOut}
          onClick={() => void parley.signOut().catch((cause) => setProblem(errorText(cause)))}
        >
          <SignOutIcon />
        </IconButton>
      </div>
    </footer>
  );
}
