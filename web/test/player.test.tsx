import { render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { isPlayable, Player } from '../src/files/Player';

const UPLOAD = '/api/v1/uploads/1';

it('plays uploads that are video or sound by their name, and nothing from elsewhere', () => {
  expect(isPlayable(UPLOAD, 'voice.ogg')).toBe(true);
  expect(isPlayable(UPLOAD, 'Clip.MP4')).toBe(true);
  expect(isPlayable(UPLOAD, 'notes.txt')).toBe(false);
  expect(isPlayable('https://example.org/clip.mp4', 'clip.mp4')).toBe(false);
});

it('fetches nothing but the length before somebody wants it', () => {
  render(
    <>
      <Player url={UPLOAD} name="clip.webm" />
      <Player url={UPLOAD} name="voice.ogg" />
    </>,
  );
  for (const [name, tag] of [
    ['clip.webm', 'VIDEO'],
    ['voice.ogg', 'AUDIO'],
  ] as const) {
    const player = screen.getByLabelText<HTMLMediaElement>(new RegExp(name));
    expect(player.tagName).toBe(tag);
    expect(player.preload).toBe('metadata');
    expect(player.controls).toBe(true);
  }
});
