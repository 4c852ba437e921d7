import { sql } from 'drizzle-orm';
import type { Database, Tx } from '../../../db/client';
import type { Instant } from '../../kernel/instant';
import type { ClientInCommon, CommonClient, WorkFor } from '../common-client';

/** The accounts of a client are counted no further than this. */
const COUNTED_TO = 1_000;

/** When contracts with these clients began, up to an instant, and how many accounts have any. */
export async function commonClientsOf(db: Database | Tx, clients: readonly ClientInCommon[], asOf: Instant): Promise<CommonClient[]> {
  if (clients.length === 0) return [];
  const until = new Date(asOf).toISOString();
  const pairs = clients.flatMap(({ client, among }) => among.map((account) => ({ client, account })));
  const { rows } = await db.execute<{ client: string; account: string; contracts: number; first: number; last: number; accounts: number }>(sql`
    with k as (select * from unnest(${sql.param(pairs.map(({ client }) => client))}::text[], ${sql.param(pairs.map(({ account }) => account))}::text[]) as pair(client, account)),
    counted as materialized (
      select c.client, (select count(*)::int from (
        select distinct account from events where type = 'contract.started' and data ->> 'client' = c.client and at <= ${until}::timestamptz limit ${COUNTED_TO}) as any_of_them) as accounts
      from (select distinct client from k) c)
    select k.client, k.account, w.contracts, w.first, w.last, counted.accounts
    from k join counted on counted.client = k.client
    cross join lateral (
      select count(distinct data ->> 'contract')::int as contracts, extract(epoch from min(at))::float8 * 1000 as first, extract(epoch from max(at))::float8 * 1000 as last
      from events where type = 'contract.started' and data ->> 'client' = k.client and account = k.account and at <= ${until}::timestamptz) w
    where w.contracts > 0`);
  return clients.map(({ client, weighedAs, nats, among }) => {
    const told = rows.filter((row) => row.client === client);
    const workers = among.flatMap((account): WorkFor[] => told.filter((row) => row.account === account).map(({ contracts, first, last }) => ({ account, contracts, firstAt: Math.round(first), lastAt: Math.round(last) })));
    return { client, weighedAs, nats, workers, accounts: Math.max(workers.length, told[0]?.accounts ?? 0) };
  }).filter(({ workers }) => workers.length > 1);
}
