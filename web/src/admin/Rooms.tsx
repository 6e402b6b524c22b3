import { conversationsByActivity, type Account, type Viewers } from '@parley/client';
import { useState, type SubmitEvent } from 'react';
import { useChat, useParley } from '../app/session';
import { errorText, t } from '../texts';
import { Small } from '../ui/Button';
import { Problem } from '../ui/Confirm';
import { Field } from '../ui/Field';
import { Section } from '../ui/Screen';
import { toast } from '../ui/Toasts';

/** Who is looking at a conversation, and a word to those in it. */
export function Rooms() {
  const { api } = useParley();
  const own = useChat(conversationsByActivity);
  const [id, setId] = useState('');
  const [viewers, setViewers] = useState<
    Viewers & { readonly names: ReadonlyMap<string, string> }
  >();
  const [message, setMessage] = useState('');
  const [problem, setProblem] = useState<unknown>();

  async function look(event: SubmitEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    try {
      const [seen, { accounts }] = await Promise.all([
        api.admin.viewers(id.trim()),
        api.admin.accounts(''),
      ]);
      setViewers({ ...seen, names: namesOf(accounts) });
      setProblem(undefined);
    } catch (cause) {
      setViewers(undefined);
      setProblem(cause);
    }
  }

  async function broadcast(event: SubmitEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    try {
      await api.admin.broadcast(id.trim(), message);
      setMessage('');
      setProblem(undefined);
      toast(t.admin.broadcastDone);
    } catch (cause) {
      setProblem(cause);
    }
  }

  return (
    <Section title={t.admin.parts.rooms}>
      <div className="flex max-w-xl flex-col gap-4">
        <form onSubmit={(event) => void look(event)} className="flex items-end gap-2">
          <div className="min-w-0 flex-1">
            <Field
              label={t.admin.roomId}
              hint={t.admin.roomHint}
              list="own-conversations"
              value={id}
              onChange={(event) => setId(idIn(event.target.value))}
              required
              autoComplete="off"
              spellCheck={false}
            />
            <datalist id="own-conversations">
              {own.map((conversation) => (
                <option key={conversation.id} value={conversation.id}>
                  {conversation.name}
                </option>
              ))}
            </datalist>
          </div>
          <Small type="submit" className="mb-6 h-10" disabled={id.trim() === ''}>
            {t.admin.look}
          </Small>
        </form>
        {viewers && (
          <p role="status" className="text-sm">
            {t.admin.viewers(
              viewers.participants.map((user) => viewers.names.get(user) ?? user).join(', '),
            )}
          </p>
        )}
        <form onSubmit={(event) => void broadcast(event)} className="flex items-end gap-2">
          <div className="min-w-0 flex-1">
            <Field
              label={t.admin.broadcast}
              hint={t.admin.broadcastHint}
              value={message}
              onChange={(event) => setMessage(event.target.value)}
              maxLength={1000}
              required
              autoComplete="off"
            />
          </div>
          <Small
            type="submit"
            className="mb-6 h-10"
            disabled={id.trim() === '' || message.trim() === ''}
          >
            {t.composer.send}
          </Small>
        </form>
        {problem !== undefined && <Problem text={errorText(problem)} />}
      </div>
    </Section>
  );
}

/** Also out of the address of a conversation. */
function idIn(text: string): string {
  return /\/c\/([0-9a-f]{24})/u.exec(text)?.[1] ?? text;
}

function namesOf(accounts: readonly Account[]): ReadonlyMap<string, string> {
  return new Map(accounts.map(({ id, username }) => [id, username]));
}
