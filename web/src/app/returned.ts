/** How a sign-in by a provider ended, which sends the browser back here. */
export type Returned =
  { readonly kind: 'signedIn' | 'link' } | { readonly kind: 'refused'; readonly why: string };

/** What the address says of it; null for any other address. */
export function returned(path: string, fragment: string): Returned | null {
  if (path !== '/') return null;
  if (fragment === '#signed-in') return { kind: 'signedIn' };
  if (fragment === '#link') return { kind: 'link' };
  const why = /^#refused=([A-Z_]{1,40})$/.exec(fragment)?.[1];
  return why === undefined ? null : { kind: 'refused', why };
}
