import { render } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { formatted } from '../src/timeline/markdown';

const shown = (text: string) => render(<div>{formatted(text)}</div>).container;
const all = (text: string, selector: string) =>
  [...shown(text).querySelectorAll(selector)].map((element) => element.textContent);

it('sets apart whom a message mentions', () => {
  const names = [
    { name: 'jo', me: false },
    { name: 'jo-ann', me: true },
  ];
  const { container } = render(
    <div>{formatted('**@Jo** and @jo-ann, not @joe or a@jo', names)}</div>,
  );
  const named = [...container.querySelectorAll('.font-medium')].map((e) => e.textContent);
  expect(named).toEqual(['@Jo', '@jo-ann']);
  expect(container.textContent).toBe('@Jo and @jo-ann, not @joe or a@jo');
});

describe('light Markdown', () => {
  it('knows bold, italic and code', () => {
    expect(all('a **bold** b', 'strong')).toEqual(['bold']);
    expect(all('*one* and _two_', 'em')).toEqual(['one', 'two']);
    expect(all('run `rm *` now', 'code')).toEqual(['rm *']);
  });

  it('knows marks within marks, and code between three', () => {
    const text = '**bold *and italic* inside**, ***both***';
    expect(all(text, 'strong')).toEqual(['bold and italic inside', 'both']);
    expect(all(text, 'strong em')).toEqual(['and italic', 'both']);
    expect(all('_it is **now**_', 'em strong')).toEqual(['now']);
    const code = '```one line```\nand\n```another```';
    expect(all(code, 'code')).toEqual(['one line', 'another']);
    expect(shown(code).textContent).toBe('one line\nand\nanother');
  });

  it('has code run from left to right in any message', () => {
    for (const text of ['شغّل `foo(1);` الآن', '```\nfoo(1);\n```'])
      expect(shown(text).querySelector('code')?.closest('[dir]')).toHaveProperty('dir', 'ltr');
  });

  it('leaves alone what only looks like it', () => {
    for (const text of ['snake_case_name', '2 * 3 * 4', '** a', 'a*b*c', '```', '5. fifth', '-x']) {
      const container = shown(text);
      expect(container.textContent).toBe(text);
      expect(container.querySelector('em, strong, code, pre, li')).toBeNull();
    }
  });

  it('knows lists, quotes and blocks of code, between texts', () => {
    const text = 'before\n- one\n- two\nafter\n> said\n> again\n```\nlet x = `1`;\n```\n1. a\n2. b';
    expect(all(text, 'ul > li')).toEqual(['one', 'two']);
    expect(all(text, 'ol > li')).toEqual(['a', 'b']);
    expect(all(text, 'blockquote')).toEqual(['said\nagain']);
    expect(all(text, 'pre')).toEqual(['let x = `1`;']);
    expect(shown(text).textContent).toContain('before');
  });

  it('never touches what a link is made of, nor reads HTML', () => {
    const links = shown('https://a.example/_x_*y* <b>no</b>').querySelectorAll('a');
    expect([...links].map((a) => a.getAttribute('href'))).toEqual(['https://a.example/_x_*y*']);
    expect(shown('<img src=x onerror=alert(1)>').querySelector('img')).toBeNull();
  });

  it('leaves its marks out of the links between them, and links out of code', () => {
    const hrefs = (text: string) =>
      [...shown(text).querySelectorAll('a')].map((a) => a.getAttribute('href'));
    for (const text of ['**https://x.example**', '*https://x.example*', '_https://x.example_']) {
      expect(hrefs(text)).toEqual(['https://x.example']);
      expect(shown(text).textContent).toBe('https://x.example');
    }
    expect(all('**see https://x.example now**', 'strong')).toEqual(['see https://x.example now']);
    expect(hrefs('**unfinished https://x.example**.')).toEqual(['https://x.example']);
    expect(all('`curl https://x.example`', 'code')).toEqual(['curl https://x.example']);
    expect(hrefs('`curl https://x.example` and https://y.example`')).toEqual(['https://y.example']);
  });

  it('takes no long time for what was made to be slow', () => {
    for (const bad of [
      '*a '.repeat(3_000),
      '**a *b* '.repeat(1_200),
      `**${'a*b*'.repeat(2_400)}`,
      '_'.repeat(9_999),
      '`'.repeat(9_999),
      '```\n'.repeat(2_500),
    ])
      expect(shown(bad)).toBeTruthy();
  });
});
