import { useState } from 'react';
import { useChat } from '../app/session';
import { t } from '../texts';
import { Screen } from '../ui/Screen';
import { Audit } from './Audit';
import { Overview } from './Overview';
import { Reports } from './Reports';
import { Rooms } from './Rooms';
import { Users } from './Users';

const PARTS = ['overview', 'users', 'rooms', 'reports', 'audit'] as const;
type Part = (typeof PARTS)[number];

/** What administrators see and do. */
export default function AdminScreen() {
  const isAdmin = useChat((state) => state.me?.role === 'admin');
  const [part, setPart] = useState<Part>('overview');
  const [sought, setSought] = useState('');

  function go(to: Part, wanted = ''): void {
    setSought(wanted);
    setPart(to);
  }

  if (!isAdmin) {
    return (
      <Screen title={t.admin.title}>
        <p className="pt-4 text-sm text-muted">{t.admin.notOne}</p>
      </Screen>
    );
  }
  return (
    <Screen title={t.admin.title} wide>
      <nav aria-label={t.admin.title} className="flex flex-wrap gap-1 border-b border-edge py-2">
        {PARTS.map((name) => (
          <button
            key={name}
            type="button"
            aria-current={name === part ? 'page' : undefined}
            onClick={() => go(name)}
            className={`h-8 rounded-lg px-3 text-sm font-medium transition-colors ${name === part ? 'bg-selected text-text' : 'text-muted hover:bg-hover hover:text-text'}`}
          >
            {t.admin.parts[name]}
          </button>
        ))}
      </nav>
      {part === 'overview' && <Overview />}
      {part === 'users' && <Users sought={sought} />}
      {part === 'rooms' && <Rooms />}
      {part === 'reports' && <Reports onAccount={({ email }) => go('users', email)} />}
      {part === 'audit' && <Audit />}
    </Screen>
  );
}
