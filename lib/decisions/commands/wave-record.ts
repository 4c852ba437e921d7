import { and, eq, inArray, isNull } from 'drizzle-orm';
import type { Database, Tx } from '../../../db/client';
import { accounts, cases, countersignatures, decisions, liftings, ringMembers, waveReadings, waves } from '../../../db/schema';
import type { Change } from '../../audit/entry';
import { keepTouch, type CaseRow } from '../../cases/commands/case-record';
import { canonicalJson } from '../../kernel/canonical';
import type { Instant } from '../../kernel/instant';
import { refuse, type Refusal } from '../../kernel/refusal';
import type { Ground, Policy } from '../../policy/policy';
import { policyOf } from '../../policy/queries/policy-in-force';
import type { Actor } from '../../staff/actor';
import { statusOf, type Decision, type DecisionStatus } from '../decision';
import { isOfWave, verdictOn, type WaveVerdict } from '../wave';
import { decisionOf, standingEnds, type DecisionRow } from './decision-record';

export type WaveRow = typeof waves.$inferSelect;
export type ReadingRow = typeof waveReadings.$inferSelect;

/** A wave with its row locked, so that nobody proposes in it while somebody commits a verdict on it or withdraws it, and with what is there already. `decided`: its accounts, with the policy by which each was proposed. */
export async function openWave(tx: Tx, id: string): Promise<{ row: WaveRow; readings: ReadingRow[]; decided: readonly Pick<typeof decisions.$inferSelect, 'account' | 'policyVersion'>[]; withdrawn: boolean } | null> {
  const [row] = await tx.select().from(waves).where(eq(waves.id, id)).for('update');
  if (!row) return null;
  const [readings, rows] = [await readingsOf(tx, id), await tx.select({ account: decisions.account, policyVersion: decisions.policyVersion }).from(decisions).where(eq(decisions.wave, id))];
  return { row, readings, decided: rows, withdrawn: (await withdrawnWaves(tx, [id])).has(id) };
}

/**
 * The proposals of a wave with their cases, which are locked until the commit, in one order, as everybody does who takes several. What became of each is read
 * after that, since whoever had a case may have ended something: a grant takes the case, and not the wave. It is read at once: so many cases wait meanwhile.
 */
export async function lockProposed(tx: Tx, wave: string, now: Instant): Promise<{ found: DecisionRow; row: CaseRow; decision: Decision; status: DecisionStatus }[]> {
  const rows = await tx.select({ found: decisions, row: cases }).from(decisions).innerJoin(cases, eq(cases.id, decisions.case)).where(eq(decisions.wave, wave)).orderBy(cases.id).for('update', { of: cases });
  const ids = rows.map(({ found }) => found.id);
  const [signed, ended] = [await tx.select().from(countersignatures).where(inArray(countersignatures.decision, ids)), await standingEnds(tx, ids)];
  return rows.map(({ found, row }) => {
    const decision = decisionOf(found);
    return { found, row, decision, status: statusOf(decision, signed, ended, now) };
  });
}

/**
 * Keeps of people who have read a wave that they know what it proposed on one of its cases, whoever signs there: none of its appeals is theirs to hear, and where
 * it came to nothing they read the next one blind no more. The latter is told as changes.
 */
export async function keepRead(tx: Tx, decision: Decision, status: DecisionStatus, readers: readonly string[], now: Instant): Promise<Change[]> {
  const cameToNothing = status === 'returned' || status === 'withdrawn';
  for (const id of readers) await keepTouch(tx, decision.case, { kind: 'staff', id }, cameToNothing ? 'uncovered' : 'countersigned', now);
  return cameToNothing ? readers.map((id) => ({ field: 'no longer to countersign here', was: null, now: id })) : [];
}

/** Who else has committed a verdict on the wave of a decision. */
export async function otherReaders(tx: Tx, { wave }: Decision, actor: Actor): Promise<string[]> {
  return wave === null ? [] : (await readingsOf(tx, wave)).map(({ by }) => by).filter((id) => id !== actor.id);
}

/** Which of these waves were withdrawn by whoever began them: a wave is withdrawn whole. A member whose proposal ended with a granted appeal leaves the rest as they are. */
export async function withdrawnWaves(db: Database | Tx, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const rows = await db.selectDistinct({ wave: decisions.wave }).from(liftings).innerJoin(decisions, eq(decisions.id, liftings.decision)).where(and(inArray(decisions.wave, [...ids]), eq(liftings.cause, 'withdrawn'), isNull(liftings.appeal)));
  return new Set(rows.flatMap(({ wave }) => wave ?? []));
}

/** Ids and names of everybody in the ring, or in the wave on it, of a decision, but for one account: what is written to that holder names none of them. */
export async function namesBeside(db: Database | Tx, { wave, ring }: Pick<Decision, 'wave' | 'ring'>, but?: string): Promise<readonly string[]> {
  const [begun] = wave === null ? [] : await db.select({ members: waves.members }).from(waves).where(eq(waves.id, wave));
  const tied = ring === null ? [] : await db.select({ account: ringMembers.account }).from(ringMembers).where(eq(ringMembers.ring, ring));
  const others = [...new Set([...(begun?.members ?? []), ...tied].map(({ account }) => account))].filter((account) => account !== but);
  if (others.length === 0) return [];
  const named = await db.select({ name: accounts.name }).from(accounts).where(inArray(accounts.account, others));
  return [...others, ...named.flatMap(({ name }) => name ?? [])];
}

/** Said of a wave that was withdrawn to whoever goes on with it. */
export const WITHDRAWN_WAVE = 'This wave was withdrawn. Decide on the account by itself, or begin another wave.';

export async function readingsOf(db: Database | Tx, wave: string): Promise<ReadingRow[]> {
  return db.select().from(waveReadings).where(eq(waveReadings.wave, wave)).orderBy(waveReadings.at);
}

/** Why a proposal cannot be one of the wave; null where it can. */
export function unfitForWave(wave: Awaited<ReturnType<typeof openWave>>, proposal: { account: string; measure: string; fields: Readonly<Record<string, unknown>>; reason: string }, actor: Actor): Refusal | null {
  if (wave === null) return refuse('not-found', 'There is no such wave.');
  if (wave.row.proposedBy !== actor.id) return refuse('not-allowed', 'Somebody else began this wave; they go on with it.');
  if (wave.withdrawn) return refuse('move-closed', WITHDRAWN_WAVE);
  if (!wave.row.members.some(({ account, leave }) => account === proposal.account && leave === null)) return refuse('move-closed', 'The wave leaves this account out.');
  if (wave.decided.some(({ account }) => account === proposal.account)) return refuse('exists', 'It is proposed in this wave already.');
  if (wave.readings.length > 0) return refuse('move-closed', 'A second person has read this wave. Decide on the account by itself.');
  return isOfWave(proposal, wave.row) ? null : refuse('invalid', 'The wave proposes something else.');
}

/** The clauses on which a wave is read: those of its proposals. */
export async function clausesOf(db: Database | Tx, proposed: readonly { policyVersion: string }[]): Promise<readonly Ground[]> {
  return (await policyOf(db, Math.max(...proposed.map(({ policyVersion }) => Number(policyVersion))))).grounds;
}

/** Refuses a proposal in a wave that has begun on other clauses than this policy has: the second person names grounds once, for all of it. */
export async function otherClauses(tx: Tx, wave: NonNullable<Awaited<ReturnType<typeof openWave>>>, policy: Policy): Promise<Refusal | null> {
  const isSame = wave.decided.length === 0 || canonicalJson(await clausesOf(tx, wave.decided)) === canonicalJson(policy.grounds);
  return isSame ? null : refuse('move-closed', 'The grounds of the policy have changed since this wave was begun. Decide on the account by itself, or withdraw the wave and begin it anew.');
}

/** Refuses a countersignature that differs from what the same person committed on the whole wave, or that comes without it. */
export async function otherThanCommitted(tx: Tx, decision: Decision, verdict: WaveVerdict, actor: Actor): Promise<Refusal | null> {
  const [reading] = await tx.select().from(waveReadings).where(and(eq(waveReadings.wave, decision.wave ?? ''), eq(waveReadings.by, actor.id)));
  if (!reading) return refuse('move-closed', 'It is one of a wave. Read the whole wave, and commit one verdict on it.');
  const { measure, fields, grounds, words } = verdictOn(decision.account, reading);
  return canonicalJson({ measure, fields, grounds, words }) === canonicalJson(verdict) ? null : refuse('conflict', 'You have committed another verdict on this wave.');
}

/** How lines of the ledger name the wave of a decision. */
export const waveRefs = ({ wave, ring }: Pick<Decision, 'wave' | 'ring'>): Record<string, string> => (wave === null ? {} : { wave, ...(ring === null ? {} : { ring }) });
