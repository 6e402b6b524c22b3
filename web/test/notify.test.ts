import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { choose, hasChosen, notifying } from '../src/notifications/choice';
import { concerns } from '../src/notifications/notify';

const theirs = { kind: 'message', senderId: 'other' } as const;

describe('what concerns the reader', () => {
  it('is what others write', () => {
    expect(concerns(theirs, 'me', false)).toBe(true);
    expect(concerns({ ...theirs, senderId: 'me' }, 'me', false)).toBe(false);
    expect(concerns({ ...theirs, kind: 'notice' }, 'me', false)).toBe(false);
  });

  it('is in a muted conversation only what names them', () => {
    expect(concerns(theirs, 'me', true)).toBe(false);
    expect(concerns({ ...theirs, mentions: ['another'] }, 'me', true)).toBe(false);
    expect(concerns({ ...theirs, mentions: ['me'] }, 'me', true)).toBe(true);
  });
});

describe('whether this browser notifies', () => {
  let permission: NotificationPermission;

  beforeEach(() => {
    permission = 'default';
    vi.stubGlobal('navigator', { serviceWorker: {} });
    vi.stubGlobal('Notification', {
      get permission() {
        return permission;
      },
      requestPermission: () => Promise.resolve(permission),
    });
  });

  afterEach(() => {
    vi.unstubAllGlobals();
    localStorage.clear();
  });

  it('is on only when both the person and the browser agree', async () => {
    expect(notifying('ada')).toBe('off');
    expect(hasChosen('ada')).toBe(false);
    expect(await choose('ada', true)).toBe('off');
    permission = 'granted';
    expect(await choose('ada', true)).toBe('on');
    expect(notifying('bob')).toBe('off');
    permission = 'denied';
    expect(notifying('ada')).toBe('denied');
  });

  it('stays off for who said no', async () => {
    permission = 'granted';
    expect(await choose('ada', false)).toBe('off');
    expect(hasChosen('ada')).toBe(true);
  });

  it('cannot be in iOS before the page is installed, nor where there is nothing of the kind', () => {
    vi.stubGlobal('Notification', undefined);
    delete (globalThis as { Notification?: unknown }).Notification;
    expect(notifying('ada')).toBe('unsupported');
    vi.stubGlobal('navigator', { standalone: false });
    expect(notifying('ada')).toBe('installFirst');
  });
});
