import type { ReactNode } from 'react';
import { errorText, t } from '../texts';
import { Small } from '../ui/Button';
import { Problem } from '../ui/Confirm';
import type { Paged } from './usePaged';

/** The items of a list, the way to more of them, and what stands in their place. */
export function PagedList<T>({
  paged,
  none,
  children,
}: {
  paged: Paged<T>;
  none: string;
  children: (item: T) => ReactNode;
}) {
  const { items, loaded, problem, more } = paged;
  return (
    <>
      {problem !== undefined && <Problem text={errorText(problem)} />}
      {loaded && items.length === 0 && <p className="text-sm text-muted">{none}</p>}
      <ul className="divide-y divide-edge">{items.map(children)}</ul>
      {more && (
        <Small look="quiet" className="mt-2" onClick={more}>
          {t.admin.more}
        </Small>
      )}
    </>
  );
}
