const widths = ['w-2/3', 'w-1/2', 'w-3/4', 'w-2/5', 'w-3/5'];

/** Holds the place of the messages until they are there. */
export function TimelineSkeleton() {
  return (
    <div
      aria-hidden="true"
      className="flex min-h-0 flex-1 flex-col justify-end gap-5 overflow-hidden p-5"
    >
      {widths.map((width) => (
        <div key={width} className="flex gap-3">
          <div className="skeleton size-9 rounded-full" />
          <div className="flex-1 space-y-2 pt-1">
            <div className="skeleton h-3 w-24" />
            <div className={`skeleton h-3 ${width}`} />
          </div>
        </div>
      ))}
    </div>
  );
}
