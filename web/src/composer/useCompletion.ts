import type { Conversation } from '@parley/client';
import { useEffect, useState, type KeyboardEvent, type RefObject } from 'react';
import { useChat } from '../app/session';
import { emojisNamed, loadEmojis, type Emoji } from '../emoji/emojis';
import { emojiEndingAt, namesLike, replaced, wishAt, type Wish } from './completion';

/** One thing that can be put in place of what was typed. */
export interface Offer {
  readonly key: string;
  readonly label: string;
  readonly insert: string;
  readonly emoji?: string;
  readonly person?: { readonly id: string; readonly avatar?: string | null };
}

export interface Completion {
  readonly kind: Wish['kind'] | undefined;
  readonly offers: readonly Offer[];
  readonly at: number;
  pick(this: void, offer: Offer): void;
  /** True when the key was taken. */
  onKeyDown(this: void, event: KeyboardEvent): boolean;
  /** Where the cursor is now, after a change or a move. */
  look(this: void): void;
  /** Puts something in at the cursor. */
  insert(this: void, what: string): void;
}

const OFFERED = 6;

/** Offers names after `@` and emojis after `:`, and puts in what is picked. */
export function useCompletion(
  { id, type, name, otherUserId, avatar }: Conversation,
  input: RefObject<HTMLTextAreaElement | null>,
  text: string,
  write: (text: string) => void,
): Completion {
  const members = useChat((state) => state.members.get(id));
  const meId = useChat((state) => state.me?.id);
  const [wish, setWish] = useState<Wish>();
  const [at, setAt] = useState(0);
  const [emojis, setEmojis] = useState<readonly Emoji[]>([]);
  const [cursor, setCursor] = useState<number>();

  const wantsEmojis = wish?.kind === 'emoji' || text.includes(':');
  useEffect(() => {
    // Without a server nothing is offered.
    if (wantsEmojis) void loadEmojis().then(setEmojis, () => undefined);
  }, [wantsEmojis]);

  useEffect(() => {
    if (cursor === undefined) return;
    input.current?.setSelectionRange(cursor, cursor);
    // eslint-disable-next-line react-hooks/set-state-in-effect -- once, after the text is there
    setCursor(undefined);
  }, [cursor, input]);

  const people =
    type === 'group'
      ? (members ?? []).filter((member) => member.id !== meId)
      : [{ id: otherUserId ?? '', username: name, avatar }];
  const offers = wish ? offersFor(wish, people, emojis) : [];

  function put(from: number, to: number, by: string): void {
    const edit = replaced(text, from, to, by);
    write(edit.text);
    setCursor(edit.cursor);
    setWish(undefined);
    input.current?.focus();
  }

  function look(): void {
    const field = input.current;
    if (!field) return;
    const named = emojiEndingAt(field.value, field.selectionEnd);
    const emoji = named && emojis.find(({ names }) => names.includes(named.name));
    if (emoji && field.value !== text) {
      const edit = replaced(field.value, named.from, field.selectionEnd, emoji.emoji);
      write(edit.text);
      setCursor(edit.cursor);
      return setWish(undefined);
    }
    const now = field.selectionStart === field.selectionEnd;
    const next = now ? wishAt(field.value, field.selectionEnd) : undefined;
    if (next?.query !== wish?.query || next?.from !== wish?.from) setAt(0);
    setWish(next);
  }

  function onKeyDown(event: KeyboardEvent): boolean {
    if (!wish || offers.length === 0) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) setAt((at + step + offers.length) % offers.length);
    else if (event.key === 'Escape') setWish(undefined);
    else if ((event.key === 'Enter' && !event.shiftKey) || event.key === 'Tab') pick(offers[at]!);
    else return false;
    event.preventDefault();
    return true;
  }

  function pick(offer: Offer): void {
    if (wish) put(wish.from, wish.from + 1 + wish.query.length, offer.insert);
  }

  function insert(what: string): void {
    const field = input.current;
    put(field?.selectionStart ?? text.length, field?.selectionEnd ?? text.length, what);
  }

  return { kind: wish?.kind, offers, at, pick, onKeyDown, look, insert };
}

function offersFor(
  { kind, query }: Wish,
  people: readonly { id: string; username: string; avatar?: string | null }[],
  emojis: readonly Emoji[],
): readonly Offer[] {
  if (kind === 'mention') {
    return namesLike(people, query, OFFERED).map((person) => ({
      key: person.id,
      label: person.username,
      insert: `@${person.username} `,
      person,
    }));
  }
  return emojisNamed(emojis, query, OFFERED).map(({ emoji, names }) => ({
    key: emoji,
    label: `:${names[0]}:`,
    insert: emoji,
    emoji,
  }));
}
