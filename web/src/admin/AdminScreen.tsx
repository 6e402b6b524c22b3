import { useState } from 'react';
import { useChat } from '../app/session';
import { t } from '../texts';
import { Screen } from '../ui/Screen';
import { Audit } from './Audit';
import { Overview } from './Overview';
import { Reports } from './Reports';
import { Rooms } from './Rooms';
import { Users } from './Users';

const PARTS = { overview: Overview, users: Users, rooms: Rooms, reports: Reports, audit: Audit };
type Part = keyof typeof PARTS;

/** What administrators see and do. */
export default function AdminScreen() {
  const isAdmin = useChat((state) => state.me?.role === 'admin');
  const [part, setPart] = useState<Part>('overview');
  const Shown = PARTS[part];
  if (!isAdmin) {
    return (
      <Screen title={t.admin.title}>
        <p className="pt-4 text-sm text-muted">{t.admin.notOne}</p>
      </Screen>
    );
  }
  return (
    <Screen title={t.admin.title} wide>
      <nav
        aria-label={t.admin.title}
        className="-mx-1 flex flex-wrap gap-1 border-b border-edge py-2"
      >
        {(Object.keys(PARTS) as Part[]).map((name) => (
          <button
            key={name}
            type="button"
            aria-current={name === part ? 'page' : undefined}
            onClick={() => setPart(name)}
            className={`h-8 rounded-lg px-3 text-sm font-medium transition-colors ${name === part ? 'bg-selected text-text' : 'text-muted hover:bg-hover hover:text-text'}`}
          >
            {t.admin.parts[name]}
          </button>
        ))}
      </nav>
      <Shown />
    </Screen>
  );
}
