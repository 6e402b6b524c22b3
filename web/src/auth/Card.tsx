import type { ReactNode } from 'react';
import { Logo } from '../ui/Logo';

/** The page of somebody who is not signed in: a title, a card, and a line below it. */
export function Card({
  title,
  below,
  children,
}: {
  title: string;
  below?: ReactNode;
  children: ReactNode;
}) {
  return (
    <main className="grid h-full overflow-y-auto bg-panel px-4 py-8">
      <div className="m-auto flex w-full max-w-sm flex-col gap-6">
        <header className="flex flex-col items-center gap-4">
          <Logo className="size-12" />
          <h1 className="text-xl font-semibold tracking-tight">{title}</h1>
        </header>
        <section className="rounded-2xl border border-edge bg-raised p-6 shadow-float">
          {children}
        </section>
        {below && <p className="text-center text-sm text-muted">{below}</p>}
      </div>
    </main>
  );
}

/** Goes somewhere else, in a line of text. */
export function TextButton({ onClick, children }: { onClick: () => void; children: ReactNode }) {
  return (
    <button
      type="button"
      className="rounded font-semibold text-accent underline-offset-4 hover:underline"
      onClick={onClick}
    >
      {children}
    </button>
  );
}
