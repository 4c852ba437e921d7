import { inArray, sql } from 'drizzle-orm';
import type { Tx } from '../../../db/client';
import { standings } from '../../../db/schema';
import { clearedCauses } from '../../cases/commands/take-up';
import { historiesOf } from '../../enrichment/queries/histories';
import type { Instant } from '../../kernel/instant';
import { neighbourhoodsOf } from '../../links/queries/neighbourhoods';
import { rarityInForce } from '../../links/queries/rarity-in-force';
import type { Policy } from '../../policy/policy';
import type { Assessment } from '../../risk/assessment';
import { circumstancesOf } from '../../risk/circumstances';
import { inRing } from '../../risk/scorecard';
import { ringPosterior } from '../../risk/spread';
import { SIGNALS } from '../../signals/kinds';
import { readAll } from '../../signals/reading';
import { rereadingFor, reweighed, type Reread, type Rereading } from '../reweigh';

export const KINDS = new Map(SIGNALS.map((signal) => [signal.id, signal]));

/** An account under the policy in force and under the other. */
export type Under = { account: string; was: Assessment; now: Assessment };

/**
 * Where accounts would stand under another policy, by what is stored of them and, where it must be, by their events read anew. Rings are heard
 * as the other policy would hear them: members that are not asked for are weighed along. Both policies weigh what is known at this
 * moment, so that nothing but the policy makes a difference. Reads only; standings and assessments stay.
 */
export async function standingsUnder(tx: Tx, accounts: readonly string[], live: Policy, policy: Policy, rereading: Rereading = rereadingFor(live, policy, SIGNALS)): Promise<Under[]> {
  if (accounts.length === 0) return [];
  // Read by index, as an assessment does.
  await tx.execute(sql`select set_config('enable_seqscan', 'off', true), set_config('jit', 'off', true)`);
  const asked = await tx.select({ account: standings.account, content: standings.content, ring: standings.ring }).from(standings).where(inArray(standings.account, [...accounts]));
  const members = await membersOf(tx, [...new Set(asked.flatMap(({ ring }) => ring ?? []))]);
  const known = new Set(asked.map(({ account }) => account));
  const mates = [...new Set([...members.values()].flat().map(({ account }) => account))].filter((account) => !known.has(account));
  const along = mates.length === 0 ? [] : await tx.select({ account: standings.account, content: standings.content }).from(standings).where(inArray(standings.account, mates));
  const everybody = [...asked, ...along];
  const cleared = await clearedCauses(tx, everybody.map(({ account }) => account));
  const anew = rereading.why === null ? new Map<string, Reread>() : await reread(tx, everybody.map(({ content }) => content).filter(({ findings, shadow }) => !rereading.foundOnly || findings.length + shadow.length > 0), policy, rereading);
  const under = (by: Policy, reading: ReadonlyMap<string, Reread>): ReadonlyMap<string, Assessment> =>
    withRings(new Map(everybody.map(({ account, content }) => [account, reweighed(content, by, KINDS, cleared.get(account) ?? new Set(), reading.get(account) ?? null)])), members, by);
  const [was, now] = [under(live, new Map()), under(policy, anew)];
  return asked.flatMap(({ account }) => {
    const [before, after] = [was.get(account), now.get(account)];
    return before === undefined || after === undefined ? [] : [{ account, was: before, now: after }];
  });
}

type Member = { account: string; strength: number };

/** Each member with what its ring says of it, heard from all members by one policy. */
function withRings(own: ReadonlyMap<string, Assessment>, rings: ReadonlyMap<string, readonly Member[]>, policy: Policy): ReadonlyMap<string, Assessment> {
  const heard = new Map(own);
  for (const [ring, members] of rings) {
    const posterior = ringPosterior(members.flatMap(({ account, strength }) => { const weighed = own.get(account); return weighed === undefined ? [] : [{ own: weighed.own, strength }]; }));
    for (const { account, strength } of members) {
      const weighed = own.get(account);
      if (weighed !== undefined) heard.set(account, inRing(weighed, { ring, posterior, strength }, policy));
    }
  }
  return heard;
}

async function membersOf(tx: Tx, rings: readonly string[]): Promise<Map<string, Member[]>> {
  if (rings.length === 0) return new Map();
  const { rows } = await tx.execute<Member & { ring: string }>(sql`select ring, account, strength::float8 as strength from ring_members where left_at is null and ring = any(${sql.param([...rings])}::text[]) order by account`);
  return grouped(rows, ({ ring }) => ring);
}

function grouped<Key, Row>(rows: readonly Row[], keyOf: (row: Row) => Key): Map<Key, Row[]> {
  const groups = new Map<Key, Row[]>();
  for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row]);
  return groups;
}

/** Histories are cut at the instant of each standing, so that nothing is found that had not happened by then. */
async function reread(tx: Tx, stored: readonly Assessment[], policy: Policy, { signals }: Rereading): Promise<Map<string, Reread>> {
  const rarity = await rarityInForce(tx);
  const found = new Map<string, Reread>();
  const neighbourhoods = await neighbourhoodsOf(tx, stored.map(({ account }) => account), rarity);
  const whole = signals.length === SIGNALS.length;
  for (const [asOf, at] of grouped(stored, ({ assessedAt }): Instant => assessedAt)) {
    const histories = await historiesOf(tx, at.map(({ account }) => account), asOf, policy);
    for (const { account } of at) {
      const [history, neighbourhood] = [histories.get(account), neighbourhoods.get(account)];
      if (history === undefined || neighbourhood === undefined) continue;
      const given = { history, neighbourhood, rarity, asOf };
      found.set(account, { findings: readAll(given, signals).findings, circumstances: circumstancesOf(given), whole });
    }
  }
  return found;
}
