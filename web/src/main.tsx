import { createRoot } from 'react-dom/client';
import { App } from './app/App';
import { ErrorBoundary } from './app/ErrorBoundary';
import { returned } from './app/returned';
import { followKeyboard } from './app/seen';
import { newSession, SessionContext } from './app/session';
import { refuseStrayDrops } from './files/useDrop';
import './styles/app.css';

const back = returned(location.pathname, location.hash);
// Told once: loading the page anew is no second sign-in.
if (back) history.replaceState(null, '', '/');
const session = newSession(back?.kind === 'signedIn');

createRoot(document.getElementById('root')!).render(
  <SessionContext value={session}>
    <ErrorBoundary>
      <App back={back} />
    </ErrorBoundary>
  </SessionContext>,
);
session.start();
refuseStrayDrops();
followKeyboard();

// Not while developing: it would keep what is about to change.
if (import.meta.env.PROD && 'serviceWorker' in navigator) {
  navigator.serviceWorker.register('/sw.js').catch(() => undefined);
}
