import { waiting } from '@parley/client';
import { openScreen } from '../app/router';
import { useChat } from '../app/session';
import { t } from '../texts';
import { IconButton } from '../ui/Button';
import { PeopleIcon } from '../ui/icons';

/** Leads to friends and requests, and tells how many wait for an answer. */
export function PeopleButton() {
  const count = useChat(waiting);
  return (
    <IconButton
      label={t.people.waiting(count)}
      onClick={() => openScreen('people')}
      className="relative"
    >
      <PeopleIcon />
      {count > 0 && (
        <span
          aria-hidden="true"
          className="absolute top-0.5 inset-e-0.5 min-w-4 rounded-full bg-accent px-1 text-center text-2xs leading-4 font-semibold text-on-accent"
        >
          {count}
        </span>
      )}
    </IconButton>
  );
}
