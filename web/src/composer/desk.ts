import { entryOf, type Content, type Outgoing, type Parley } from '@parley/client';
import { useMemo, useSyncExternalStore } from 'react';
import { useChat, useParley } from '../app/session';
import { Attachments, type Attachment } from '../files/attachments';
import type { Composing } from '../conversations/open-conversation';
import { begunIn, keepBegun, type Begun } from './begun';
import { draftOf, keepDraft } from './drafts';

/** What is being prepared in a conversation, besides the draft, which waits while one edits. */
interface Prepared extends Begun {
  /** To be sent as soon as its files are there. */
  readonly due: boolean;
}

const NOTHING: Prepared = { composing: null, edited: '', due: false };

/**
 * One person's desk in one conversation: it stays as it was left while they look elsewhere, and its
 * uploads go on. What they have begun is there after a reload too.
 */
export class Desk {
  readonly attachments: Attachments;
  readonly #listeners = new Set<() => void>();
  #prepared: Prepared;

  constructor(
    private readonly parley: Parley,
    private readonly userId: string,
    private readonly conversationId: string,
  ) {
    this.attachments = new Attachments(parley.api.files, () => this.#filesChanged());
    this.#prepared = { ...NOTHING, ...begunIn(userId, conversationId) };
  }

  readonly get = (): Prepared => this.#prepared;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly compose = (composing: Composing | null): void => {
    const now = composing && this.#asItIs(composing);
    this.#change({ composing: now, edited: now?.kind === 'edit' ? (now.entry.text ?? '') : '' });
  };

  write(text: string): void {
    if (this.#prepared.composing?.kind === 'edit') return this.#change({ edited: text });
    // Whoever goes on typing has not finished.
    if (this.#prepared.due) this.#change({ due: false });
    keepDraft(this.userId, this.conversationId, text);
  }

  /** Sends the draft with its files, now or once they are all there. */
  send(): void {
    if (!this.attachments.ready) return this.#change({ due: true });
    const { composing } = this.#prepared;
    const replying = composing?.kind === 'reply';
    const text = draftOf(this.userId, this.conversationId);
    const [first, ...more] = this.attachments.get().map(carried);
    const replyTo = replying ? { replyTo: composing.entry.id } : {};
    this.parley.send(this.conversationId, { text, ...replyTo, ...first });
    for (const file of more) this.parley.send(this.conversationId, { text: '', ...file });
    this.#change({ due: false, composing: replying ? null : composing });
    this.attachments.clear();
    keepDraft(this.userId, this.conversationId, '');
  }

  /** What was not taken is not sent; its text is there to go on from, unless something else is. */
  takeBack({ clientMessageId, text }: Outgoing): void {
    if (draftOf(this.userId, this.conversationId) === '') {
      keepDraft(this.userId, this.conversationId, text);
    }
    this.parley.discard(clientMessageId);
  }

  /** The message may have been edited elsewhere since its menu was opened. */
  #asItIs({ kind, entry }: Composing): Composing {
    const now = entryOf(this.parley.store.get(), this.conversationId, entry.id);
    return { kind, entry: now ?? entry };
  }

  #filesChanged(): void {
    const mine = this.parley.store.get().me?.id === this.userId;
    if (this.#prepared.due && this.attachments.ready && mine) this.send();
    else this.#change(this.attachments.failed ? { due: false } : {});
  }

  #change(what: Partial<Prepared>): void {
    this.#prepared = { ...this.#prepared, ...what };
    if ('composing' in what || 'edited' in what) {
      keepBegun(this.userId, this.conversationId, this.#prepared);
    }
    for (const listener of this.#listeners) listener();
  }
}

const desks = new Map<string, Desk>();
let owner = '';

/** Desks, and the files on them, are of one person: the next one's begin empty. */
function deskOf(parley: Parley, userId: string, conversationId: string): Desk {
  if (userId !== owner) desks.clear();
  owner = userId;
  const desk = desks.get(conversationId) ?? new Desk(parley, userId, conversationId);
  desks.set(conversationId, desk);
  return desk;
}

export function useDesk(conversationId: string): Desk {
  const parley = useParley();
  const meId = useChat((state) => state.me?.id ?? '');
  return useMemo(() => deskOf(parley, meId, conversationId), [parley, meId, conversationId]);
}

export function usePrepared(desk: Desk): Prepared {
  return useSyncExternalStore(desk.subscribe, desk.get);
}

export function useFiles(desk: Desk): readonly Attachment[] {
  return useSyncExternalStore(desk.subscribe, desk.attachments.get);
}

function carried({ upload }: Attachment): Pick<Content, 'url' | 'fileName'> {
  const { url, fileName } = upload!;
  return { url, fileName };
}
