import { sql } from 'drizzle-orm';
import type { Database, Tx } from '../../../db/client';
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
  const { rows } = await db.execute<{ account: string; other: string; rows: [sort: string, at: number][] }>(sql`
    select k.account, k.other, jsonb_agg(jsonb_build_array(case e.type when 'session.seen' then 'session' when 'bid.placed' then 'bid' else e.data->>'kind' end, extract(epoch from e.at) * 1000) order by e.at, e.id) as rows
    from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as k(account text, other text)
    join (
      select a.account, max(e.at) as until from accounts a join events e on e.account = a.account and e.at <= a.last_event_at
      where a.account = any(${sql.param([...new Set(asked.map(({ account }) => account))])}::text[]) and e.type in ('session.seen', 'bid.placed', 'activity.recorded') group by a.account) l on l.account = k.account
    join events e on e.account = k.other and e.at > l.until - make_interval(days => ${BEAT_DAYS}) and e.at <= l.until
    where e.type in ('session.seen', 'bid.placed', 'activity.recorded') group by k.account, k.other`);
  const beats = new Map<string, Map<string, Beats>>();
  for (const row of rows) {
    const known = beats.get(row.account) ?? new Map<string, Beats>();
    beats.set(row.account, known.set(row.other, beatRowsOf(row.rows.map(([sort, at]) => ({ sort, at })))));
  }
  return new Map([...quiet].map(([account, neighbourhood]) => [account, { ...neighbourhood, beats: beats.get(account) ?? new Map() }]));
}
