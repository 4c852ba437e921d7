import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { isEyeball, NETWORK_CLASSES } from '../../enrichment/network';
import type { Told } from '../../enrichment/reading';
import { Declarations } from '../../enrichment/span';
import type { Instant } from '../../kernel/instant';
import { query } from '../../kernel/query';
import { granted } from '../../kernel/result';
import { endsAt } from '../../signals/declared';
import { exitWords } from '../panels/labels';
import { DECLARED_WORDS } from '../panels/who';

/** What was seen of an account, and what it said of itself: facts beside which an assessment is read that finds nothing in them. */
export type AccountTold = {
  sessions: number;
  /** Of them, those behind an exit that says nothing of place; those on lines that do, which could be placed; of these, those in another country than is declared now, null where none is; the devices they came from. */
  exits: number; placed: number; elsewhere: number | null; devices: number;
  /** The latest, those begun last first; `to` where an end was declared. */
  declared: readonly { event: string; words: string; country: string | null; from: Instant; to: Instant | null; /** Until when it explains what is seen; null where that has no end. */ until: Instant | null; /** That is over. */ past: boolean; verified: boolean }[];
  /** How many were declared before these. */
  earlier: number;
};

const EXITS = NETWORK_CLASSES.filter((each) => exitWords(each) !== null);
const PLACED = sql`f.country is not null and f.agreed and f.network_class = any(${sql.param(NETWORK_CLASSES.filter(isEyeball))}::text[])`;

export const accountTold = query({
  name: 'ask.account',
  input: z.object({ account: z.string().max(500), limit: z.number().int().min(1).max(100) }),
  async run({ input: { account, limit }, now, db }) {
    const [{ rows: [seen] }, { rows: made }] = await Promise.all([
      db.execute<Omit<AccountTold, 'declared' | 'earlier'>>(sql`
        select count(*)::int as sessions, count(*) filter (where f.network_class = any(${sql.param(EXITS)}::text[]))::int as exits,
          count(*) filter (where ${PLACED})::int as placed,
          case when max(a.country) is not null then count(*) filter (where ${PLACED} and f.country <> a.country)::int end as elsewhere,
          count(distinct e.data->'device'->>'token')::int as devices
        from events e left join session_facts f on f.account = e.account and f.event = e.id left join accounts a on a.account = e.account
        where e.account = ${account} and e.type = 'session.seen'`),
      db.execute<{ event: string; at: number; data: Told }>(sql`select id as event, extract(epoch from at)::float8 * 1000 as at, data from events where account = ${account} and type = 'declaration.made' order by at, id collate "C"`),
    ]);
    const told = new Declarations();
    for (const { event, at, data } of made) told.take({ event, at: Math.round(at), type: 'declaration.made', session: null, data, facts: null });
    const declared = [...told.entries].sort((a, b) => b.from - a.from).slice(0, limit).map((one) => {
      const end = endsAt(one);
      const { event, kind, country, from, to, verified } = one;
      return { event, words: DECLARED_WORDS[kind], country, from, to, until: end === Infinity ? null : end, past: end <= now, verified };
    });
    return granted<AccountTold>({ sessions: 0, exits: 0, placed: 0, elsewhere: null, devices: 0, ...seen, declared, earlier: told.entries.length - declared.length });
  },
});
