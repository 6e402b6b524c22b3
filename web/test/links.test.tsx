import { render } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { isSafe, linked } from '../src/timeline/links';

function shown(text: string): HTMLElement {
  return render(<p>{linked(text)}</p>).container;
}

const hrefs = (text: string) => [...shown(text).querySelectorAll('a')].map((a) => a.href);

describe('links', () => {
  it('are made of http, https and mailto', () => {
    expect(hrefs('see https://a.example/x?y=1 or http://b.example, mailto:c@d.example')).toEqual([
      'https://a.example/x?y=1',
      'http://b.example/',
      'mailto:c@d.example',
    ]);
  });

  it('are made of nothing else', () => {
    const texts = ['javascript:alert(1)', 'data:text/html,x', 'file:///etc', 'https://', '//x.y'];
    expect(texts.flatMap(hrefs)).toEqual([]);
  });

  it('leave every other character as it is, markup included', () => {
    const text = '<b onclick="x">bold</b> https://a.example. <script>1</script>';
    expect(shown(text).textContent).toBe(text);
    expect(shown(text).querySelector('b, script')).toBeNull();
  });

  it('end before the end of the sentence', () => {
    expect(hrefs('(https://a.example/b). https://en.example/Foo_(bar)!')).toEqual([
      'https://a.example/b',
      'https://en.example/Foo_(bar)',
    ]);
  });

  it('tell nothing to the page they lead to', () => {
    const link = shown('https://a.example').querySelector('a')!;
    expect(link.rel).toBe('noopener noreferrer');
  });

  it('of attachments lead to http or to this server', () => {
    expect(isSafe('https://a.example/f')).toBe(true);
    expect(isSafe('/api/v1/uploads/1')).toBe(true);
    expect(['javascript:1', '//evil.example', 'data:x'].map(isSafe)).toEqual([false, false, false]);
  });
});
