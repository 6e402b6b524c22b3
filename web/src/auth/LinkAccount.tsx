import { useSession } from '../app/session';
import { t } from '../texts';
import { Field } from '../ui/Field';
import { Card, TextButton } from './Card';
import { OneStep } from './OneStep';

/** Somebody came by a provider with the email of an account that is here: its password links the two. */
export function LinkAccount() {
  const session = useSession();
  return (
    <Card
      title={t.link.title}
      below={<TextButton onClick={() => location.replace('/')}>{t.link.leave}</TextButton>}
    >
      <OneStep
        submit={t.link.submit}
        done={t.link.done}
        act={(form) => session.link(form.get('password') as string)}
      >
        <p className="text-sm text-muted">{t.link.why}</p>
        <Field
          label={t.fields.password}
          name="password"
          type="password"
          autoComplete="current-password"
          required
          maxLength={128}
          autoFocus
        />
      </OneStep>
    </Card>
  );
}
