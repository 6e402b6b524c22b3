import { useState } from 'react';
import { leaveLink } from '../app/mailed';
import { useParley } from '../app/session';
import { t } from '../texts';
import { Field } from '../ui/Field';
import { Card, TextButton } from './Card';
import { OneStep } from './OneStep';

/** Asks for a link that sets a new password. */
export function Forgot({ onBack }: { onBack: () => void }) {
  const { api } = useParley();
  return (
    <Card title={t.forgot.title} below={<TextButton onClick={onBack}>{t.forgot.back}</TextButton>}>
      <OneStep
        submit={t.forgot.submit}
        done={t.forgot.sent}
        act={(form) => api.forgotPassword(form.get('email') as string)}
      >
        <Field
          label={t.fields.email}
          hint={t.forgot.hint}
          name="email"
          type="email"
          autoComplete="email"
          required
          autoFocus
        />
      </OneStep>
    </Card>
  );
}

/** Where the link of a letter sets a new password. */
export function ResetPassword({ token }: { token: string }) {
  const { api } = useParley();
  return (
    <Card
      title={t.reset.title}
      below={<TextButton onClick={leaveLink}>{t.forgot.back}</TextButton>}
    >
      <OneStep
        submit={t.reset.submit}
        done={t.reset.done}
        act={(form) => api.resetPassword(token, form.get('password') as string)}
      >
        <Field
          label={t.fields.newPassword}
          hint={t.fields.passwordHint}
          name="password"
          type="password"
          autoComplete="new-password"
          required
          minLength={8}
          maxLength={128}
          autoFocus
        />
      </OneStep>
    </Card>
  );
}

/** Where the link of a letter verifies an email. It asks, since programs open links too. */
export function VerifyEmail({ token }: { token: string }) {
  const { api } = useParley();
  const [isDone, setDone] = useState(false);
  return (
    <Card
      title={t.verify.title}
      below={isDone && <TextButton onClick={leaveLink}>{t.verify.toStart}</TextButton>}
    >
      <OneStep
        submit={t.verify.submit}
        done={t.verify.done}
        act={async () => {
          await api.verifyEmail(token);
          setDone(true);
        }}
      />
    </Card>
  );
}
