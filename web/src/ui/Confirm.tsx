import { useState } from 'react';
import { errorText, t } from '../texts';
import { Button } from './Button';
import { Dialog } from './Dialog';

/** Asks once more before something that cannot be taken back. */
export function Confirm({
  title,
  text,
  action,
  onConfirm,
  onClose,
}: {
  title: string;
  text: string;
  action: string;
  onConfirm: () => Promise<void>;
  onClose: () => void;
}) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();

  async function confirm(): Promise<void> {
    setBusy(true);
    try {
      await onConfirm();
      onClose();
    } catch (cause) {
      setProblem(cause);
      setBusy(false);
    }
  }

  return (
    <Dialog title={title} onClose={onClose}>
      <div className="flex flex-col gap-4 px-5 pt-2 pb-5">
        <p className="text-sm text-muted">{text}</p>
        {problem !== undefined && <Problem text={errorText(problem)} />}
        <div className="flex justify-end gap-2">
          <Button look="quiet" onClick={onClose} data-focus>
            {t.cancel}
          </Button>
          <Button look="danger" disabled={busy} onClick={() => void confirm()}>
            {action}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}

/** What went wrong, where it went wrong. */
export function Problem({ text }: { text: string }) {
  return (
    <p role="alert" className="rounded-lg bg-danger-soft px-3 py-2 text-sm text-danger">
      {text}
    </p>
  );
}
