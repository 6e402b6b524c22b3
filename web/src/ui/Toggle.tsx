/** A setting that is on or off. */
export function Toggle({
  label,
  on,
  onChange,
  disabled = false,
}: {
  label: string;
  on: boolean;
  onChange: (on: boolean) => void;
  disabled?: boolean;
}) {
  return (
    <button
      type="button"
      role="switch"
      aria-checked={on}
      disabled={disabled}
      onClick={() => onChange(!on)}
      className="flex h-10 w-full items-center gap-3 rounded-lg px-2 text-start text-sm hover:bg-hover disabled:text-faint"
    >
      <span className="flex-1">{label}</span>
      <span
        aria-hidden="true"
        // The border is seen only where the system chooses the colours, which takes backgrounds away.
        className={`flex h-5 w-9 items-center rounded-full border border-transparent p-px transition-colors ${on ? 'justify-end bg-accent' : 'bg-edge-strong'}`}
      >
        <span className="size-4 rounded-full bg-raised forced-colors:bg-[ButtonText]" />
      </span>
    </button>
  );
}
