import { ParleyError, type Parley, type Upload } from '@parley/client';
import { expect, it, vi } from 'vitest';
import { Attachments } from '../src/files/attachments';

it('tries again what did not reach the server, and not what that refused', async () => {
  const upload = vi
    .fn<Parley['api']['files']['upload']>()
    .mockRejectedValueOnce(ParleyError.unreachable())
    .mockRejectedValueOnce(new ParleyError(413, 'PAYLOAD_TOO_LARGE', 'Too large'))
    .mockResolvedValue({ url: '/files/1' } as Upload);
  const attachments = new Attachments({ upload } as unknown as Parley['api']['files'], () => {});
  attachments.add([new File(['some'], 'one.txt'), new File(['more'], 'two.txt')]);
  await vi.waitFor(() => expect(attachments.get().every(({ problem }) => problem)).toBe(true));
  attachments.resume();
  await vi.waitFor(() => expect(attachments.get()[0]!.upload).toBeDefined());
  expect(upload.mock.calls.map(([, name]) => name)).toEqual(['one.txt', 'two.txt', 'one.txt']);
  expect(attachments.failed).toBe(true);
});
