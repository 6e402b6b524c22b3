import { useCallback, useState } from 'react';
import { errorText, sizeText, t } from '../texts';
import { CloseIcon, FileIcon, RetryIcon } from '../ui/icons';
import type { Attachment, Attachments } from './attachments';

/** What goes with the next message, how far it is, and the way to take it back. */
export function AttachmentChips({
  files,
  attachments,
}: {
  files: readonly Attachment[];
  attachments: Attachments;
}) {
  if (files.length === 0) return null;
  return (
    <ul className="flex flex-wrap gap-2 px-3 pt-2.5">
      {files.map((one) => (
        <Chip key={one.key} one={one} attachments={attachments} />
      ))}
    </ul>
  );
}

function Chip({
  one: { key, file, progress, upload, problem },
  attachments,
}: {
  one: Attachment;
  attachments: Attachments;
}) {
  const failed = problem !== undefined;
  const action = 'grid size-7 place-items-center rounded-lg hover:bg-hover';
  return (
    <li
      className={`flex min-h-10 max-w-72 items-center gap-2 rounded-lg border pe-1 ps-2.5 text-sm ${failed ? 'border-danger bg-danger-soft text-danger' : 'border-edge bg-panel'}`}
    >
      <Preview file={file} />
      <span className="min-w-0 flex-1">
        <span className="block truncate leading-4">{file.name}</span>
        {failed && (
          <span role="alert" className="block truncate text-2xs" title={errorText(problem)}>
            {errorText(problem)}
          </span>
        )}
        {upload && <span className="block text-2xs text-muted">{sizeText(file.size)}</span>}
        {!upload && !failed && (
          <progress
            value={progress}
            max={1}
            aria-label={t.files.uploading(file.name)}
            className="block h-1 w-full appearance-none overflow-hidden rounded-full bg-sunken [&::-webkit-progress-bar]:bg-sunken [&::-webkit-progress-value]:bg-accent"
          />
        )}
      </span>
      {failed && (
        <button
          type="button"
          aria-label={t.files.retry(file.name)}
          title={t.status.retry}
          onClick={() => attachments.retry(key)}
          className={action}
        >
          <RetryIcon className="size-4" />
        </button>
      )}
      <button
        type="button"
        aria-label={t.files.remove(file.name)}
        onClick={() => attachments.remove(key)}
        className={`${action} text-muted hover:text-text`}
      >
        <CloseIcon className="size-4" />
      </button>
    </li>
  );
}

/** The picture itself, small; what the browser cannot show is a file like any other. */
function Preview({ file }: { file: File }) {
  const [shows, setShows] = useState(file.type.startsWith('image/'));
  const show = useCallback(
    (picture: HTMLImageElement) => {
      const url = URL.createObjectURL(file);
      picture.src = url;
      return () => URL.revokeObjectURL(url);
    },
    [file],
  );
  if (!shows) return <FileIcon className="size-4 text-muted" />;
  return (
    <img
      ref={show}
      alt=""
      onError={() => setShows(false)}
      className="-ms-1 size-8 rounded object-cover"
    />
  );
}
