import { useEffect, useRef } from 'react';
import { t } from '../texts';
import { IconButton } from '../ui/Button';
import { CloseIcon } from '../ui/icons';

/** A picture as large as the window; Esc, the cross or a press beside it closes. */
export function Lightbox({
  url,
  name,
  onClose,
}: {
  url: string;
  name: string;
  onClose: () => void;
}) {
  const ref = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const dialog = ref.current;
    dialog?.showModal();
    return () => dialog?.close();
  }, []);
  return (
    <dialog
      ref={ref}
      aria-label={name}
      onClose={onClose}
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
        <span className="grid min-h-0 flex-1 place-items-center pt-3">
          <img
            src={url}
            alt={name}
            onClick={(event) => event.stopPropagation()}
            className="max-h-full max-w-full rounded-lg object-contain"
          />
        </span>
      </div>
    </dialog>
  );
}
