import { useId, type ComponentProps } from 'react';

/** A labelled input that tells what is wrong with what is in it. */
export function Field({
  label,
  hint,
  problem,
  ...props
}: ComponentProps<'input'> & {
  /** Takes the focus when its dialog opens. */
  'data-focus'?: boolean;
  label: string;
  hint?: string | undefined;
  problem?: string | undefined;
}) {
  const id = useId();
  const note = problem ?? hint;
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      <input
        {...props}
        id={id}
        aria-invalid={problem ? true : undefined}
        aria-describedby={note ? `${id}-note` : undefined}
        className={`h-10 w-full rounded-lg border bg-ground px-3 outline-offset-0 transition-colors ${problem ? 'border-danger' : 'border-edge-strong hover:border-muted'}`}
      />
      {note && (
        <p id={`${id}-note`} className={`text-xs ${problem ? 'text-danger' : 'text-muted'}`}>
          {note}
        </p>
      )}
    </div>
  );
}
