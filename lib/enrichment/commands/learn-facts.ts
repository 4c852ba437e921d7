import { desc, sql } from 'drizzle-orm';
import type { Tx } from '../../../db/client';
import { networkLists } from '../../../db/schema';
import { openSources, type Sources } from '../adapters/sources';
import { classify, NO_LISTS, sortLists, type ListKind, type SortedLists } from '../network';
import { placeOf } from '../place';

let sources: Sources | undefined;
let lists: { newest: string; sorted: SortedLists } = { newest: '', sorted: NO_LISTS };

/** The sources of this process, opened on first use: packaged files, or the operator's own. */
export function sourcesInUse(): Sources {
  sources ??= openSources(process.env);
  return sources;
}

/** The newest list of each name; sorted again only when one was imported since. */
async function listsInUse(tx: Tx): Promise<SortedLists> {
  const [last] = await tx.select({ id: networkLists.id }).from(networkLists).orderBy(desc(networkLists.importedAt), desc(networkLists.id)).limit(1);
  const newest = last?.id ?? '';
  if (newest === lists.newest) return lists.sorted;
  const rows = await tx.selectDistinctOn([networkLists.name]).from(networkLists).orderBy(networkLists.name, desc(networkLists.importedAt));
  lists = { newest, sorted: sortLists(rows.map((row) => ({ ...row, class: row.class as ListKind }))) };
  return lists.sorted;
}

type Unlearnt = { account: string; event: string; ip: string | null };

/**
 * Learns where the addresses of new sessions are and what networks they belong to, once for each event, with source and date.
 * An address that retention has blanked before anything was learnt of it stays unknown.
 */
export async function learnFacts(tx: Tx, accounts: readonly string[]): Promise<number> {
  const { rows } = await tx.execute<Unlearnt>(sql`
    select e.account, e.id as event, e.ip from events e
    where e.account = any(${sql.param([...accounts])}::text[]) and e.type = 'session.seen'
      and not exists (select 1 from session_facts f where f.account = e.account and f.event = e.id)`);
  if (rows.length === 0) return 0;
  const sorted = await listsInUse(tx);
  const known = sourcesInUse();
  const facts = rows.map(({ account, event, ip }) => {
    const network = ip === null ? { class: 'unknown' as const, asn: null, owner: null, source: 'address', reason: 'the address is past its retention' } : classify({ ip, ...known.owner(ip) }, sorted);
    const place = placeOf(ip === null ? [] : known.locate(ip), network.class);
    return {
      account, event, network_class: network.class, asn: network.asn, owner: network.owner, network_source: network.source, network_reason: network.reason ?? null, listings: network.listings ?? null,
      readings: place.readings, agreed: place.agreed, country: place.country, lat: place.lat, lon: place.lon, radius_km: place.radiusKm,
    };
  });
  await tx.execute(sql`
    insert into session_facts (account, event, network_class, asn, owner, network_source, network_reason, listings, readings, agreed, country, lat, lon, radius_km)
    select account, event, network_class, asn, owner, network_source, network_reason, listings, readings, agreed, country, lat, lon, radius_km
    from jsonb_to_recordset(${JSON.stringify(facts)}::jsonb) as r(account text, event text, network_class text, asn int, owner text, network_source text, network_reason text,
      listings jsonb, readings jsonb, agreed boolean, country text, lat float8, lon float8, radius_km float8)
    on conflict do nothing`);
  return facts.length;
}
