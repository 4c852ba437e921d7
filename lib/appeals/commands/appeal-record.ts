import { eq } from 'drizzle-orm';
import type { Database, Tx } from '../../../db/client';
import { appeals } from '../../../db/schema';
import { lockCase, type CaseRow } from '../../cases/commands/case-record';
import { tellInbox } from '../../cases/commands/inbox-record';
import { recordOf, type Record } from '../../decisions/commands/decision-record';
import type { Countersignature, Decision } from '../../decisions/decision';
import { namesBeside } from '../../decisions/commands/wave-record';
import { objectionTo } from '../../decisions/lint';
import { blankInWords } from '../../decisions/notice';
import type { Change } from '../../audit/entry';
import { accountTopic } from '../../kernel/about';
import type { Instant } from '../../kernel/instant';
import type { Language } from '../../kernel/language';
import { refuse, type Refusal } from '../../kernel/refusal';
import { announce } from '../../kernel/work';
import type { Actor } from '../../staff/actor';
import { moveAppeal, type Appeal, type AppealMove, type AppealStatus, type Hearing } from '../appeal';

export type AppealRow = typeof appeals.$inferSelect;

export function appealOf(row: AppealRow): Appeal {
  const { id, decision, account, status, version, filedAt, dueAt, heardBy, leaseUntil, decidedAt } = row;
  return { id, decision, case: row.case, account, status: status as AppealStatus, version, filedAt, dueAt, heardBy, leaseUntil, decidedAt };
}

/** What a hearing is judged by: the decision, who signed it, and everybody's hand in the case. */
export async function hearingOf(db: Database | Tx, row: AppealRow): Promise<(Hearing & { record: Record }) | null> {
  const record = await recordOf(db, row.case);
  const decision: Decision | undefined = record.decisions.find((one) => one.id === row.decision);
  return decision ? { decision, countersignatures: record.countersignatures.filter((one) => one.decision === decision.id), touches: record.touches, record } : null;
}

/** An appeal and its case, both locked until the commit; what it is judged by is read after that, since whoever had the case may have decided something. */
export async function lockAppeal(tx: Tx, id: string): Promise<{ row: AppealRow; of: CaseRow; hearing: Hearing & { record: Record } } | null> {
  const [row] = await tx.select().from(appeals).where(eq(appeals.id, id)).for('update');
  const of = row ? await lockCase(tx, row.case) : null;
  const hearing = row ? await hearingOf(tx, row) : null;
  return row && of && hearing ? { row, of, hearing } : null;
}

/** Whose decision it is: who proposed it, and who put their name under it. They hear of an appeal, and never hear it. */
export function signersOf(decision: Pick<Decision, 'id' | 'proposedBy'>, countersignatures: readonly Countersignature[]): string[] {
  return [decision.proposedBy, ...countersignatures.filter((one) => one.decision === decision.id && one.agrees).map(({ by }) => by)];
}

/** Makes a move of an appeal and keeps it; an outcome only on the version that its hearer read, and told to whoever decided (`decided`). */
export async function keepAppeal(tx: Tx, row: AppealRow, hearing: Hearing & { record: Record }, name: AppealMove, actor: Actor, now: Instant, outcome?: { version: number; reasons: string; written: Language; decided: readonly Decision[] }): Promise<{ ok: true; row: AppealRow; changes: Change[] } | Refusal> {
  const moved = moveAppeal(appealOf(row), name, hearing, actor, now, outcome?.reasons);
  if (moved.state === 'locked') return refuse(moved.code, moved.reason, moved.code === 'invalid' ? { reasons: moved.reason } : {});
  if (outcome !== undefined && outcome.version !== row.version) return refuse('stale');
  const blank = outcome === undefined ? null : blankInWords(outcome.reasons);
  if (blank !== null) return refuse('blanks', blank, { reasons: blank });
  // The holder reads these words, as they read those of a lifting.
  const objection = outcome === undefined ? null : objectionTo(outcome.reasons, await namesBeside(tx, hearing.decision, row.account));
  if (objection !== null) return refuse('invalid', objection, { reasons: objection });
  const { status, version, heardBy, leaseUntil, decidedAt } = moved.appeal;
  const [kept] = await tx.update(appeals).set({ status, version, heardBy, leaseUntil, decidedAt, heardAt: name === 'take' ? now : row.heardAt, reasons: outcome?.reasons ?? row.reasons, reasonsIn: outcome?.written ?? row.reasonsIn }).where(eq(appeals.id, row.id)).returning();
  if (!kept) return refuse('stale');
  if (outcome !== undefined) await tellInbox(tx, outcome.decided.flatMap((one) => signersOf(one, hearing.record.countersignatures)), { kind: 'outcome', case: row.case, about: row.id }, now);
  await announce(tx, 'appeals', row.id, kept.version, [accountTopic(row.account)]);
  return { ok: true, row: kept, changes: [{ field: 'appeal', was: row.status, now: status }] };
}
