/** What a link in a letter asks for. */
export type MailedLink =
  | { readonly kind: 'verify' | 'reset'; readonly token: string }
  | { readonly kind: 'invite'; readonly code: string };

/** The mailed link that an address is; null for any other address. */
export function mailedLink(path: string, search: string): MailedLink | null {
  const query = new URLSearchParams(search);
  const token = query.get('token');
  const code = query.get('code');
  if (path === '/verify' && token) return { kind: 'verify', token };
  if (path === '/reset' && token) return { kind: 'reset', token };
  if (path === '/invite' && code) return { kind: 'invite', code };
  return null;
}

/** Leaves the link for the start page, so that its secret is neither kept nor used again. */
export function leaveLink(): void {
  location.replace('/');
}
