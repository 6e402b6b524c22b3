import { ParleyError } from '@parley/client';
import { useState, type SubmitEvent } from 'react';
import { useSession } from '../app/session';
import { errorText, t } from '../texts';
import { Button } from '../ui/Button';
import { Field } from '../ui/Field';
import { Logo } from '../ui/Logo';

/** Signing in and signing up: one card that turns over. */
export function Welcome() {
  const [isNew, setNew] = useState(false);
  const texts = isNew ? t.signUp : t.signIn;
  return (
    <main className="grid h-full overflow-y-auto bg-panel px-4 py-8">
      <div className="m-auto flex w-full max-w-sm flex-col gap-6">
        <header className="flex flex-col items-center gap-4">
          <Logo className="size-12" />
          <h1 className="text-xl font-semibold tracking-tight">{texts.title}</h1>
        </header>
        <section className="rounded-2xl border border-edge bg-raised p-6 shadow-float">
          <AccountForm key={String(isNew)} isNew={isNew} />
        </section>
        <p className="text-center text-sm text-muted">
          {isNew ? t.signUp.haveOne : t.signIn.newHere}{' '}
          <button
            type="button"
            className="rounded font-semibold text-accent underline-offset-4 hover:underline"
            onClick={() => setNew(!isNew)}
          >
            {isNew ? t.signUp.toSignIn : t.signIn.toSignUp}
          </button>
        </p>
      </div>
    </main>
  );
}

function AccountForm({ isNew }: { isNew: boolean }) {
  const session = useSession();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();

  async function submit(event: SubmitEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const value = (name: string) => form.get(name) as string;
    setBusy(true);
    setProblem(undefined);
    try {
      if (isNew) await session.signUp(value('username'), value('email'), value('password'));
      else await session.signIn(value('email'), value('password'));
    } catch (cause) {
      setProblem(cause);
      setBusy(false);
    }
  }

  const fields = problem instanceof ParleyError ? problem.fields : [];
  const wrong = (name: 'username' | 'email' | 'password') => {
    const found = fields.find((field) => field.field === name);
    return found && t.errors.field(t.fields[name], found.message);
  };
  return (
    <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
      {isNew && (
        <Field
          label={t.fields.username}
          hint={t.fields.usernameHint}
          problem={wrong('username')}
          name="username"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          required
          minLength={3}
          maxLength={50}
          autoFocus
        />
      )}
      <Field
        label={t.fields.email}
        problem={wrong('email')}
        name="email"
        type="email"
        autoComplete="email"
        required
        autoFocus={!isNew}
      />
      <Field
        label={t.fields.password}
        hint={isNew ? t.fields.passwordHint : undefined}
        problem={wrong('password')}
        name="password"
        type="password"
        autoComplete={isNew ? 'new-password' : 'current-password'}
        required
        minLength={isNew ? 8 : 1}
        maxLength={128}
      />
      {problem !== undefined && fields.length === 0 && (
        <p role="alert" className="rounded-lg bg-danger-soft px-3 py-2 text-sm text-danger">
          {errorText(problem)}
        </p>
      )}
      <Button type="submit" disabled={busy}>
        {isNew ? t.signUp.submit : t.signIn.submit}
      </Button>
    </form>
  );
}
