import { Parley, type Broadcast } from '@parley/client';
import { act, render } from '@testing-library/react';
import { expect, it } from 'vitest';
import { SessionContext, type Session } from '../src/app/session';
import { Broadcasts } from '../src/timeline/Broadcasts';

it('reads what is said to everybody as it reads a message', () => {
  const parley = new Parley();
  const session = { parley, changes: parley.store.subscribe } as unknown as Session;
  const { container } = render(
    <SessionContext value={session}>
      <Broadcasts />
    </SessionContext>,
  );
  const broadcast = { id: 'b', text: 'Down **at ten**' } as Broadcast;
  act(() => parley.events.emit('broadcast', broadcast));
  expect(container.querySelector('strong')?.textContent).toBe('at ten');
});
