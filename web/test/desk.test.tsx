import { Parley, type User } from '@parley/client';
import { renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';
import { expect, it, vi } from 'vitest';
import { SessionContext, type Session } from '../src/app/session';
import { useDesk } from '../src/composer/desk';

it('is left as it was, until somebody else is here', () => {
  const parley = new Parley();
  const upload = vi.spyOn(parley.api.files, 'upload').mockReturnValue(new Promise(() => undefined));
  const session = { parley, changes: parley.store.subscribe } as unknown as Session;
  const desk = (userId: string) => {
    parley.store.update(() => ({ me: { id: userId } as User }));
    const wrapper = ({ children }: { children: ReactNode }) => (
      <SessionContext value={session}>{children}</SessionContext>
    );
    return renderHook(() => useDesk('c'), { wrapper }).result.current;
  };
  desk('ada').attachments.add([new File(['some'], 'notes.txt')]);
  expect(upload).toHaveBeenCalledOnce();
  expect(desk('ada').attachments.get()).toHaveLength(1);
  expect(desk('bob').attachments.get()).toHaveLength(0);
  expect(desk('ada').attachments.get()).toHaveLength(0);
});
