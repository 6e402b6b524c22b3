import { Parley, type Entry } from '@parley/client';
import { act, render } from '@testing-library/react';
import { expect, it } from 'vitest';
import { SessionContext, type Session } from '../src/app/session';
import { Announcer } from '../src/timeline/Announcer';

it('says each message, also the same words again and several at once', () => {
  const parley = new Parley();
  const session = { parley, changes: parley.store.subscribe } as unknown as Session;
  const { container } = render(
    <SessionContext value={session}>
      <Announcer conversationId="c" />
    </SessionContext>,
  );
  const spoken = new Set<Element>();
  const say = (...texts: readonly string[]) => {
    act(() => {
      for (const [i, text] of texts.entries()) {
        const id = `${spoken.size}/${i}`;
        const entry = { id, conversationId: 'c', senderId: 'ada', senderName: 'Ada', text };
        parley.events.emit('message', entry as Entry);
      }
    });
    const fresh = [...container.querySelectorAll('p')].filter((p) => !spoken.has(p));
    for (const p of fresh) spoken.add(p);
    return fresh.map((p) => p.textContent);
  };
  expect(say('yes')).toEqual(['Ada: yes']);
  expect(say('yes')).toEqual(['Ada: yes']);
  expect(say('one', 'two', 'three')).toEqual(['Ada: one', 'Ada: two', 'Ada: three']);
  expect(container.querySelectorAll('p')).toHaveLength(3);
});
