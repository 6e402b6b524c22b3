import type { ComponentProps, ReactNode } from 'react';

type Look = 'primary' | 'quiet' | 'danger';

const looks: Record<Look, string> = {
  primary:
    'bg-accent text-on-accent hover:bg-accent-strong aria-disabled:bg-sunken aria-disabled:text-faint',
  danger: 'bg-danger text-ground hover:opacity-90 aria-disabled:opacity-60',
  quiet: 'text-muted hover:bg-hover hover:text-text aria-disabled:text-faint',
};

/**
 * In place of `disabled`, with which the browser takes the focus away from whoever has just pressed the
 * button. Enter in a form's field is a click on its button, so nothing is sent then either.
 */
function resting({ disabled, ...props }: ComponentProps<'button'>): ComponentProps<'button'> {
  if (!disabled) return props;
  return { ...props, 'aria-disabled': true, onClick: (event) => event.preventDefault() };
}

export function Button({
  look = 'primary',
  className = '',
  ...props
}: ComponentProps<'button'> & { look?: Look }) {
  return (
    <button
      type="button"
      {...resting(props)}
      className={`inline-flex h-10 items-center justify-center gap-2 rounded-lg px-4 text-sm font-semibold transition-colors ${looks[look]} ${className}`}
    />
  );
}

/** A square button that shows only an icon; `label` is its name and its tooltip. */
export function IconButton({
  label,
  children,
  className = '',
  ...props
}: ComponentProps<'button'> & { label: string; children: ReactNode }) {
  return (
    <button
      type="button"
      {...resting(props)}
      aria-label={label}
      title={label}
      className={`grid size-9 shrink-0 place-items-center rounded-lg text-muted transition-colors hover:bg-hover hover:text-text ${className}`}
    >
      {children}
    </button>
  );
}

/** A button within a row. */
export function Small({
  look = 'primary',
  className = '',
  ...props
}: ComponentProps<'button'> & { look?: Look }) {
  return (
    <button
      type="button"
      {...resting(props)}
      className={`h-8 shrink-0 rounded-lg px-3 text-xs font-semibold transition-colors ${looks[look]} ${className}`}
    />
  );
}
