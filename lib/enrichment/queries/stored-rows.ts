import { sql } from 'drizzle-orm';
import type { Database, Tx } from '../../../db/client';
import { iso, type Instant } from '../../kernel/instant';
import type { SessionFacts } from '../history';
import type { Listing, NetworkClass } from '../network';
import type { PlaceReading } from '../place';
import { recordIn } from '../reading';
import type { Arrived, Since } from '../shelf';

/** What is stored of an account: how many events in all, and the rows that were asked for. */
export type Stored = { account: string; total: number; rows: (Arrived & { /** Null once blanked, and of other events than sessions. */ ip: string | null })[] };

type Found = {
  account: string; total: number; id: string | null; type: string; at: number; received: number; session: string | null; data: unknown; ip: string | null;
} & FactColumns;

type FactColumns = {
  network_class: NetworkClass | null; asn: number | null; owner: string | null; network_source: string | null; network_reason: string | null; listings: string | null;
  readings: string | null; agreed: boolean | null; country: string | null; lat: number | null; lon: number | null; radius_km: number | null;
};

/**
 * The rows of each account from both instants of `since` on, all where it is absent, with the facts learnt of them; nothing that happened after `until`
 * is brought or counted. Accounts without events are left out.
 */
export async function rowsSince(db: Database | Tx, asked: readonly { account: string; since?: Since }[], until?: Instant): Promise<Map<string, Stored>> {
  const inTime = until === undefined ? sql`` : sql`and at <= ${iso(until)}::timestamptz`;
  const from = (read: (since: Since) => Instant): string[] => asked.map(({ since }) => iso(since ? read(since) : -Infinity));
  // Count and rows come from one statement, so that both are of one moment.
  const { rows } = await db.execute<Found>(sql`
    select a.account, c.total, e.id, e.type, extract(epoch from e.at)::float8 * 1000 as at, extract(epoch from e.received_at)::float8 * 1000 as received, e.session, e.data, e.ip,
      f.network_class, f.asn, f.owner, f.network_source, f.network_reason, f.listings::text as listings, f.readings::text as readings, f.agreed, f.country, f.lat, f.lon, f.radius_km
    from unnest(${sql.param(asked.map(({ account }) => account))}::text[], ${sql.param(from(({ at }) => at))}::timestamptz[], ${sql.param(from(({ receivedAt }) => receivedAt))}::timestamptz[]) as a(account, happened, received)
    cross join lateral (select count(*)::int as total from events where account = a.account ${inTime}) c
    left join lateral (select * from events where account = a.account and at >= a.happened and received_at >= a.received ${inTime}) e on true
    left join lateral (select * from session_facts where account = e.account and event = e.id offset 0) f on e.type = 'session.seen'
    where c.total > 0`);
  const stored = new Map<string, Stored>();
  for (const row of rows) {
    const of = stored.get(row.account) ?? { account: row.account, total: row.total, rows: [] };
    if (of.rows.length === 0) stored.set(row.account, of);
    if (row.id === null) continue;
    of.rows.push({ event: row.id, type: row.type, at: Math.round(row.at), receivedAt: Math.round(row.received), session: row.session, data: recordIn(row.data), ip: row.ip, facts: factsIn(row) });
  }
  return stored;
}

/** Facts that say the same are one object: people come back to the same addresses. */
const same = new Map<string, SessionFacts>();
const REMEMBERED = 100_000;

/** The facts in a row; null where none were learnt. */
export function factsIn(row: FactColumns): SessionFacts | null {
  if (row.network_class === null || row.network_source === null) return null;
  const key = JSON.stringify([row.network_class, row.asn, row.owner, row.network_source, row.network_reason, row.listings, row.readings, row.agreed, row.country, row.lat, row.lon, row.radius_km]);
  const known = same.get(key);
  if (known) return known;
  const facts: SessionFacts = {
    network: { class: row.network_class, asn: row.asn, owner: row.owner, source: row.network_source, reason: row.network_reason ?? undefined, ...(row.listings === null ? {} : { listings: JSON.parse(row.listings) as Listing[] }) },
    place: { readings: JSON.parse(row.readings ?? '[]') as PlaceReading[], agreed: row.agreed ?? false, country: row.country, lat: row.lat, lon: row.lon, radiusKm: row.radius_km },
  };
  if (same.size >= REMEMBERED) same.clear();
  same.set(key, facts);
  return facts;
}
