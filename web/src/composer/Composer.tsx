import type { Conversation } from '@parley/client';
import { useEffect, useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react';
import { useParley } from '../app/session';
import { t } from '../texts';
import { SendIcon } from '../ui/icons';
import { draftOf, keepDraft } from './drafts';
import { useTypingSignal } from './useTypingSignal';

/** The server's limit, in code points. */
const LONGEST = 10_000;

export function Composer({ conversation }: { conversation: Conversation }) {
  const { id, name } = conversation;
  const parley = useParley();
  const [text, setText] = useState(() => draftOf(id));
  const input = useRef<HTMLTextAreaElement>(null);
  const typing = useTypingSignal(id);
  const over = text.length > LONGEST ? [...text].length - LONGEST : 0;
  const sendable = text.trim() !== '' && over <= 0;

  useEffect(() => keepDraft(id, text), [id, text]);
  useLayoutEffect(() => fit(input.current), [text]);
  useEffect(() => {
    // On a phone this would open the keyboard over what is to be read.
    if (matchMedia('(pointer: fine)').matches) input.current?.focus();
  }, []);

  function send(): void {
    if (!sendable) return;
    parley.send(id, text);
    setText('');
    typing(false);
    input.current?.focus();
  }

  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>): void {
    // While an input method composes, Enter belongs to it; Safari tells so only by code 229.
    const composing = event.nativeEvent.isComposing || event.keyCode === 229;
    if (event.key !== 'Enter' || event.shiftKey || composing) return;
    event.preventDefault();
    send();
  }

  return (
    <form
      className="shrink-0 px-3 pb-3 md:px-5 md:pb-5"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <div className="flex items-end gap-2 rounded-xl border border-edge-strong bg-raised py-1.5 pr-1.5 pl-3.5 transition-colors focus-within:border-accent">
        <textarea
          ref={input}
          rows={1}
          dir="auto"
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            typing(event.target.value !== '');
          }}
          onKeyDown={onKeyDown}
          placeholder={t.composer.placeholder(name)}
          aria-label={t.composer.placeholder(name)}
          aria-invalid={over > 0 || undefined}
          className="max-h-48 min-h-6 flex-1 resize-none self-center bg-transparent py-1 outline-none"
        />
        <button
          type="submit"
          disabled={!sendable}
          aria-label={t.composer.send}
          title={t.composer.send}
          className="grid size-9 shrink-0 place-items-center rounded-lg bg-accent text-on-accent transition-colors hover:bg-accent-strong disabled:bg-transparent disabled:text-faint"
        >
          <SendIcon />
        </button>
      </div>
      {over > 0 && (
        <p role="alert" className="pt-1 text-xs text-danger">
          {t.composer.tooLong(over)}
        </p>
      )}
    </form>
  );
}

/** Grows with its text up to its maximum height. */
function fit(input: HTMLTextAreaElement | null): void {
  if (!input) return;
  input.style.height = 'auto';
  input.style.height = `${input.scrollHeight}px`;
}
