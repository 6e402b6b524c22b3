import { Parley, type User } from '@parley/client';
import { renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';
import { beforeEach, expect, it, vi } from 'vitest';
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
