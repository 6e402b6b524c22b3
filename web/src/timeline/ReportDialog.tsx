import { useState, type SubmitEvent } from 'react';
import { useParley } from '../app/session';
import { errorText, t } from '../texts';
import { Button } from '../ui/Button';
import { Problem } from '../ui/Confirm';
import { Dialog } from '../ui/Dialog';
import { Field } from '../ui/Field';
import { toast } from '../ui/Toasts';

/** Tells the administrators, with a reason. */
export function ReportDialog({
  what,
  onClose,
}: {
  what: { userId: string } | { messageId: string } | { conversationId: string };
  onClose: () => void;
}) {
  const { api } = useParley();
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<unknown>();

  async function submit(event: SubmitEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    try {
      await api.account.report(what, reason);
      toast(t.report.done);
      onClose();
    } catch (cause) {
      setProblem(cause);
    }
  }

  return (
    <Dialog title={t.report.title} onClose={onClose}>
      <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-4 px-5 pt-3 pb-5">
        <Field
          label={t.report.reason}
          hint={t.report.hint}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          maxLength={1000}
          required
          data-focus
        />
        {problem !== undefined && <Problem text={errorText(problem)} />}
        <div className="flex justify-end gap-2">
          <Button look="quiet" onClick={onClose}>
            {t.cancel}
          </Button>
          <Button type="submit" disabled={reason.trim() === ''}>
            {t.report.submit}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
