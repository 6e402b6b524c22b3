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
import { useToday } from '../timeline/today';
import { t } from '../texts';
import { Toasts } from '../ui/Toasts';
import { showBadge } from './badge';
import { ErrorBoundary } from './ErrorBoundary';
import { once } from './kept';
import { mailedLink } from './mailed';
import { NewVersion } from './NewVersion';
import { useOpenConversation, useScreen, type Screen } from './router';
import type { Returned } from './returned';
import { useChat, usePhase } from './session';
import { Starting } from './Starting';
import { unreadThatCounts } from './unread';

const AdminScreen = lazy(() => once(() => import('../admin/AdminScreen')));
const PeopleScreen = lazy(() => once(() => import('../people/PeopleScreen')));
const SettingsScreen = lazy(() => once(() => import('../settings/SettingsScreen')));

export function App({ back }: { back: Returned | null }) {
  const phase = usePhase();
  const [link] = useState(() => mailedLink(location.pathname, location.search));
  if (link?.kind === 'verify') return <VerifyEmail token={link.token} />;
  if (link?.kind === 'reset') return <ResetPassword token={link.token} />;
  const isOut = phase === 'signedOut' || phase === 'ended';
  if (back?.kind === 'link' && isOut) return <LinkAccount />;
  switch (phase) {
    case 'starting':
      return <Starting />;
    case 'signedOut':
    case 'ended':
      return (
        <Welcome
          invitation={link?.kind === 'invite' ? link.code : undefined}
          ended={phase === 'ended'}
          refused={back?.kind === 'refused' ? back.why : undefined}
        />
      );
    case 'signedIn':
      return <Chat />;
  }
}

function Chat() {
  const conversationId = useOpenConversation();
  const screen = useScreen();
  const filled = conversationId !== null || screen !== undefined;
  const unread = useChat(unreadThatCounts);
  // Times are told by the day they are read on.
  useToday();
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
    <div className="flex h-full">
      <Sidebar openId={conversationId} className={filled ? 'hidden md:flex' : 'flex'} />
      <main className={`min-w-0 flex-1 ${filled ? 'flex' : 'hidden md:flex'}`}>
        <ErrorBoundary key={screen ?? conversationId}>
          {screen ? (
            <Suspense fallback={<div className="flex-1 bg-ground" />}>
              <ScreenOf name={screen} />
            </Suspense>
          ) : (
            <ConversationPane key={conversationId} conversationId={conversationId} />
          )}
        </ErrorBoundary>
      </main>
      <ConnectionBanner />
      <NewVersion />
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
