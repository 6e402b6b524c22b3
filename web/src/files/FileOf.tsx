import { useState } from 'react';
import { t } from '../texts';
import { isSafe } from '../timeline/links';
import { FileIcon } from '../ui/icons';
import { isPicture } from './is-picture';
import { Lightbox, type Picture } from './Lightbox';
import { isPlayable, Player } from './Player';
import { useFirstThatLoads } from './useFirstThatLoads';
import { usePictures } from './usePictures';

/** What a message carries: a picture of ours to look at, else a file to open. */
export function FileOf({ url, fileName }: { url: string | null; fileName: string | null }) {
  const [open, setOpen] = useState(false);
  const name = fileName ?? url ?? t.conversations.attachment;
  const picture = isPicture(url, fileName);
  // Not of every kind of picture does the server have a small one.
  const { src, onError } = useFirstThatLoads(picture ? [`${url}/thumbnail`, url!] : []);
  if (url === null || !isSafe(url)) return <span className="text-sm text-muted">{name}</span>;
  if (src) {
    return (
      <>
        <button
          type="button"
          aria-label={t.files.open(name)}
          onClick={() => setOpen(true)}
          // A height that is known before the picture is: nothing below it ever moves.
          className="my-1 block h-48 max-w-full overflow-hidden rounded-lg bg-sunken"
        >
          <img src={src} alt={name} onError={onError} className="h-48 min-w-24 object-cover" />
        </button>
        {open && <Pictures first={{ url, name }} onClose={() => setOpen(false)} />}
      </>
    );
  }
  if (isPlayable(url, name)) return <Player url={url} name={name} />;
  const link = (
    <a
      href={url}
      target="_blank"
      rel="noopener noreferrer"
      className="my-1 inline-flex h-11 max-w-full items-center gap-2 rounded-lg border border-edge bg-panel px-3 text-sm font-medium text-accent hover:bg-hover"
    >
      <FileIcon className="size-5 text-muted" />
      <span className="truncate">{name}</span>
    </a>
  );
  // The box stays when nothing of the picture can be shown.
  return picture ? <div className="my-1 flex h-48 items-center">{link}</div> : link;
}

function Pictures({ first, onClose }: { first: Picture; onClose: () => void }) {
  return <Lightbox pictures={usePictures()} first={first} onClose={onClose} />;
}
