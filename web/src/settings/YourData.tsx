import { useState, type SubmitEvent } from 'react';
import { useParley } from '../app/session';
import { errorText, t } from '../texts';
import { Button, Small } from '../ui/Button';
import { Problem } from '../ui/Confirm';
import { Dialog } from '../ui/Dialog';
import { Field } from '../ui/Field';
import { Section } from '../ui/Screen';
import { Toggle } from '../ui/Toggle';

/** Taking everything along, and leaving. */
export function YourData() {
  const [leaving, setLeaving] = useState(false);
  return (
    <Section title={t.settings.data}>
      <div className="flex flex-wrap gap-2">
        <a
          href="/api/v1/users/export"
          download="parley-export.ndjson"
          className="inline-flex h-8 items-center rounded-lg px-3 text-xs font-semibold text-accent hover:bg-hover"
        >
          {t.settings.export}
        </a>
        <Small look="quiet" className="text-danger!" onClick={() => setLeaving(true)}>
          {t.settings.delete}
        </Small>
      </div>
      {leaving && <DeleteAccount onClose={() => setLeaving(false)} />}
    </Section>
  );
}

function DeleteAccount({ onClose }: { onClose: () => void }) {
  const parley = useParley();
  const [password, setPassword] = useState('');
  const [erase, setErase] = useState(false);
  const [problem, setProblem] = useState<unknown>();

  async function submit(event: SubmitEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    try {
      await parley.deleteAccount(password, erase ? 'erase' : 'keep');
    } catch (cause) {
      setProblem(cause);
    }
  }

  return (
    <Dialog title={t.settings.delete} onClose={onClose}>
      <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-4 px-5 pt-2 pb-5">
        <p className="text-sm text-muted">{t.settings.deleteText}</p>
        <Field
          type="password"
          label={t.settings.current}
          value={password}
          onChange={(event) => setPassword(event.target.value)}
          autoComplete="current-password"
        />
        <div className="-mx-2">
          <Toggle label={t.settings.eraseMessages} on={erase} onChange={setErase} />
        </div>
        {problem !== undefined && <Problem text={errorText(problem)} />}
        <div className="flex justify-end gap-2">
          <Button look="quiet" onClick={onClose}>
            {t.cancel}
          </Button>
          <Button look="danger" type="submit">
            {t.settings.delete}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
