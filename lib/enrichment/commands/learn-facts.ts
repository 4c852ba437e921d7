import { desc, sql } from 'drizzle-orm';
import type { Tx } from '../../../db/client';
import { networkLists } from '../../../db/schema';
import { openSources, type Sources } from '../adapters/sources';
import type { SessionFacts } from '../history';
import { classify, sortLists, type ListKind, type SortedLists } from '../network';
import { placeOf } from '../place';

let sources: Sources | undefined;

/** The sources of this process, opened on first use: packaged files, or the operator's own. */
export function sourcesInUse(): Sources {
  sources ??= openSources(process.env);
  return sources;
}

/** The newest list of each name, and what was found of each address by them; sorted and asked again only when one was imported since. */
let lists: { newest: string; sorted: SortedLists; facts: Map<string, SessionFacts> } | null = null;

async function listsInUse(tx: Tx): Promise<NonNullable<typeof lists>> {
  const [last] = await tx.select({ id: networkLists.id }).from(networkLists).orderBy(desc(networkLists.importedAt), desc(networkLists.id)).limit(1);
  const newest = last?.id ?? '';
  if (newest === lists?.newest) return lists;
  const rows = await tx.selectDistinctOn([networkLists.name]).from(networkLists).orderBy(networkLists.name, desc(networkLists.importedAt));
  lists = { newest, sorted: sortLists(rows.map((row) => ({ ...row, class: row.class as ListKind }))), facts: new Map() };
  return lists;
}

/** Addresses remembered at most; then it begins anew. */
const REMEMBERED = 100_000;

const BLANKED: SessionFacts = {
  network: { class: 'unknown', asn: null, owner: null, source: 'address', reason: 'the address is past its retention' }, place: placeOf([], 'unknown'),
};

export type Unlearnt = { account: string; event: string; ip: string | null };

/**
 * Learns where the addresses of new sessions are and what networks they belong to, once for each event, with source and date;
 * answers the facts in the order of the sessions. An address that retention has blanked before anything was learnt of it stays unknown.
 */
export async function learnFacts(tx: Tx, sessions: readonly Unlearnt[]): Promise<SessionFacts[]> {
  if (sessions.length === 0) return [];
  const { sorted, facts } = await listsInUse(tx);
  const learnt = sessions.map(({ ip }) => (ip === null ? BLANKED : factsAt(ip, sorted, facts)));
  const rows = sessions.map(({ account, event }, index) => {
    const { network, place } = learnt[index] ?? BLANKED;
    return {
      account, event, network_class: network.class, asn: network.asn, owner: network.owner, network_source: network.source, network_reason: network.reason ?? null, listings: network.listings ?? null,
      readings: place.readings, agreed: place.agreed, country: place.country, lat: place.lat, lon: place.lon, radius_km: place.radiusKm,
    };
  });
  await tx.execute(sql`
    insert into session_facts (account, event, network_class, asn, owner, network_source, network_reason, listings, readings, agreed, country, lat, lon, radius_km)
    select account, event, network_class, asn, owner, network_source, network_reason, listings, readings, agreed, country, lat, lon, radius_km
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(account text, event text, network_class text, asn int, owner text, network_source text, network_reason text,
      listings jsonb, readings jsonb, agreed boolean, country text, lat float8, lon float8, radius_km float8)`);
  return learnt;
}

/** Sessions at one address share one object: people come back to the same addresses. */
function factsAt(ip: string, sorted: SortedLists, known: Map<string, SessionFacts>): SessionFacts {
  const held = known.get(ip);
  if (held) return held;
  const { owner, locate } = sourcesInUse();
  const network = classify({ ip, ...owner(ip) }, sorted);
  const facts = { network, place: placeOf(locate(ip), network.class) };
  if (known.size >= REMEMBERED) known.clear();
  known.set(ip, facts);
  return facts;
}
