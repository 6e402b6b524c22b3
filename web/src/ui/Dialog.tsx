import { useEffect, useId, useRef, type ReactNode } from 'react';
import { t } from '../texts';
import { IconButton } from './Button';
import { CloseIcon } from './icons';
import { ToastsHeard } from './Toasts';

/** A modal dialog: the browser keeps the focus inside, closes it on Esc and gives the focus back. */
export function Dialog({
  title,
  onClose,
  children,
}: {
  title: string;
  onClose: () => void;
  children: ReactNode;
}) {
  const ref = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const dialog = ref.current!;
    const around = dialog.parentElement?.closest<HTMLElement>('[tabindex]');
    dialog.showModal();
    // React's autoFocus comes before the dialog is open, and so to nothing.
    dialog.querySelector<HTMLElement>('[data-focus]')?.focus();
    return () => {
      dialog.close();
      // What had the focus before may have gone, by what was done here.
      if (document.activeElement === document.body) around?.focus({ preventScroll: true });
    };
  }, []);
  return (
    <dialog
      ref={ref}
      aria-labelledby={id}
      tabIndex={-1}
      onClose={onClose}
      className="max-h-[calc(100dvh-var(--above)-var(--below)-2rem)] w-[min(28rem,calc(100vw-2rem))] rounded-2xl border border-edge bg-raised shadow-float outline-none"
    >
      <header className="flex items-center justify-between px-5 pt-4">
        <h2 id={id} className="text-lg font-semibold">
          {title}
        </h2>
        <IconButton label={t.close} onClick={onClose} className="-me-2">
          <CloseIcon />
        </IconButton>
      </header>
      {children}
      <ToastsHeard />
    </dialog>
  );
}
