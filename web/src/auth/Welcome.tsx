import { ParleyError, type SignInOptions } from '@parley/client';
import { useEffect, useState, type SubmitEvent } from 'react';
import { leaveLink } from '../app/mailed';
import { useParley, useSession } from '../app/session';
import { errorText, refusalText, t, fieldText } from '../texts';
import { Button } from '../ui/Button';
import { Field } from '../ui/Field';
import { Card, TextButton } from './Card';
import { Forgot } from './Mailed';
import { Providers } from './Providers';

/** Signing in and signing up: one card that turns over. With an invitation it begins with the latter. */
export function Welcome({
  invitation,
  ended,
  refused,
}: {
  invitation?: string | undefined;
  /** Somebody was signed in here, and did not sign out. */
  ended: boolean;
  /** Why a provider's word let nobody in. */
  refused?: string | undefined;
}) {
  const [isNew, setNew] = useState(invitation !== undefined);
  const [isForgotten, setForgotten] = useState(false);
  const options = useSignInOptions();
  const texts = isNew ? t.signUp : t.signIn;
  if (isForgotten) return <Forgot onBack={() => setForgotten(false)} />;
  return (
    <Card
      title={texts.title}
      below={
        <>
          {isNew ? t.signUp.haveOne : t.signIn.newHere}{' '}
          {!isNew && options?.signup === 'closed' ? (
            t.signUpClosed
          ) : !isNew && options?.signup === 'invitation' && invitation === undefined ? (
            t.byInvitation
          ) : (
            <TextButton onClick={() => setNew(!isNew)}>
              {isNew ? t.signUp.toSignIn : t.signIn.toSignUp}
            </TextButton>
          )}
          {!isNew && options?.mail && (
            <>
              <br />
              <TextButton onClick={() => setForgotten(true)}>{t.forgot.ask}</TextButton>
            </>
          )}
        </>
      }
    >
      {ended && (
        <p role="status" className="mb-4 rounded-lg bg-sunken px-3 py-2 text-sm">
          {t.signIn.ended}
        </p>
      )}
      {refused !== undefined && (
        <p role="alert" className="mb-4 rounded-lg bg-danger-soft px-3 py-2 text-sm text-danger">
          {refusalText(refused)}
        </p>
      )}
      <AccountForm key={String(isNew)} isNew={isNew} invitation={invitation} />
      <Providers providers={options?.providers ?? []} />
    </Card>
  );
}

/** Until the server told, signing up is offered: it says itself when it is not possible. */
function useSignInOptions(): SignInOptions | undefined {
  const { api } = useParley();
  const [options, setOptions] = useState<SignInOptions>();
  useEffect(() => {
    api.signInOptions().then(setOptions, () => undefined);
  }, [api]);
  return options;
}

function AccountForm({ isNew, invitation }: { isNew: boolean; invitation: string | undefined }) {
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
      if (isNew) {
        await session.signUp(value('username'), value('email'), value('password'), invitation);
        if (invitation !== undefined) leaveLink();
      } else {
        await session.signIn(value('email'), value('password'));
      }
    } catch (cause) {
      setProblem(cause);
      setBusy(false);
    }
  }

  const fields = problem instanceof ParleyError ? problem.fields : [];
  const wrong = (name: 'username' | 'email' | 'password') => {
    const found = fields.find((field) => field.field === name);
    return found && fieldText(t.fields[name], found);
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
