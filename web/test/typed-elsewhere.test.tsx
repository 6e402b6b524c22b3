import { fireEvent, render } from '@testing-library/react';
import { useRef } from 'react';
import { expect, it } from 'vitest';
import { useTypedElsewhere } from '../src/composer/useTypedElsewhere';

function Page({ dialog }: { dialog: boolean }) {
  const input = useRef<HTMLTextAreaElement>(null);
  useTypedElsewhere(input);
  return (
    <>
      <div role="log" tabIndex={0} />
      <input />
      <textarea ref={input} />
      {dialog && <dialog open />}
    </>
  );
}

it('takes letters from where none are typed, and nothing else', () => {
  const { container, rerender } = render(<Page dialog={false} />);
  const [log, search, composer] = ['[role=log]', 'input', 'textarea'].map((selector) =>
    container.querySelector<HTMLElement>(selector)!,
  );
  const pressed = (from: HTMLElement, key: string, held = {}) => {
    from.focus();
    fireEvent.keyDown(from, { key, ...held });
    return document.activeElement;
  };
  expect(pressed(log!, 'ü')).toBe(composer);
  expect(pressed(search!, 'a')).toBe(search);
  for (const key of [' ', 'Enter', 'ArrowUp', 'F5']) expect(pressed(log!, key), key).toBe(log);
  for (const held of ['ctrlKey', 'metaKey', 'altKey'])
    expect(pressed(log!, 'c', { [held]: true }), held).toBe(log);
  rerender(<Page dialog />);
  expect(pressed(log!, 'a')).toBe(log);
});
