import { unreadTotal } from '@parley/client';
import { lazy, Suspense, useEffect, useState } from 'react';
import { ResetPassword, VerifyEmail } from '../auth/Mailed';
import { LinkAccount } from '../auth/LinkAccount';
import { Welcome } from '../auth/Welcome';
import { ConnectionBanner } from '../connection/ConnectionBanner';
import { useHurry } from '../connection/useHurry';
import { ConversationPane } from '../conversations/ConversationPane';
import { Sidebar } from '../conversations/Sidebar';
import { useNotifications } from '../notifications/useNotifications';
import { Switcher } from '../search/Switcher';
import { Broadcasts } from '../timeline/Broadcasts';
import { t } from '../texts';
import { Logo } from '../ui/Logo';
import { Toasts } from '../ui/Toasts';
import { showBadge } from './badge';
import { once } from './kept';
import { mailedLink } from './mailed';
import { useOpenConversation, useScreen, type Screen } from './router';
import type { Returned } from './returned';
import { useChat, usePhase } from './session';

const AdminScreen = lazy(() => once(() => import('../admin/AdminScreen')));
const PeopleScreen = lazy(() => once(() => import('../people/PeopleScreen')));
const SettingsScreen = lazy(() => once(() => import('../settings/SettingsScreen')));

export function App({ back }: { back: Returned | null }) {
  const phase = usePhase();
  const [link] = useState(() => mailedLink(location.pathname, location.search));
  if (link?.kind === 'verify') return <VerifyEmail token={link.token} />;
  if (link?.kind === 'reset') return <ResetPassword token={link.token} />;
  if (back?.kind === 'link' && phase === 'signedOut') return <LinkAccount />;
  switch (phase) {
    case 'starting':
      return <Splash />;
    case 'signedOut':
      return (
        <Welcome
          invitation={link?.kind === 'invite' ? link.code : undefined}
          refused={back?.kind === 'refused' ? back.why : undefined}
        />
      );
    case 'signedIn':
      return <Chat />;
  }
}

function Splash() {
  return (
    <main className="grid h-full place-items-center bg-ground">
      <div className="flex flex-col items-center gap-4 text-muted">
        <Logo className="size-12" />
        <p className="text-sm">{t.connection.starting}</p>
      </div>
    </main>
  );
}

function Chat() {
  const conversationId = useOpenConversation();
  const screen = useScreen();
  const filled = conversationId !== null || screen !== undefined;
  const unread = useChat(unreadTotal);
  useHurry();
  useNotifications();
  useEffect(() => {
    showBadge(unread);
    document.title = unread > 0 ? `(${unread}) ${t.appName}` : t.appName;
    return () => {
      document.title = t.appName;
      showBadge(0);
    };
  }, [unread]);
  return (
    <div className="flex h-dvh flex-col">
      <ConnectionBanner />
      <div className="flex min-h-0 flex-1">
        <Sidebar openId={conversationId} className={filled ? 'hidden md:flex' : 'flex'} />
        <main className={`min-w-0 flex-1 ${filled ? 'flex' : 'hidden md:flex'}`}>
          {screen ? (
            <Suspense fallback={<div className="flex-1 bg-ground" />}>
              <ScreenOf name={screen} />
            </Suspense>
          ) : (
            <ConversationPane key={conversationId} conversationId={conversationId} />
          )}
        </main>
      </div>
      <Broadcasts />
      <Toasts />
      <Switcher />
    </div>
  );
}

function ScreenOf({ name }: { name: Screen }) {
  switch (name) {
    case 'admin':
      return <AdminScreen />;
    case 'people':
      return <PeopleScreen />;
    case 'settings':
      return <SettingsScreen />;
  }
}
