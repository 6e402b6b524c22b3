import type { Conversation } from '@parley/client';
import { useEffect, useId, useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react';
import { useChat, useParley } from '../app/session';
import { useOpen } from '../conversations/open-conversation';
import { AttachmentChips } from '../files/AttachmentChips';
import { useDrop } from '../files/useDrop';
import { errorText, t } from '../texts';
import { CheckIcon, SendIcon } from '../ui/icons';
import { About } from './About';
import { useDesk, useFiles, usePrepared } from './desk';
import { useDraft } from './drafts';
import { lastOwnMessage } from './last-own';
import { AttachButton } from './AttachButton';
import { EmojiButton } from './EmojiButton';
import { Offers } from './Offers';
import { useCompletion } from './useCompletion';
import { useTypedElsewhere } from './useTypedElsewhere';
import { useTypingSignal } from './useTypingSignal';

/** The server's limit, in code points. */
const LONGEST = 10_000;

export function Composer({ conversation }: { conversation: Conversation }) {
  const { id, name } = conversation;
  const parley = useParley();
  const { composing, compose } = useOpen();
  const desk = useDesk(id);
  const { edited, due } = usePrepared(desk);
  const { attachments } = desk;
  const held = useFiles(desk);
  const draft = useDraft(id);
  const live = useChat((state) => state.connection === 'live');
  const [problem, setProblem] = useState<unknown>();
  const input = useRef<HTMLTextAreaElement>(null);
  const typing = useTypingSignal(id);
  useTypedElsewhere(input);

  const about = composing?.entry.id;
  const editing = composing?.kind === 'edit' ? composing.entry : undefined;
  const text = editing ? edited : draft;
  const over = text.length > LONGEST ? [...text].length - LONGEST : 0;
  const dropping = useDrop(attachments.add);
  const files = editing ? [] : held;
  const stuck = files.some((file) => file.problem !== undefined);
  const sendable = over <= 0 && !stuck && (text.trim() !== '' || files.length > 0);

  const problems = [
    ...(over > 0 ? [t.composer.tooLong(over)] : []),
    ...(problem === undefined ? [] : [errorText(problem)]),
    ...(stuck ? [t.files.stuck] : []),
  ];

  useEffect(() => {
    if (live) attachments.resume();
  }, [live, attachments]);
  useLayoutEffect(() => fit(input.current), [text]);
  useEffect(() => {
    // On a phone this would open the keyboard over what is to be read.
    if (about !== undefined || matchMedia('(pointer: fine)').matches) input.current?.focus();
  }, [about]);

  function write(now: string): void {
    desk.write(now);
    if (!editing) typing(now !== '');
  }

  const offersId = useId();
  const completion = useCompletion(conversation, input, text, write);

  async function send(): Promise<void> {
    if (!sendable) return;
    input.current?.focus();
    setProblem(undefined);
    if (!editing) {
      desk.send();
      return typing(false);
    }
    try {
      if (text !== editing.text) await parley.edit(editing.id, text);
      compose(null);
    } catch (cause) {
      setProblem(cause);
    }
  }

  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>): void {
    // While an input method composes, its keys belong to it; Safari tells so only by code 229.
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    if (completion.onKeyDown(event)) return;
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      void send();
    } else if (event.key === 'Escape' && composing) {
      event.preventDefault();
      compose(null);
    } else if (event.key === 'ArrowUp' && text === '' && !composing) {
      const entry = lastOwnMessage(parley.store.get(), id);
      if (!entry) return;
      event.preventDefault();
      compose({ kind: 'edit', entry });
    }
  }

  return (
    <form
      className="shrink-0 px-3 pb-3 md:px-5 md:pb-5"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <div className="relative rounded-xl border border-edge-strong bg-raised transition-colors focus-within:border-accent">
        {dropping && (
          <p className="absolute inset-0 z-1 grid place-items-center rounded-xl bg-accent-soft text-sm font-semibold text-accent-strong">
            {t.files.drop}
          </p>
        )}
        <Offers id={offersId} completion={completion} />
        <AttachmentChips files={held} attachments={attachments} />
        {composing && <About composing={composing} onCancel={() => compose(null)} />}
        <div className="flex items-end gap-1 p-1.5">
          <AttachButton onFiles={attachments.add} />
          <textarea
            ref={input}
            rows={1}
            dir="auto"
            value={text}
            onChange={(event) => {
              write(event.target.value);
              completion.look();
            }}
            onSelect={completion.look}
            onKeyDown={onKeyDown}
            onPaste={(event) => {
              if (event.clipboardData.files.length === 0) return;
              event.preventDefault();
              attachments.add(event.clipboardData.files);
            }}
            placeholder={t.composer.placeholder(name)}
            aria-label={t.composer.placeholder(name)}
            aria-invalid={over > 0 || undefined}
            aria-autocomplete="list"
            aria-controls={completion.offers.length > 0 ? offersId : undefined}
            aria-activedescendant={
              completion.offers.length > 0 ? `${offersId}-${completion.at}` : undefined
            }
            className="max-h-48 min-h-6 flex-1 resize-none self-center bg-transparent py-1 outline-none"
          />
          <EmojiButton onPick={completion.insert} />
          <button
            type="submit"
            disabled={!sendable}
            aria-label={editing ? t.composer.save : t.composer.send}
            title={editing ? t.composer.save : t.composer.send}
            className="grid size-9 shrink-0 place-items-center rounded-lg bg-accent text-on-accent transition-colors hover:bg-accent-strong disabled:bg-transparent disabled:text-faint"
          >
            {editing ? <CheckIcon /> : <SendIcon />}
          </button>
        </div>
      </div>
      {problems.length > 0 && (
        <p role="alert" className="pt-1 text-xs text-danger">
          {problems[0]}
        </p>
      )}
      <p role="status" className="text-xs text-muted not-empty:pt-1">
        {due && t.files.due}
      </p>
    </form>
  );
}

/** Grows with its text up to its maximum height. */
function fit(input: HTMLTextAreaElement | null): void {
  if (!input) return;
  input.style.height = 'auto';
  input.style.height = `${input.scrollHeight}px`;
}
