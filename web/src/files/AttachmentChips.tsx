import { errorText, t } from '../texts';
import { CloseIcon, FileIcon } from '../ui/icons';
import type { Attachments } from './useAttachments';

/** What goes with the next message, how far it is, and the way to take it back. */
export function AttachmentChips({ attachments }: { attachments: Attachments }) {
  if (attachments.all.length === 0) return null;
  return (
    <ul className="flex flex-wrap gap-2 px-3 pt-2.5">
      {attachments.all.map(({ key, name, progress, upload, problem }) => (
        <li
          key={key}
          className={`flex h-10 max-w-64 items-center gap-2 rounded-lg border pe-1 ps-2.5 text-sm ${problem === undefined ? 'border-edge bg-panel' : 'border-danger bg-danger-soft text-danger'}`}
        >
          <FileIcon className="size-4 text-muted" />
          <span className="min-w-0 flex-1">
            <span className="block truncate leading-4">
              {problem === undefined ? name : errorText(problem)}
            </span>
            {!upload && problem === undefined && (
              <progress
                value={progress}
                max={1}
                aria-label={t.files.uploading(name)}
                className="block h-1 w-full appearance-none overflow-hidden rounded-full bg-sunken [&::-webkit-progress-bar]:bg-sunken [&::-webkit-progress-value]:bg-accent"
              />
            )}
          </span>
          <button
            type="button"
            aria-label={t.files.remove(name)}
            onClick={() => attachments.remove(key)}
            className="grid size-7 place-items-center rounded-lg text-muted hover:bg-hover hover:text-text"
          >
            <CloseIcon className="size-4" />
          </button>
        </li>
      ))}
    </ul>
  );
}
