import { inArray, sql, type SQL } from 'drizzle-orm';
import type { Database } from '../../../db/client';
import { accounts } from '../../../db/schema';
import { HUB_ABOVE } from '../../links/link';

type NamedKind = 'device_token' | 'fingerprint';
type Owner = { account: string; name: string | null; kind: NamedKind };

/**
 * Each token whose digest begins so and each look of that name, with the accounts that show it, `HUB_ABOVE` + 1 at most: tokens and accounts are found
 * by steps in the index, so that a device of a hundred thousand costs no more than one of fifty.
 */
export const shownAs = (head: string): SQL => sql`
  with recursive token as (
    (select digest from links where kind = 'device_token' and digest >= ${head} and digest < ${`${head}g`} order by digest limit 1)
    union all
    select (select l.digest from links l where l.kind = 'device_token' and l.digest > token.digest and l.digest < ${`${head}g`} order by l.digest limit 1) from token where token.digest is not null),
  named as (
    select 'device_token' as kind, digest from token where digest is not null
    union all
    select 'fingerprint', digest from prints where name = ${head})
  select named.kind, array(select account from links where links.kind = named.kind and links.digest = named.digest order by account limit ${HUB_ABOVE + 1}) as accounts from named`;

/** Who shows a device of this name, whoever shows its token first, `most` at most; and of which kinds crowds do, of whom nobody is told. */
export async function devicesNamed(db: Database, head: string, most: number): Promise<{ owners: Owner[]; crowds: ReadonlySet<NamedKind> }> {
  const { rows } = await db.execute<{ kind: NamedKind; accounts: string[] }>(shownAs(head));
  const kindOf = new Map<string, NamedKind>();
  for (const kind of ['device_token', 'fingerprint'] as const) {
    const few = rows.filter((row) => row.kind === kind && row.accounts.length <= HUB_ABOVE).flatMap((row) => row.accounts);
    for (const account of few.toSorted()) if (!kindOf.has(account) && kindOf.size < most) kindOf.set(account, kind);
  }
  const cards = kindOf.size === 0 ? [] : await db.select({ account: accounts.account, name: accounts.name }).from(accounts).where(inArray(accounts.account, [...kindOf.keys()]));
  const nameOf = new Map(cards.map(({ account, name }) => [account, name]));
  return {
    owners: [...kindOf].map(([account, kind]) => ({ account, kind, name: nameOf.get(account) ?? null })),
    crowds: new Set(rows.filter((row) => row.accounts.length > HUB_ABOVE).map((row) => row.kind)),
  };
}

/** "More than 50 accounts have a device that looks like D-9E2A: a crowd, which ties nobody and is not listed." */
export function crowdWords(label: string, crowds: ReadonlySet<NamedKind>): string | null {
  if (crowds.size === 0) return null;
  return `More than ${HUB_ABOVE} accounts have ${crowds.has('device_token') ? `device ${label}` : `a device that looks like ${label}`}: a crowd, which ties nobody and is not listed.`;
}
