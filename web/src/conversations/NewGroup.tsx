import type { User } from '@parley/client';
import { useState, type SubmitEvent } from 'react';
import { open as navigate } from '../app/router';
import { useParley } from '../app/session';
import { errorText, t } from '../texts';
import { Button } from '../ui/Button';
import { Dialog } from '../ui/Dialog';
import { Field } from '../ui/Field';
import { CloseIcon } from '../ui/icons';
import { useLeaveFocus } from '../ui/useLeaveFocus';
import { Person } from './PeopleFound';
import { usePeople } from './usePeople';

/** Names a group and picks who is in it. */
export function NewGroup({ onClose }: { onClose: () => void }) {
  const parley = useParley();
  const [name, setName] = useState('');
  const [query, setQuery] = useState('');
  const [chosen, setChosen] = useState<readonly User[]>([]);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const found = usePeople(query.trim());
  const offered =
    query.trim() === ''
      ? []
      : (found?.people ?? []).filter((user) => !chosen.some((other) => other.id === user.id));

  async function submit(event: SubmitEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    setBusy(true);
    try {
      const id = await parley.createGroup(
        name.trim(),
        chosen.map((user) => user.id),
      );
      navigate(id);
      onClose();
    } catch (cause) {
      setProblem(cause);
      setBusy(false);
    }
  }

  function choose(user: User): void {
    setChosen([...chosen, user]);
    setQuery('');
  }

  return (
    <Dialog title={t.group.title} onClose={onClose}>
      <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-4 px-5 pt-3 pb-5">
        <Field
          label={t.group.name}
          value={name}
          onChange={(event) => setName(event.target.value)}
          required
          maxLength={100}
          autoComplete="off"
          data-focus
        />
        {chosen.length > 0 && (
          <ul className="flex flex-wrap gap-1.5">
            {chosen.map((user) => (
              <Chip
                key={user.id}
                user={user}
                onRemove={() => setChosen(chosen.filter((other) => other !== user))}
              />
            ))}
          </ul>
        )}
        <Field
          label={t.group.people}
          hint={chosen.length === 0 ? t.group.needsPeople : undefined}
          // Not "search": there Esc would only empty the field, and here it closes the dialog.
          inputMode="search"
          value={query}
          onChange={(event) => setQuery(event.target.value)}
          onKeyDown={(event) => {
            // Enter takes the first one found; it never sends the form from here.
            if (event.key !== 'Enter') return;
            event.preventDefault();
            if (offered[0]) choose(offered[0]);
          }}
          autoComplete="off"
          spellCheck={false}
        />
        <ul className="-mx-2 h-40 overflow-y-auto">
          {offered.map((user) => (
            <li key={user.id}>
              <button
                type="button"
                onClick={() => choose(user)}
                className="flex h-12 w-full items-center gap-3 rounded-lg px-2 text-start outline-offset-[-2px] transition-colors hover:bg-hover"
              >
                <Person user={user} />
              </button>
            </li>
          ))}
        </ul>
        {problem !== undefined && (
          <p role="alert" className="rounded-lg bg-danger-soft px-3 py-2 text-sm text-danger">
            {errorText(problem)}
          </p>
        )}
        <div className="flex justify-end gap-2">
          <Button look="quiet" onClick={onClose}>
            {t.group.cancel}
          </Button>
          <Button type="submit" disabled={busy || name.trim() === '' || chosen.length === 0}>
            {t.group.create}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function Chip({ user, onRemove }: { user: User; onRemove: () => void }) {
  return (
    <li
      ref={useLeaveFocus<HTMLLIElement>()}
      className="flex items-center gap-1 rounded-full bg-accent-soft py-1 pe-1 ps-3 text-sm"
    >
      {user.username}
      <button
        type="button"
        aria-label={t.group.remove(user.username)}
        onClick={onRemove}
        className="grid size-6 place-items-center rounded-full text-muted hover:text-text"
      >
        <CloseIcon className="size-3.5" />
      </button>
    </li>
  );
}
