import { Parley, type Entry, type User } from '@parley/client';
import { renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { SessionContext, type Session } from '../src/app/session';
import { useDesk, type Desk } from '../src/composer/desk';
import { draftOf } from '../src/composer/drafts';

let parley: Parley;

beforeEach(() => {
  localStorage.clear();
  parley = new Parley();
});

/** That person's desk in the one conversation. */
function desk(userId: string): Desk {
  const session = { parley, changes: parley.store.subscribe } as unknown as Session;
  parley.store.update(() => ({ me: { id: userId } as User }));
  const wrapper = ({ children }: { children: ReactNode }) => (
    <SessionContext value={session}>{children}</SessionContext>
  );
  return renderHook(() => useDesk('c'), { wrapper }).result.current;
}

it('is left as it was, until somebody else is here', () => {
  const upload = vi.spyOn(parley.api.files, 'upload').mockReturnValue(new Promise(() => undefined));
  desk('ada').attachments.add([new File(['some'], 'notes.txt')]);
  expect(upload).toHaveBeenCalledOnce();
  expect(desk('ada').attachments.get()).toHaveLength(1);
  expect(desk('bob').attachments.get()).toHaveLength(0);
  expect(desk('ada').attachments.get()).toHaveLength(0);
});

it('takes back the text of a message that was not taken, unless another is begun', () => {
  const [first, second] = ['one', 'two'].map((text) => parley.send('c', text));
  desk('cleo').takeBack(first!);
  expect(draftOf('cleo', 'c')).toBe('one');
  desk('cleo').takeBack(second!);
  expect(draftOf('cleo', 'c')).toBe('one');
  expect(parley.store.get().outbox).toEqual([]);
});

describe('after a reload', () => {
  const entry = { id: 'm', conversationId: 'c', text: 'their words' } as Entry;
  /** What was held in memory only is gone with the page: as it goes for somebody else. */
  const reloaded = () => {
    desk('somebody else');
    return desk('dora');
  };

  it('an answer is one still, without the words of others being kept', () => {
    desk('dora').compose({ kind: 'reply', entry });
    desk('dora').write('mine');
    expect(JSON.stringify(localStorage)).not.toContain('their words');
    const send = vi.spyOn(parley, 'send');
    reloaded().send();
    expect(send).toHaveBeenCalledWith('c', { text: 'mine', replyTo: 'm' });
    expect(reloaded().get().composing).toBeNull();
  });

  it('an edit goes on', () => {
    desk('dora').compose({ kind: 'edit', entry });
    desk('dora').write('their words, and');
    expect(reloaded().get()).toMatchObject({
      composing: { kind: 'edit' },
      edited: 'their words, and',
    });
  });
});
