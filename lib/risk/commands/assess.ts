import { setImmediate } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import type { Tx } from '../../../db/client';
import { tellHistories } from '../../enrichment/commands/tell-histories';
import type { AccountHistory } from '../../enrichment/history';
import { aboutOf } from '../../kernel/about';
import { ahead } from '../../kernel/ahead';
import { canonicalJson } from '../../kernel/canonical';
import { newId } from '../../kernel/ids';
import { iso, type Instant } from '../../kernel/instant';
import { meanwhile } from '../../kernel/meanwhile';
import { portionsOf } from '../../kernel/portions';
import { announceAbout } from '../../kernel/work';
import { keepNeighbours } from '../../links/commands/keep-neighbours';
import { knownOf } from '../../links/commands/written';
import type { RingMembership } from '../../links/link';
import { IndexRead } from '../../links/queries/index-read';
import { neighbourhoodsOf } from '../../links/queries/neighbourhoods';
import { rarityInForce } from '../../links/queries/rarity-in-force';
import type { RarityTable } from '../../links/rarity';
import type { Policy } from '../../policy/policy';
import { SIGNALS } from '../../signals/kinds';
import { readAll, readAlone, type Early } from '../../signals/reading';
import { opensCase, type Assessment, type Band } from '../assessment';
import { circumstancesOf } from '../circumstances';
import { saysSomethingNew, type Said } from '../news';
import { assess, inRing } from '../scorecard';
import { ringPosterior } from '../spread';

const KINDS = new Map(SIGNALS.map((signal) => [signal.id, signal]));

/** What became of one account. `id` names the kept assessment, the earlier one where nothing new was said. */
export type Assessed = { assessment: Assessment; id: string; before: Band | null; name: string | null; stakeUsd: number };

/** What settled cases cleared, by account. */
type Cleared = (accounts: readonly string[]) => Promise<Map<string, Set<string>>>;

/**
 * The whole way from events to assessments for a set of accounts, in the caller's transaction: facts are learnt, links and rings
 * brought up to date, signals read, evidence weighed. Neighbours are read anew where links, cards or rings changed in a way that
 * they see; the other members of a ring take over its posterior where that moved. With `ringsAnew` the rings around these accounts are partitioned
 * though nothing of theirs changed, as after an upgrade that brought other rules.
 * The result is the same in whatever portions accounts and events come, for the same instant and the same frequency tables.
 */
export async function assessInto(tx: Tx, accounts: readonly string[], asOf: Instant, policy: Policy, cleared: Cleared, ringsAnew = false): Promise<Assessed[]> {
  // Everything here is read by index. In a table that grows by the minute the planner's statistics lag behind and it would scan.
  await tx.execute(sql`select set_config('enable_seqscan', 'off', true), set_config('jit', 'off', true)`);
  const rarity = await rarityInForce(tx);
  const histories = await tellHistories(tx, accounts, asOf, policy);
  if (histories.size === 0) return [];
  const off = new Set(SIGNALS.filter((signal) => policy.signals[signal.id]?.state === 'off').map((signal) => signal.id));
  const early = new Map<string, Early>();
  const readOne = (history: AccountHistory): void => { if (!early.has(history.account)) early.set(history.account, readAlone({ history, rarity, asOf }, SIGNALS, off)); };
  // While the database is asked of others, it is read what looks at none; those who come along are histories as well.
  return meanwhile(readTogether(tx, { histories, asOf, policy, rarity, off, early }, cleared, ringsAnew), histories.values(), readOne);
}

type Pass = { histories: Map<string, AccountHistory>; asOf: Instant; policy: Policy; rarity: RarityTable | null; off: ReadonlySet<string>; /** What was read already of what looks at nobody else, by account. */ early: Map<string, Early> };

async function readTogether(tx: Tx, { histories, asOf, policy, rarity, off, early }: Pass, cleared: Cleared, ringsAnew: boolean): Promise<Assessed[]> {
  const index = new IndexRead(tx, knownOf, (account) => histories.get(account));
  const others = await keepNeighbours(tx, histories, asOf, rarity, index, ringsAnew);
  for (const [account, history] of await tellHistories(tx, others, asOf, policy)) histories.set(account, history);
  const everybody = [...histories.keys()].sort();
  const settled = await cleared(everybody);
  /** Of members of rings, by what is their own. */
  const alone = new Map<string, Assessment>();
  const rings = new Map<string, RingMembership>();
  const kept: Assessed[] = [];
  let final: Assessment[] = [];
  // While one portion is read, the database takes down the one before, as far as no ring has a say in it, and looks around the next.
  const waiting = portionsOf(everybody, PORTION);
  const next = async (portion: readonly string[]) => {
    const before = final;
    final = [];
    kept.push(...await keep(tx, before));
    return { portion, neighbourhoods: await neighbourhoodsOf(tx, portion, rarity, index) };
  };
  await ahead<Awaited<ReturnType<typeof next>>>(() => { const portion = waiting.shift(); return portion === undefined ? null : next(portion); }, async ({ portion, neighbourhoods }) => {
    for (const account of portion) {
      const history = histories.get(account);
      const neighbourhood = neighbourhoods.get(account);
      if (!history || !neighbourhood) throw new Error(`no history of ${account}`);
      const given = { history, neighbourhood, rarity, asOf };
      const own = early.get(account) ?? [];
      // Whoever was not read before this is now.
      early.set(account, own);
      const { findings, abstained } = readAll(given, SIGNALS, off, own);
      const assessment = assess({ account, asOf, findings, abstained, circumstances: circumstancesOf(given), kinds: KINDS, policy, rarityVersion: rarity?.version ?? null, cleared: settled.get(account) });
      if (neighbourhood.ring) {
        alone.set(account, assessment);
        rings.set(neighbourhood.ring.ring, neighbourhood.ring);
      } else final.push(assessment);
      await setImmediate();
    }
  });
  kept.push(...await keep(tx, [...final, ...await withRings(tx, alone, rings, policy)]));
  return kept.sort((a, b) => (a.assessment.account < b.assessment.account ? -1 : 1));
}

/** Accounts that this process works on while the database does on as many others. */
const PORTION = 60;

/**
 * A ring speaks through its members' own evidence. Members outside this pass speak by where they stand, and are concluded anew, not
 * read anew, where what the ring says moved; those who stand under an older policy wait for their own turn.
 */
async function withRings(tx: Tx, alone: ReadonlyMap<string, Assessment>, rings: ReadonlyMap<string, RingMembership>, policy: Policy): Promise<Assessment[]> {
  if (rings.size === 0) return [];
  const outside = [...rings.values()].flatMap((ring) => ring.members.flatMap(({ account }) => (alone.has(account) ? [] : account)));
  const standing = new Map(outside.length === 0 ? [] : (await tx.execute<{ account: string; content: Assessment }>(sql`
    select account, content from standings where account = any(${sql.param(outside)}::text[]) order by account`)).rows.map((row) => [row.account, row.content]));
  const shares = new Map([...rings.values()].flatMap(({ ring, members }) => {
    const heard = members.flatMap(({ account, strength }) => { const own = (alone.get(account) ?? standing.get(account))?.own; return own === undefined ? [] : [{ own, strength }]; });
    const posterior = ringPosterior(heard);
    return members.map(({ account, strength }) => [account, { ring, posterior, strength }] as const);
  }));
  const concluded = (assessment: Assessment): Assessment => inRing(assessment, shares.get(assessment.account) ?? null, policy);
  const mates = [...standing.values()].filter((before) => before.policyVersion === policy.version && canonicalJson(before.spread) !== canonicalJson(concluded(before).spread));
  return [...alone.values(), ...mates].map(concluded);
}

type Standing = { account: string; name: string | null; stake: number; assessment: string | null; band: Band | null };

async function keep(tx: Tx, fresh: readonly Assessment[]): Promise<Assessed[]> {
  if (fresh.length === 0) return [];
  const { rows: standing } = await tx.execute<Standing>(sql`
    select c.account, c.name, c.stake_usd::float8 as stake, s.assessment, s.band from accounts c left join standings s on s.account = c.account
    where c.account = any(${sql.param(fresh.map((one) => one.account))}::text[])`);
  const before = new Map(standing.map((row) => [row.account, row]));
  const saidBefore = await saidIn(tx, standing);
  const news = new Set<string>();
  const assessed = fresh.map((assessment): Assessed => {
    const { account } = assessment;
    const was = before.get(account);
    let id = was?.assessment ?? '';
    if (id === '' || saysSomethingNew(saidBefore.get(account) ?? null, assessment)) {
      id = newId('assessment', assessment.assessedAt);
      news.add(account);
      remember(account, { id, said: assessment });
    }
    return { assessment, id, before: was?.band ?? null, name: was?.name ?? null, stakeUsd: was?.stake ?? 0 };
  });
  // While the database writes one portion, the next is put into words.
  let written: Promise<unknown> = Promise.resolve();
  for (const portion of portionsOf(assessed, PORTION)) {
    const rows = rowsOf(portion, news);
    await written;
    written = write(tx, rows);
    written.catch(() => {});
    await setImmediate();
  }
  await written;
  await announceAbout(tx, assessed.flatMap(({ assessment }) => (news.has(assessment.account) ? aboutOf(assessment) : [])));
  return assessed;
}

function rowsOf(assessed: readonly Assessed[], news: ReadonlySet<string>): string {
  return JSON.stringify(assessed.map(({ assessment, id }) => ({
    account: assessment.account, assessment: id, assessed_at: iso(assessment.assessedAt), band: assessment.band, log_odds: assessment.logOdds, own: assessment.own, content: assessment, ring: assessment.ring,
    review_at: opensCase(assessment.band) ? iso(assessment.assessedAt) : null, act_at: assessment.band === 'act' ? iso(assessment.assessedAt) : null,
    policy: assessment.policyVersion, rarity: assessment.rarityVersion, news: news.has(assessment.account),
  })));
}

/** The standings, and the assessments that say something new. */
async function write(tx: Tx, rows: string): Promise<void> {
  await tx.execute(sql`
    with r as materialized (
      select * from jsonb_to_recordset(${rows}::jsonb) as r(account text, assessment text, assessed_at timestamptz, band text, log_odds float8, own float8, content jsonb, ring text, review_at timestamptz, act_at timestamptz,
        policy int, rarity int, news boolean)),
    said as (
      insert into assessments (account, id, assessed_at, content, policy_version, rarity_version)
      select account, assessment, assessed_at, content, policy, rarity from r where news)
    insert into standings (account, assessment, assessed_at, band, log_odds, own, content, ring, first_review_at, first_act_at)
    select account, assessment, assessed_at, band, log_odds, own, content, ring, review_at, act_at from r
    order by account
    on conflict (account) do update set assessment = excluded.assessment, assessed_at = excluded.assessed_at, band = excluded.band, log_odds = excluded.log_odds, own = excluded.own, content = excluded.content,
      ring = excluded.ring, first_review_at = coalesce(standings.first_review_at, excluded.first_review_at), first_act_at = coalesce(standings.first_act_at, excluded.first_act_at)
    -- Of two instants the contents differ anyway, and the stored one need not be unpacked.
    where standings.assessed_at <> excluded.assessed_at or (standings.assessment, standings.content) is distinct from (excluded.assessment, excluded.content)`);
}

type Heard = { id: string; said: Said };
/** What the assessment said that an account stands by: an assessment never changes, so its id tells whether this is still it. */
const heard = new Map<string, Heard>();
const HEARD_AT_MOST = 100_000;

/** By account, what was said in the assessments that these accounts stand by. */
async function saidIn(tx: Tx, standing: readonly Standing[]): Promise<Map<string, Said>> {
  const asked = standing.filter(({ account, assessment }) => assessment !== null && heard.get(account)?.id !== assessment);
  const read = new Map<string, Said>();
  if (asked.length > 0) {
    const { rows } = await tx.execute<{ account: string; id: string; said: Said }>(sql`
      select a.account, a.id, a.content - array['missing', 'unread', 'stories', 'innocent', 'counter', 'pairs', 'shadow'] as said
      from unnest(${sql.param(asked.map((one) => one.account))}::text[], ${sql.param(asked.map((one) => one.assessment))}::text[]) as k(account, id) join assessments a on a.account = k.account and a.id = k.id`);
    for (const { account, id, said } of rows) {
      read.set(account, said);
      remember(account, { id, said });
    }
  }
  return new Map(standing.flatMap(({ account, assessment }) => {
    const said = read.get(account) ?? (assessment === null ? undefined : heard.get(account)?.said);
    return said === undefined ? [] : [[account, said] as const];
  }));
}

function remember(account: string, { id, said: { band, ring, policyVersion, logOdds, findings } }: Heard): void {
  if (heard.size >= HEARD_AT_MOST) heard.clear();
  heard.set(account, { id, said: { band, ring, policyVersion, logOdds, findings: findings.map(({ signal, identifiers }) => ({ signal, identifiers })) } });
}
