/** Holds the place of the conversations until they are there. */
export function ListSkeleton() {
  return (
    <div aria-hidden="true">
      {Array.from({ length: 7 }, (_, i) => (
        <div key={i} className="flex h-15 items-center gap-3 px-2">
          <div className="skeleton size-10 rounded-full" />
          <div className="flex-1 space-y-2">
            <div className="skeleton h-3 w-1/2" />
            <div className="skeleton h-2.5 w-4/5" />
          </div>
        </div>
      ))}
    </div>
  );
}
