import { afterEach, expect, it, vi } from 'vitest';
import { draftOf, keepDraft } from '../src/composer/drafts';

afterEach(() => {
  vi.restoreAllMocks();
  localStorage.clear();
});

it('keeps a draft for the page where the browser has no room for it', () => {
  keepDraft('ada', 'c', 'kept');
  const full = vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
    throw new DOMException('Full', 'QuotaExceededError');
  });
  keepDraft('ada', 'c', 'typed on');
  expect(draftOf('ada', 'c')).toBe('typed on');
  expect(draftOf('bob', 'c')).toBe('');
  full.mockRestore();
  keepDraft('ada', 'c', 'and on');
  expect(localStorage.getItem('parley.draft.ada.c')).toBe('and on');
  keepDraft('ada', 'c', '');
  expect(draftOf('ada', 'c')).toBe('');
});
