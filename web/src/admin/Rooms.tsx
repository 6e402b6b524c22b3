import { conversationsByActivity } from '@parley/client';
import { useRef, useState, type SubmitEvent } from 'react';
import { useChat, useParley } from '../app/session';
import { errorText, t } from '../texts';
import { Small } from '../ui/Button';
import { Problem } from '../ui/Confirm';
import { Field } from '../ui/Field';
import { Section } from '../ui/Screen';
import { toast } from '../ui/Toasts';
import { Viewers } from './Viewers';

/** Who is looking at what, and a word to those in a conversation. */
export function Rooms() {
  const { api } = useParley();
  const own = useChat(conversationsByActivity);
  const [id, setId] = useState('');
  const [chosen, setChosen] = useState({ id: '', title: '' });
  const [message, setMessage] = useState('');
  const [problem, setProblem] = useState<unknown>();
  const said = useRef<HTMLInputElement>(null);

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

  function choose(id: string, title: string): void {
    setId(id);
    setChosen({ id, title });
    said.current?.focus();
  }

  return (
    <>
      <Section title={t.admin.look}>
        <Viewers onChoose={choose} />
      </Section>
      <Section title={t.admin.broadcast}>
        <form onSubmit={(event) => void broadcast(event)} className="flex max-w-xl flex-col gap-4">
          <Field
            label={t.admin.roomId}
            hint={id === chosen.id && chosen.title ? chosen.title : t.admin.roomHint}
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
          <Field
            ref={said}
            label={t.admin.word}
            hint={t.admin.broadcastHint}
            value={message}
            onChange={(event) => setMessage(event.target.value)}
            maxLength={1000}
            required
            autoComplete="off"
          />
          {problem !== undefined && <Problem text={errorText(problem)} />}
          <Small
            type="submit"
            className="self-start"
            disabled={id.trim() === '' || message.trim() === ''}
          >
            {t.composer.send}
          </Small>
        </form>
      </Section>
    </>
  );
}

/** Also out of the address of a conversation. */
function idIn(text: string): string {
  return /\/c\/([0-9a-f]{24})/u.exec(text)?.[1] ?? text;
}
