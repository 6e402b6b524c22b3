import { createRoot } from 'react-dom/client';
import { App } from './app/App';
import { newSession, SessionContext } from './app/session';
import './styles/app.css';

const session = newSession();

createRoot(document.getElementById('root')!).render(
  <SessionContext value={session}>
    <App />
  </SessionContext>,
);
session.resume();
