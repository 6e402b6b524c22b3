import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { t } from '../texts';
import { IconButton } from '../ui/Button';
import { stepOf } from '../ui/direction';
import { BackIcon, CloseIcon } from '../ui/icons';

export interface Picture {
  readonly url: string;
  readonly name: string;
}

/** Pictures as large as the window, one after another; Esc, the cross or a press beside it closes. */
export function Lightbox({
  pictures,
  first,
  onClose,
}: {
  pictures: readonly Picture[];
  first: Picture;
  onClose: () => void;
}) {
  const ref = useRef<HTMLDialogElement>(null);
  const [{ url, name }, setShown] = useState(first);
  // Nowhere once its message has gone: then there is no next one either.
  const at = pictures.findIndex((picture) => picture.url === url);
  useEffect(() => {
    const dialog = ref.current;
    dialog?.showModal();
    return () => dialog?.close();
  }, []);

  function go(step: number): void {
    const next = pictures[at + step];
    if (next) setShown(next);
  }

  function onKeyDown(event: KeyboardEvent): void {
    const step = stepOf(event.key);
    if (step !== undefined) go(step);
  }

  const turner = 'bg-raised! aria-disabled:text-faint aria-disabled:not-focus:invisible';
  return (
    <dialog
      ref={ref}
      aria-label={name}
      onClose={onClose}
      onKeyDown={onKeyDown}
      onClick={(event) => {
        if (event.target === event.currentTarget) onClose();
      }}
      className="m-0 h-dvh max-h-none w-screen max-w-none bg-black/85 p-4"
    >
      <div className="flex h-full flex-col items-center" onClick={onClose}>
        <div
          className="flex max-w-full items-center gap-3 rounded-xl bg-raised py-1 pe-1 ps-4"
          onClick={(event) => event.stopPropagation()}
        >
          <a href={url} download={name} className="truncate text-sm font-medium text-accent">
            {name}
          </a>
          <IconButton label={t.close} onClick={onClose}>
            <CloseIcon />
          </IconButton>
        </div>
        <div className="flex min-h-0 w-full flex-1 items-center justify-between gap-3 pt-3">
          <IconButton
            label={t.files.previous}
            disabled={at <= 0}
            className={turner}
            onClick={(event) => {
              event.stopPropagation();
              go(-1);
            }}
          >
            <BackIcon />
          </IconButton>
          <img
            src={url}
            alt={name}
            onClick={(event) => event.stopPropagation()}
            className="max-h-full max-w-full min-w-0 rounded-lg object-contain"
          />
          <IconButton
            label={t.files.next}
            disabled={at < 0 || at + 1 >= pictures.length}
            className={turner}
            onClick={(event) => {
              event.stopPropagation();
              go(1);
            }}
          >
            <span className="rotate-180">
              <BackIcon />
            </span>
          </IconButton>
        </div>
      </div>
    </dialog>
  );
}
