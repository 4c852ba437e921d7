import { asc, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Tx } from '../../../db/client';
import { policies, reportCards } from '../../../db/schema';
import { entry } from '../../audit/entry';
import { labelOf, LIFTED } from '../../cases/outcome';
import { cameTo } from '../../decisions/queries/came-to';
import { command, done } from '../../kernel/command';
import { newId } from '../../kernel/ids';
import { DAY, type Instant } from '../../kernel/instant';
import { refuse } from '../../kernel/refusal';
import { announce } from '../../kernel/work';
import { policySchema, ruleFor, type Policy } from '../../policy/policy';
import { policyInForce } from '../../policy/queries/policy-in-force';
import type { Band } from '../../risk/assessment';
import { COUNTS_FROM } from '../../risk/rules';
import { SIGNALS } from '../../signals/kinds';
import { regionOf } from '../../kernel/time-zone';
import { addTo } from '../region';
import { onSince, type ReportCard } from '../report-card';
import { standingsUnder } from './standings-under';

/** Accounts tried for a signal in shadow at most: enough for a picture of its bands. */
const TRIED_AT_MOST = 2_000;

/** Counts, set by set, how every signal did over the days that the policy names, and keeps it for the screens and for `signals.demote`. */
export const countReports = command({
  name: 'reports.count',
  input: z.object({}),
  async run({ now, tx }) {
    const { rows: [size] } = await tx.execute<{ accounts: number }>(sql`select count(*)::float8 as accounts from standings`);
    if (!size?.accounts) return refuse('nothing-left', 'No account was assessed yet.');
    const policy = await policyInForce(tx);
    const versions = (await tx.select().from(policies).orderBy(asc(policies.version))).map(({ publishedAt, content }) => ({ at: publishedAt, policy: policySchema.parse(content) }));
    const window = now - policy.reports.days * DAY;
    const from = SIGNALS.map(({ id }) => ({ id, since: Math.max(window, onSince(versions, id) ?? window) }));
    const [fired, areas, settled] = [await firedIn(tx, from), await areasOf(tx), await settledOn(tx, window)];
    const cards: ReportCard[] = [];
    for (const { id, since } of from) {
      cards.push({ signal: id, state: ruleFor(policy, id).state, since, ...tallied(fired.filter(({ signal }) => signal === id), areas), ...outcomesOf(settled.filter(({ signal, at }) => signal === id && at >= since)), would: await wouldBe(tx, policy, id) });
    }
    const id = newId('report', now);
    await tx.insert(reportCards).values({ id, countedAt: now, policyVersion: policy.version, accounts: size.accounts, content: cards });
    await announce(tx, 'policy', id);
    return done({ report: id, signals: cards.length }, entry('main', `counted how ${cards.length} signals did on ${size.accounts} accounts`, { refs: { report: id, policy: String(policy.version) } }));
  },
});

type Fired = { signal: string; band: Band; zone: string | null; together: boolean; accounts: number };

/** Accounts by signal found lately, counted or in shadow, with their band, the area of their declared clock, and whether it stood alone; each signal from its own instant on. */
async function firedIn(tx: Tx, from: readonly { id: string; since: Instant }[]): Promise<Fired[]> {
  const { rows } = await tx.execute<Fired>(sql`
    select f.finding->>'signal' as signal, s.band, split_part(a.time_zone, '/', 1) as zone, count(*)::float8 as accounts,
      exists_other as together
    from standings s left join accounts a on a.account = s.account
    cross join lateral (
      select x as finding from jsonb_array_elements(s.content->'findings') x union all select x from jsonb_array_elements(s.content->'shadow') x) f
    cross join lateral (
      select exists (select 1 from jsonb_array_elements(s.content->'findings') y where y->>'signal' <> f.finding->>'signal' and (y->>'counted')::float8 >= ${COUNTS_FROM}) as exists_other) o
    join unnest(${sql.param(from.map(({ id }) => id))}::text[], ${sql.param(from.map(({ since }) => since))}::float8[]) as w(signal, since) on w.signal = f.finding->>'signal'
    where (f.finding->>'lastAt')::float8 >= w.since
    group by 1, 2, 3, exists_other`);
  return rows;
}

/** How many accounts declare each area at all. */
async function areasOf(tx: Tx): Promise<Map<string, number>> {
  const { rows } = await tx.execute<{ zone: string | null; accounts: number }>(sql`select split_part(a.time_zone, '/', 1) as zone, count(*)::float8 as accounts from standings s left join accounts a on a.account = s.account group by 1`);
  const areas = new Map<string, number>();
  for (const { zone, accounts } of rows) areas.set(regionOf(zone), (areas.get(regionOf(zone)) ?? 0) + accounts);
  return areas;
}

function tallied(rows: readonly Fired[], areas: ReadonlyMap<string, number>): Pick<ReportCard, 'fired' | 'together' | 'regions'> {
  const fired: Partial<Record<Band, number>> = {};
  const regions: Record<string, { accounts: number; hits: number }> = {};
  for (const [region, accounts] of areas) addTo(regions, region, accounts, 0);
  let together = 0;
  for (const { band, zone, accounts, together: beside } of rows) {
    fired[band] = (fired[band] ?? 0) + accounts;
    addTo(regions, regionOf(zone), 0, accounts);
    if (beside) together += accounts;
  }
  return { fired, together, regions };
}

/** `outcome`: what it came to; `settled`: as which it was settled. */
type Settled = { signal: string; outcome: string | null; settled: string | null; at: Instant; cases: number };

/** Settled cases by signal: found and counted at settlement, or kept in shadow beside it. */
async function settledOn(tx: Tx, since: Instant): Promise<Settled[]> {
  const { rows } = await tx.execute<Settled>(sql`
    select f.signal, ${cameTo('c')} as outcome, c.outcome as settled, extract(epoch from c.settled_at)::float8 * 1000 as at, count(*)::float8 as cases
    from cases c cross join lateral (
      select split_part(cause, ':', 1) as signal from unnest(c.causes) as cause
      union select x->>'signal' from assessments s, jsonb_array_elements(s.content->'shadow') x where s.account = c.account and s.id = c.assessment) f
    where c.status = 'settled' and c.settled_at >= ${new Date(since).toISOString()}::timestamptz
    group by 1, 2, 3, 4`);
  return rows;
}

function outcomesOf(rows: readonly Settled[]): Pick<ReportCard, 'against' | 'overturned' | 'cleared' | 'lifted'> {
  const counted = { against: 0, overturned: 0, cleared: 0, lifted: 0 };
  for (const { outcome, settled, cases } of rows) {
    const label = labelOf(outcome);
    if (outcome === 'appeal-granted') counted.overturned += cases;
    else if (outcome === LIFTED) {
      // A wave that let people go, and was undone, was never against them.
      if (labelOf(settled) === 'against') counted.lifted += cases;
    }
    else if (label !== null) counted[label] += cases;
  }
  return counted;
}

/** For a signal in shadow: the bands of its accounts as they are, and as they would be if it counted. */
async function wouldBe(tx: Tx, policy: Policy, signal: string): Promise<ReportCard['would']> {
  if (ruleFor(policy, signal).state !== 'shadow') return null;
  const { rows } = await tx.execute<{ account: string }>(sql`select account from standings where content->'shadow' @> ${JSON.stringify([{ signal }])}::jsonb order by account limit ${TRIED_AT_MOST}`);
  const counting: Policy = { ...policy, signals: { ...policy.signals, [signal]: { ...ruleFor(policy, signal), state: 'on' } } };
  const moves: Record<string, number> = {};
  for (const { was, now } of await standingsUnder(tx, rows.map(({ account }) => account), policy, counting)) {
    const move = `${was.band} ${now.band}`;
    moves[move] = (moves[move] ?? 0) + 1;
  }
  return moves;
}
