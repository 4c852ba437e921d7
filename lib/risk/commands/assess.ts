import { inArray, sql } from 'drizzle-orm';
import type { Tx } from '../../../db/client';
import { assessments, standings } from '../../../db/schema';
import { learnFacts } from '../../enrichment/commands/learn-facts';
import { historiesOf } from '../../enrichment/queries/histories';
import { newId } from '../../kernel/ids';
import type { Instant } from '../../kernel/instant';
import { keepLinks } from '../../links/commands/keep-links';
import { keepRings } from '../../links/commands/keep-rings';
import type { Neighbourhood } from '../../links/link';
import { neighbourhoodsOf } from '../../links/queries/neighbourhoods';
import { rarityInForce } from '../../links/queries/rarity-in-force';
import type { Policy } from '../../policy/policy';
import { SIGNALS } from '../../signals/kinds';
import { readAll } from '../../signals/reading';
import type { Assessment, Band } from '../assessment';
import { circumstancesOf } from '../circumstances';
import { saysSomethingNew } from '../news';
import { assess, inRing } from '../scorecard';
import { ringPosterior } from '../spread';

const KINDS = new Map(SIGNALS.map((signal) => [signal.id, signal]));

/** What became of one account. `id` names the kept assessment, the earlier one where nothing new was said. */
export type Assessed = { assessment: Assessment; id: string; before: Band | null; name: string | null; stakeUsd: number };

/**
 * The whole way from events to assessments for a set of accounts, in the caller's transaction: facts are learnt, links and rings
 * brought up to date, signals read, evidence weighed. Neighbours whose links or rings changed are assessed along.
 * The result is the same in whatever portions accounts and events come, for the same instant and the same frequency tables.
 */
export async function assessInto(tx: Tx, accounts: readonly string[], asOf: Instant, policy: Policy, cleared: (accounts: readonly string[]) => Promise<Map<string, Set<string>>>): Promise<Assessed[]> {
  // Everything here is read by index. In a table that grows by the minute the planner's statistics lag behind and it would scan.
  await tx.execute(sql`select set_config('enable_seqscan', 'off', true), set_config('jit', 'off', true)`);
  const rarity = await rarityInForce(tx);
  await learnFacts(tx, accounts);
  const histories = await historiesOf(tx, accounts, asOf, policy);
  if (histories.size === 0) return [];
  const beside = await keepLinks(tx, histories, rarity);
  for (const account of await keepRings(tx, [...histories.keys()], asOf, rarity)) beside.add(account);
  for (const account of await ringMatesOf(tx, [...histories.keys(), ...beside])) beside.add(account);
  const others = [...beside].filter((account) => !histories.has(account));
  if (others.length > 0) for (const [account, history] of await historiesOf(tx, others, asOf, policy)) histories.set(account, history);
  const everybody = [...histories.keys()].sort();
  const neighbourhoods = await neighbourhoodsOf(tx, everybody, rarity);
  const settled = await cleared(everybody);
  const off = new Set(SIGNALS.filter((signal) => policy.signals[signal.id]?.state === 'off').map((signal) => signal.id));
  const alone = new Map(everybody.map((account) => {
    const history = histories.get(account);
    const neighbourhood = neighbourhoods.get(account);
    if (!history || !neighbourhood) throw new Error(`no history of ${account}`);
    const { findings, abstained } = readAll({ history, neighbourhood, rarity, asOf }, SIGNALS, off);
    return [account, assess({ account, asOf, findings, abstained, circumstances: circumstancesOf(history, neighbourhood, asOf), kinds: KINDS, policy, rarityVersion: rarity?.version ?? null, cleared: settled.get(account) })];
  }));
  const together = withRings(alone, neighbourhoods, policy);
  return keep(tx, together);
}

async function ringMatesOf(tx: Tx, accounts: readonly string[]): Promise<string[]> {
  const { rows } = await tx.execute<{ account: string }>(sql`
    select distinct m.account from ring_members mine join ring_members m on m.ring = mine.ring and m.left_at is null
    where mine.left_at is null and mine.account = any(${sql.param([...accounts])}::text[])`);
  return rows.map((row) => row.account);
}

/** A ring speaks through its members' own evidence; all of them are in this pass, so nothing older is mixed in. */
function withRings(alone: ReadonlyMap<string, Assessment>, neighbourhoods: ReadonlyMap<string, Neighbourhood>, policy: Policy): Assessment[] {
  return [...alone].map(([account, assessment]) => {
    const ring = neighbourhoods.get(account)?.ring ?? null;
    if (!ring) return assessment;
    const members = ring.members.flatMap((member) => { const own = alone.get(member.account)?.own; return own === undefined ? [] : [{ own, strength: member.strength }]; });
    return inRing(assessment, { ring: ring.ring, posterior: ringPosterior(members), strength: ring.strength }, policy);
  });
}

async function keep(tx: Tx, fresh: readonly Assessment[]): Promise<Assessed[]> {
  const accounts = fresh.map((one) => one.account);
  const before = new Map((await tx.select().from(standings).where(inArray(standings.account, accounts))).map((row) => [row.account, row]));
  const kept = new Map((await tx.execute<{ account: string; content: Assessment }>(sql`
    select distinct on (account) account, content from assessments where account = any(${sql.param(accounts)}::text[]) order by account, assessed_at desc, id desc`)).rows.map((row) => [row.account, row.content]));
  const cards = new Map((await tx.execute<{ account: string; name: string | null; stake: number }>(sql`select account, name, stake_usd::float8 as stake from accounts where account = any(${sql.param(accounts)}::text[])`)).rows.map((row) => [row.account, row]));
  const news: (typeof assessments.$inferInsert)[] = [];
  const assessed = fresh.map((assessment): Assessed => {
    const { account } = assessment;
    const was = before.get(account);
    let id = was?.assessment ?? '';
    if (id === '' || saysSomethingNew(kept.get(account) ?? null, assessment)) {
      id = newId('assessment', assessment.assessedAt);
      news.push({ account, id, assessedAt: assessment.assessedAt, content: assessment, policyVersion: assessment.policyVersion, rarityVersion: assessment.rarityVersion });
    }
    const card = cards.get(account);
    return { assessment, id, before: (was?.band as Band | undefined) ?? null, name: card?.name ?? null, stakeUsd: card?.stake ?? 0 };
  });
  for (let from = 0; from < news.length; from += 500) await tx.insert(assessments).values(news.slice(from, from + 500));
  const rows = assessed.map(({ assessment, id }) => {
    const was = before.get(assessment.account);
    const reached = (band: Band): boolean => (band === 'act' ? assessment.band === 'act' : assessment.band === 'act' || assessment.band === 'review');
    return {
      account: assessment.account, assessment: id, assessed_at: iso(assessment.assessedAt), band: assessment.band, log_odds: assessment.logOdds, own: assessment.own, content: assessment, ring: assessment.ring,
      first_review_at: was?.firstReviewAt != null ? iso(was.firstReviewAt) : reached('review') ? iso(assessment.assessedAt) : null,
      first_act_at: was?.firstActAt != null ? iso(was.firstActAt) : reached('act') ? iso(assessment.assessedAt) : null,
    };
  });
  await tx.execute(sql`
    insert into standings (account, assessment, assessed_at, band, log_odds, own, content, ring, first_review_at, first_act_at)
    select account, assessment, assessed_at, band, log_odds, own, content, ring, first_review_at, first_act_at
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(account text, assessment text, assessed_at timestamptz, band text, log_odds float8, own float8, content jsonb, ring text, first_review_at timestamptz, first_act_at timestamptz)
    order by account
    on conflict (account) do update set assessment = excluded.assessment, assessed_at = excluded.assessed_at, band = excluded.band, log_odds = excluded.log_odds, own = excluded.own,
      content = excluded.content, ring = excluded.ring, first_review_at = excluded.first_review_at, first_act_at = excluded.first_act_at`);
  return assessed;
}

const iso = (at: Instant): string => new Date(at).toISOString();
