import { useState, type ReactNode, type SubmitEvent } from 'react';
import { errorText } from '../texts';
import { Button } from '../ui/Button';

/** A form that asks the server for one thing and then says that it was done. */
export function OneStep({
  submit,
  done,
  act,
  children,
}: {
  submit: string;
  done: string;
  act: (form: FormData) => Promise<void>;
  children?: ReactNode;
}) {
  const [state, setState] = useState<'asking' | 'busy' | 'done'>('asking');
  const [problem, setProblem] = useState<unknown>();

  async function send(event: SubmitEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setState('busy');
    setProblem(undefined);
    try {
      await act(form);
      setState('done');
    } catch (cause) {
      setProblem(cause);
      setState('asking');
    }
  }

  if (state === 'done') {
    return (
      <p role="status" className="text-sm">
        {done}
      </p>
    );
  }
  return (
    <form onSubmit={(event) => void send(event)} className="flex flex-col gap-4">
      {children}
      {problem !== undefined && (
        <p role="alert" className="rounded-lg bg-danger-soft px-3 py-2 text-sm text-danger">
          {errorText(problem)}
        </p>
      )}
      <Button type="submit" disabled={state === 'busy'}>
        {submit}
      </Button>
    </form>
  );
}
