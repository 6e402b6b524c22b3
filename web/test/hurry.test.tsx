import { Parley } from '@parley/client';
import { renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';
import { expect, it, vi } from 'vitest';
import { SessionContext, type Session } from '../src/app/session';
import { useHurry } from '../src/connection/useHurry';

it.each(['offline', 'online'])('looks for the server when the browser goes %s', (event) => {
  const parley = new Parley();
  const hurry = vi.spyOn(parley, 'hurry');
  const session = { parley, changes: parley.store.subscribe } as unknown as Session;
  const wrapper = ({ children }: { children: ReactNode }) => (
    <SessionContext value={session}>{children}</SessionContext>
  );
  renderHook(useHurry, { wrapper });
  dispatchEvent(new Event(event));
  expect(hurry).toHaveBeenCalledOnce();
});
