import type { SignInOptions } from '@parley/client';
import { t } from '../texts';

/** Other ways in: each leads away from the page, and back to it. */
export function Providers({ providers }: { providers: SignInOptions['providers'] }) {
  if (providers.length === 0) return null;
  return (
    <div className="flex flex-col gap-3">
      <p className="flex items-center gap-3 pt-5 text-xs text-muted before:h-px before:flex-1 before:bg-edge after:h-px after:flex-1 after:bg-edge">
        {t.providers.or}
      </p>
      {providers.map((provider) => (
        <a
          key={provider.id}
          href={provider.url}
          className="inline-flex h-10 items-center justify-center rounded-lg border border-edge px-4 text-sm font-semibold transition-colors hover:bg-hover"
        >
          {t.providers.continueWith(provider.name)}
        </a>
      ))}
    </div>
  );
}
