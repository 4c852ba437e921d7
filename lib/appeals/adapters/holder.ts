import { pageOf } from '../../enforcement/adapters/page-address';
import type { Actor } from '../../staff/actor';
import { holderOf } from '../queries/holder-of';

export type Holder = Extract<Actor, { kind: 'holder' }>;

/** The account holder behind the private address of a page; null for an address that we did not make, or whose page is not here. */
export async function holderBehind(token: string): Promise<Holder | null> {
  const page = pageOf(token);
  if (page === null) return null;
  const found = await holderOf({ kind: 'holder', id: page, page }, {});
  return found.ok ? { kind: 'holder', id: found.value.account, page } : null;
}
