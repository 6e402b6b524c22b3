import { useState, type SubmitEvent } from 'react';
import { useParley } from '../app/session';
import { errorText, t } from '../texts';
import { Small } from '../ui/Button';
import { Problem } from '../ui/Confirm';
import { Field } from '../ui/Field';
import { Section } from '../ui/Screen';
import { toast } from '../ui/Toasts';

export function Password({ onChanged }: { onChanged: () => void }) {
  const parley = useParley();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [problem, setProblem] = useState<unknown>();

  async function submit(event: SubmitEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    try {
      await parley.updateProfile({ password: next, currentPassword: current });
      setCurrent('');
      setNext('');
      setProblem(undefined);
      toast(t.settings.saved);
      onChanged();
    } catch (cause) {
      setProblem(cause);
    }
  }

  return (
    <Section title={t.settings.password}>
      <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-3">
        <Field
          type="password"
          label={t.settings.current}
          value={current}
          onChange={(event) => setCurrent(event.target.value)}
          autoComplete="current-password"
          required
        />
        <Field
          type="password"
          label={t.fields.newPassword}
          hint={t.settings.passwordNote}
          value={next}
          onChange={(event) => setNext(event.target.value)}
          autoComplete="new-password"
          minLength={8}
          maxLength={128}
          required
        />
        {problem !== undefined && <Problem text={errorText(problem)} />}
        <Small
          type="submit"
          className="self-start"
          disabled={current === '' || [...next].length < 8}
        >
          {t.settings.changePassword}
        </Small>
      </form>
    </Section>
  );
}
