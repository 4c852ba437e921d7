import { sql } from 'drizzle-orm';
import type { Database, Tx } from '../../../db/client';
import type { AccountHistory } from '../../enrichment/history';
import { DAY, type Instant } from '../../kernel/instant';
import { actsIn, BEATS_AT_LEAST, BEAT_DAYS, beatRowsOf, busyUntil, COMPARED_AT_MOST, fellowsOf, type Act } from '../beat';
import type { Beats, Neighbourhood } from '../link';

const ACTS = sql.raw(`('session.seen', 'bid.placed', 'activity.recorded')`);
const SORT = sql.raw(`case e.type when 'session.seen' then 'session' when 'bid.placed' then 'bid' else e.data->>'kind' end`);
/** Accounts of one pass were last seen within about as long: what is read for one of them then serves the next. */
const WIDER = DAY;

/** When accounts acted, read once over all the time that is asked about; of whoever was `told`, from their history. */
export class Acts {
  private readonly held = new Map<string, { from: Instant; to: Instant; acts: readonly Act[] }>();

  constructor(private readonly db: Database | Tx, private readonly told: (account: string) => AccountHistory | undefined) {}

  /** When each of these accounts acted last, of those that are busy enough to be compared. */
  async busyUntil(accounts: readonly string[]): Promise<Map<string, Instant>> {
    const untils = new Map<string, Instant>();
    const asked = accounts.filter((account) => {
      const history = this.told(account);
      const until = history ? busyUntil(history) : null;
      if (until !== null) untils.set(account, until);
      return history === undefined;
    });
    return new Map([...untils, ...await busyAmong(this.db, asked)]);
  }

  /** What each account did after one instant and up to another, in order; both within the time that was asked for. */
  async of(times: ReadonlyMap<string, { from: Instant; to: Instant }>): Promise<(account: string, after: Instant, upTo: Instant) => readonly Act[]> {
    const asked = [...times].flatMap(([account, { from, to }]) => {
      const known = this.held.get(account);
      return known && known.from <= from && known.to >= to ? [] : [{ account, from: Math.min(known?.from ?? Infinity, from - WIDER), to: Math.max(known?.to ?? -Infinity, to + WIDER) }];
    }).filter(({ account, from, to }) => {
      const history = this.told(account);
      if (history) this.held.set(account, { from, to, acts: actsIn(history, from, to) });
      return history === undefined;
    });
    if (asked.length > 0) {
      const { rows } = await this.db.execute<{ account: string; acts: [sort: string, at: number][] }>(sql`
        select e.account, jsonb_agg(jsonb_build_array(${SORT}, round(extract(epoch from e.at) * 1000)) order by e.at, e.id) as acts
        from jsonb_to_recordset(${JSON.stringify(asked.map(({ account, from, to }) => ({ account, from: new Date(from).toISOString(), to: new Date(to).toISOString() })))}::jsonb) as k(account text, "from" timestamptz, "to" timestamptz)
        join events e on e.account = k.account and e.at > k."from" and e.at <= k."to"
        where e.type in ${ACTS} group by e.account`);
      const found = new Map(rows.map((row) => [row.account, row.acts.map(([sort, at]) => ({ sort, at }))]));
      for (const { account, from, to } of asked) this.held.set(account, { from, to, acts: found.get(account) ?? [] });
    }
    return (account, after, upTo) => {
      const acts = this.held.get(account)?.acts ?? [];
      return acts.slice(countUpTo(acts, after), countUpTo(acts, upTo));
    };
  }
}

/** How many of these, which are in order, come no later than the instant. */
function countUpTo(acts: readonly Act[], at: Instant): number {
  let [low, high] = [0, acts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (acts[middle]!.at <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The same of whoever was not told, from what is stored: by minutes, since a session may be reported several times. */
export async function busyAmong(db: Database | Tx, accounts: readonly string[]): Promise<Map<string, Instant>> {
  if (accounts.length === 0) return new Map();
  const { rows } = await db.execute<{ account: string; until: number }>(sql`
    select a.account, (extract(epoch from l.at) * 1000)::float8 as until from accounts a
    cross join lateral (select at from events where account = a.account and at <= a.last_event_at and type in ${ACTS} order by at desc limit 1) l
    where a.account = any(${sql.param([...accounts])}::text[]) and exists (
      select from events e where e.account = a.account and e.at > l.at - make_interval(days => ${BEAT_DAYS}) and e.at <= l.at and e.type in ${ACTS} group by ${SORT} having count(distinct date_trunc('minute', e.at)) >= ${BEATS_AT_LEAST})`);
  return new Map(rows.map(({ account, until }) => [account, Math.round(until)]));
}

/**
 * The neighbourhoods with the beats of those accounts that may be acting in step: read from the events themselves, for the 14 days up
 * to the account's own last act, as its own beats are, and only of accounts that share more with it than a crowd does. Who did nothing of any sort
 * as often as acts in step are counted from has none around it.
 */
export async function beatsAround(quiet: ReadonlyMap<string, Neighbourhood>, read: Acts): Promise<Map<string, Neighbourhood>> {
  const fellows = new Map([...quiet].flatMap(([account, neighbourhood]) => {
    const others = fellowsOf(account, neighbourhood).slice(0, COMPARED_AT_MOST);
    return others.length > 1 ? [[account, others] as const] : [];
  }));
  if (fellows.size === 0) return new Map(quiet);
  const untils = await read.busyUntil([...fellows.keys()]);
  const times = new Map<string, { from: Instant; to: Instant }>();
  for (const [account, until] of untils) {
    for (const other of fellows.get(account) ?? []) {
      const known = times.get(other);
      times.set(other, { from: Math.min(known?.from ?? Infinity, until - BEAT_DAYS * DAY), to: Math.max(known?.to ?? -Infinity, until) });
    }
  }
  const actsOf = await read.of(times);
  const beats = new Map([...untils].map(([account, until]) => [account, new Map((fellows.get(account) ?? []).flatMap((other): [string, Beats][] => {
    const within = actsOf(other, until - BEAT_DAYS * DAY, until);
    return within.length === 0 ? [] : [[other, beatRowsOf(within)]];
  }))] as const));
  return new Map([...quiet].map(([account, neighbourhood]) => [account, { ...neighbourhood, beats: beats.get(account) ?? new Map() }]));
}
