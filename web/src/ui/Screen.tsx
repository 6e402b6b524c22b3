import type { ReactNode } from 'react';
import { leave } from '../app/router';
import { t } from '../texts';
import { IconButton } from './Button';
import { BackIcon } from './icons';

/** A page beside the list: its title, and its content in one readable column. */
export function Screen({
  title,
  wide = false,
  children,
}: {
  title: string;
  wide?: boolean;
  children: ReactNode;
}) {
  return (
    <section aria-label={title} className="flex min-w-0 flex-1 flex-col bg-ground">
      <header className="flex h-14 shrink-0 items-center gap-1 border-b border-edge px-2 md:px-5">
        <IconButton label={t.conversations.back} onClick={leave} className="md:hidden">
          <BackIcon />
        </IconButton>
        <h2 className="font-semibold">{title}</h2>
      </header>
      {/* Scrollable by keyboard, whatever it holds. */}
      <div tabIndex={0} className="min-h-0 flex-1 overflow-y-auto outline-offset-[-2px]">
        <div className={`mx-auto px-4 pt-2 pb-10 md:px-6 ${wide ? 'max-w-5xl' : 'max-w-2xl'}`}>
          {children}
        </div>
      </div>
    </section>
  );
}

/** A part of a screen, with its name above it. */
export function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="border-b border-edge py-4 last:border-0">
      <h3 className="pb-2 text-xs font-semibold text-muted">{title}</h3>
      {children}
    </section>
  );
}
