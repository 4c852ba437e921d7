import { sql } from 'drizzle-orm';
import type { Database, Tx } from '../../../db/client';
import { DAY, type Instant } from '../../kernel/instant';
import { BEAT_DAYS, beatRowsOf, COMPARED_AT_MOST, fellowsOf } from '../beat';
import type { Beats, Neighbourhood } from '../link';

/**
 * The neighbourhoods with the beats of those accounts that may be acting in step: read from the events themselves, for the 14 days up
 * to the account's own last act, as its own beats are, and only of accounts that share more with it than a crowd does.
 */
export async function beatsAround(db: Database | Tx, quiet: ReadonlyMap<string, Neighbourhood>): Promise<Map<string, Neighbourhood>> {
  const fellows = new Map([...quiet].map(([account, neighbourhood]) => [account, fellowsOf(account, neighbourhood).slice(0, COMPARED_AT_MOST)] as const));
  const asked = [...fellows].flatMap(([account, others]) => (others.length > 1 ? others.map((other) => ({ account, other })) : []));
  if (asked.length === 0) return new Map(quiet);
  // Each account is read once, over the whole time in which anybody is compared with it.
  const { rows: windows } = await db.execute<{ account: string; until: number }>(sql`
    select a.account, (extract(epoch from l.at) * 1000)::float8 as until from accounts a
    cross join lateral (select at from events where account = a.account and at <= a.last_event_at and type in ('session.seen', 'bid.placed', 'activity.recorded') order by at desc limit 1) l
    where a.account = any(${sql.param([...new Set(asked.map(({ account }) => account))])}::text[])`);
  const untils = new Map(windows.map(({ account, until }) => [account, Math.round(until)]));
  const reach = new Map<string, { from: Instant; to: Instant }>();
  for (const { account, other } of asked) {
    const until = untils.get(account);
    if (until === undefined) continue;
    const known = reach.get(other);
    reach.set(other, { from: Math.min(known?.from ?? Infinity, until - BEAT_DAYS * DAY), to: Math.max(known?.to ?? -Infinity, until) });
  }
  const { rows } = await db.execute<{ account: string; rows: [sort: string, at: number][] }>(sql`
    select e.account, jsonb_agg(jsonb_build_array(case e.type when 'session.seen' then 'session' when 'bid.placed' then 'bid' else e.data->>'kind' end, round(extract(epoch from e.at) * 1000)) order by e.at, e.id) as rows
    from jsonb_to_recordset(${JSON.stringify([...reach].map(([account, { from, to }]) => ({ account, from: new Date(from).toISOString(), to: new Date(to).toISOString() })))}::jsonb) as k(account text, "from" timestamptz, "to" timestamptz)
    join events e on e.account = k.account and e.at > k."from" and e.at <= k."to"
    where e.type in ('session.seen', 'bid.placed', 'activity.recorded') group by e.account`);
  const acts = new Map(rows.map((row) => [row.account, row.rows.map(([sort, at]) => ({ sort, at }))]));
  const beats = new Map<string, Map<string, Beats>>();
  for (const { account, other } of asked) {
    const until = untils.get(account) ?? -Infinity;
    const within = (acts.get(other) ?? []).filter(({ at }) => at > until - BEAT_DAYS * DAY && at <= until);
    if (within.length === 0) continue;
    const known = beats.get(account) ?? new Map<string, Beats>();
    beats.set(account, known.set(other, beatRowsOf(within)));
  }
  return new Map([...quiet].map(([account, neighbourhood]) => [account, { ...neighbourhood, beats: beats.get(account) ?? new Map() }]));
}
