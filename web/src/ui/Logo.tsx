/** The mark of the page; the word beside it says its name. */
export function Logo({ className }: { className?: string }) {
  return <img src="/favicon.svg" alt="" width={32} height={32} className={className} />;
}
