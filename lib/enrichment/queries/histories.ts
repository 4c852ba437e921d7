import { sql } from 'drizzle-orm';
import type { Database, Tx } from '../../../db/client';
import type { StoredEvent } from '../../intake/stored-event';
import type { Instant } from '../../kernel/instant';
import { usdOf, type Policy } from '../../policy/policy';
import { spotOfName } from '../adapters/gazetteer';
import { historyOf, type AccountHistory, type SessionFacts } from '../history';
import type { Listing, NetworkClass } from '../network';
import type { PlaceReading } from '../place';

type Row = {
  account: string; id: string; type: string; at: number; received: number; session: string | null; data: Record<string, unknown>;
  network_class: NetworkClass | null; asn: number | null; owner: string | null; network_source: string | null; network_reason: string | null; listings: readonly Listing[] | null;
  readings: readonly PlaceReading[] | null; agreed: boolean | null; country: string | null; lat: number | null; lon: number | null; radius_km: number | null;
};

/** What is known of each account up to `asOf`, from its stored events and the facts learnt of them. Accounts without events are left out. */
export async function historiesOf(db: Database | Tx, accounts: readonly string[], asOf: Instant, policy: Policy): Promise<Map<string, AccountHistory>> {
  const { rows } = await db.execute<Row>(sql`
    select e.account, e.id, e.type, extract(epoch from e.at)::float8 * 1000 as at, extract(epoch from e.received_at)::float8 * 1000 as received, e.session, e.data,
      f.network_class, f.asn, f.owner, f.network_source, f.network_reason, f.listings, f.readings, f.agreed, f.country, f.lat, f.lon, f.radius_km
    from events e left join session_facts f on f.account = e.account and f.event = e.id
    where e.account = any(${sql.param([...accounts])}::text[]) and e.at <= ${new Date(asOf).toISOString()}::timestamptz`);
  const events = new Map<string, StoredEvent[]>();
  const facts = new Map<string, Map<string, SessionFacts>>();
  for (const row of rows) {
    const told = { id: row.id, type: row.type, at: Math.round(row.at), receivedAt: Math.round(row.received), account: row.account, session: row.session, data: row.data };
    const own = events.get(row.account);
    if (own) own.push(told);
    else events.set(row.account, [told]);
    const learnt = factsIn(row);
    if (learnt) {
      const of = facts.get(row.account) ?? new Map<string, SessionFacts>();
      facts.set(row.account, of.set(row.id, learnt));
    }
  }
  const usd = (money: { amount: number; currency: string }, at: Instant): number | null => usdOf(policy, money, at);
  return new Map([...events].map(([account, own]) => [account, historyOf(account, own, facts.get(account) ?? new Map(), { asOf, usd, spotOf: spotOfName })]));
}

function factsIn(row: Row): SessionFacts | null {
  if (row.network_class === null || row.network_source === null) return null;
  return {
    network: { class: row.network_class, asn: row.asn, owner: row.owner, source: row.network_source, reason: row.network_reason ?? undefined, ...(row.listings ? { listings: row.listings } : {}) },
    place: { readings: row.readings ?? [], agreed: row.agreed ?? false, country: row.country, lat: row.lat, lon: row.lon, radiusKm: row.radius_km },
  };
}

/** The platform's instant: the latest event time received, at most `now`. Null before the first event. */
export async function platformInstant(db: Database | Tx, now: Instant): Promise<Instant | null> {
  const { rows } = await db.execute<{ at: number | null }>(sql`select extract(epoch from max(latest_at))::float8 * 1000 as at from batches`);
  const at = rows[0]?.at ?? null;
  return at === null ? null : Math.min(Math.round(at), now);
}
