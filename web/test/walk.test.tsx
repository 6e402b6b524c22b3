import { fireEvent, render } from '@testing-library/react';
import { expect, it } from 'vitest';
import { walkMessages } from '../src/timeline/walk';

it('goes from message to message, also from a link in one, and leaves its keys to a player', () => {
  const { getByRole, getAllByTestId, container } = render(
    <div role="log" tabIndex={0} onKeyDown={walkMessages}>
      {[1, 2, 3].map((n) => (
        <article key={n} data-testid="message" tabIndex={-1}>
          {n === 2 && <a href="https://example.org">a link</a>}
          {n === 3 && <audio tabIndex={0} />}
        </article>
      ))}
    </div>,
  );
  const press = (key: string) => fireEvent.keyDown(document.activeElement!, { key });
  const [one, two, three] = getAllByTestId('message');
  const link = getByRole('link');
  link.focus();
  press('ArrowUp');
  expect(document.activeElement).toBe(one);
  press('ArrowDown');
  expect(document.activeElement).toBe(two);
  link.focus();
  press('ArrowDown');
  expect(document.activeElement).toBe(three);
  const player = container.querySelector('audio')!;
  player.focus();
  press('ArrowUp');
  expect(document.activeElement).toBe(player);
});
