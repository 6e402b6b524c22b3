import { useChat } from '../app/session';
import { t } from '../texts';
import { Section } from '../ui/Screen';
import { attempt } from '../ui/Toasts';
import { Toggle } from '../ui/Toggle';
import { choose, useNotifying } from './choice';

/** Whether this browser tells of new messages, or why it cannot. */
export function NotificationSettings() {
  const meId = useChat((state) => state.me?.id ?? '');
  const state = useNotifying();
  const possible = state === 'on' || state === 'off';
  return (
    <Section title={t.notifications.title}>
      <div className="-mx-2">
        <Toggle
          label={t.notifications.tell}
          on={state === 'on'}
          disabled={!possible}
          onChange={(on) => attempt(choose(meId, on))}
        />
      </div>
      <p role="status" className="text-xs text-muted">
        {t.notifications.states[state]}
      </p>
    </Section>
  );
}
