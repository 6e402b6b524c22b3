import { useState, type SubmitEvent } from 'react';
import { useChat, useParley } from '../app/session';
import { decodes } from '../files/is-picture';
import { useUpload } from '../files/useUpload';
import { errorText, t } from '../texts';
import { Avatar } from '../ui/Avatar';
import { Small } from '../ui/Button';
import { Problem } from '../ui/Confirm';
import { Field } from '../ui/Field';
import { Section } from '../ui/Screen';
import { attempt, toast } from '../ui/Toasts';

/** One's name and picture, as others see them. */
export function Profile() {
  const parley = useParley();
  const me = useChat((state) => state.me);
  const [name, setName] = useState(me?.username ?? '');
  const [problem, setProblem] = useState<unknown>();
  const upload = useUpload();
  if (!me) return null;

  async function submit(event: SubmitEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    try {
      await parley.updateProfile({ username: name.trim() });
      setProblem(undefined);
      toast(t.settings.saved);
    } catch (cause) {
      setProblem(cause);
    }
  }

  async function paint(file: File): Promise<void> {
    if (!(await decodes(file))) return toast(t.files.noPicture);
    const { url } = await upload(file);
    await parley.updateProfile({ avatar: url });
  }

  return (
    <Section title={t.settings.profile}>
      <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-3">
        <div className="flex items-center gap-4">
          <Avatar id={me.id} name={me.username} url={me.avatar} size="xl" />
          <label className="cursor-pointer rounded-lg px-3 py-2 text-xs font-semibold text-accent focus-within:outline-2 focus-within:outline-accent hover:bg-hover">
            {t.settings.picture}
            <input
              type="file"
              accept="image/*"
              className="sr-only"
              onChange={(event) => {
                const file = event.target.files?.[0];
                if (file) attempt(paint(file));
              }}
            />
          </label>
          {me.avatar && (
            <Small look="quiet" onClick={() => attempt(parley.updateProfile({ avatar: '' }))}>
              {t.settings.noPicture}
            </Small>
          )}
        </div>
        <Field
          label={t.fields.username}
          hint={me.email}
          value={name}
          onChange={(event) => setName(event.target.value)}
          minLength={3}
          maxLength={50}
          autoComplete="username"
          required
        />
        {problem !== undefined && <Problem text={errorText(problem)} />}
        <Small
          type="submit"
          className="self-start"
          disabled={name.trim() === me.username || name.trim().length < 3}
        >
          {t.settings.save}
        </Small>
      </form>
    </Section>
  );
}
