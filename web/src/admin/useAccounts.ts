import type { Account, Parley } from '@parley/client';
import { useEffect, useState } from 'react';
import { useChat, useParley } from '../app/session';

/** Accounts hardly change, and the same ones are looked at again and again, by one administrator. */
const known = new Map<string, Account>();
let knownTo = '';

function knownBy(meId: string): ReadonlyMap<string, Account> {
  if (meId !== knownTo) known.clear();
  knownTo = meId;
  return new Map(known);
}

/** The accounts of these ids, as far as they are there by now; those that are gone never come. */
export function useAccounts(ids: readonly string[]): ReadonlyMap<string, Account> {
  const { api } = useParley();
  const meId = useChat((state) => state.me?.id ?? '');
  const [found, setFound] = useState(() => knownBy(meId));
  const wanted = [...new Set(ids)].sort().join(' ');
  useEffect(() => {
    let current = true;
    const missing = wanted.split(' ').filter((id) => id !== '' && !known.has(id));
    if (missing.length === 0) return;
    lookUp(api.admin, missing).then(
      () => current && setFound(new Map(known)),
      // Ids stand in their place meanwhile; the next change of the list asks again.
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [api, wanted]);
  return found;
}

/**
 * The list of accounts is by id, newest first, and a cursor is the id where the page before ended:
 * so the page before the next id begins with the one that is wanted, however many there are.
 */
export async function lookUp(
  admin: Pick<Parley['api']['admin'], 'accounts'>,
  ids: readonly string[],
): Promise<void> {
  let rest = [...ids].sort().reverse();
  while (rest.length > 0) {
    const { accounts } = await admin.accounts('', after(rest[0]!));
    for (const account of accounts) known.set(account.id, account);
    const last = accounts.at(-1)?.id ?? '';
    rest = rest.slice(1).filter((id) => !known.has(id) && id < last);
  }
}

export function accountOf(id: string): Account | undefined {
  return known.get(id);
}

function after(id: string): string {
  return (BigInt(`0x${id}`) + 1n).toString(16).padStart(24, '0');
}
