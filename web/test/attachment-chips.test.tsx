import { fireEvent, render } from '@testing-library/react';
import { beforeEach, expect, it, vi } from 'vitest';
import { AttachmentChips } from '../src/files/AttachmentChips';
import type { Attachment, Attachments } from '../src/files/attachments';

const released = vi.fn();

beforeEach(() => {
  released.mockClear();
  URL.createObjectURL = () => 'blob:picture';
  URL.revokeObjectURL = released;
});

function shown(file: File) {
  const upload = { url: '/u', fileName: file.name } as unknown as Attachment['upload'];
  const files = [{ key: 1, file, progress: 1, ...(upload ? { upload } : {}) }];
  return render(<AttachmentChips files={files} attachments={{} as Attachments} />);
}

it('shows a picture that is to be sent, and lets it go with the chip', () => {
  const { container, unmount } = shown(new File(['x'], 'image.png', { type: 'image/png' }));
  expect(container.querySelector('img')?.src).toBe('blob:picture');
  unmount();
  expect(released).toHaveBeenCalledWith('blob:picture');
});

it('shows what is no picture, whatever it says, as a file', () => {
  const { container } = shown(new File(['x'], 'image.png', { type: 'image/png' }));
  fireEvent.error(container.querySelector('img')!);
  expect(container.querySelector('img')).toBeNull();
  expect(container.querySelector('svg')).not.toBeNull();
});

it.each([
  [0, '0 kB'],
  [7, '1 kB'],
  [300 * 1024, '300 kB'],
  [3.25 * 2 ** 20, '3.3 MB'],
])('tells the size of a file of %d bytes', (bytes, told) => {
  const file = new File([], 'notes.txt');
  Object.defineProperty(file, 'size', { value: bytes });
  expect(shown(file).container.textContent).toContain(told);
});
