import { and, desc, eq, sql } from 'drizzle-orm';
import type { Tx } from '../../../db/client';
import { backtests, policies, policyDrafts, shadowStandings } from '../../../db/schema';
import type { Change } from '../../audit/entry';
import type { Instant } from '../../kernel/instant';
import { present } from '../../kernel/assert';
import { refuse, type Refusal } from '../../kernel/refusal';
import { announce } from '../../kernel/work';
import type { Actor } from '../../staff/actor';
import { differences, digestOfPolicy } from '../difference';
import { DRAFT_MOVES, draftGate, type DraftMove, type DraftStands, type DraftStatus } from '../draft';
import { policySchema, type Policy } from '../policy';
import { policyInForce, policyOf } from '../queries/policy-in-force';
import { shadowMoves } from '../queries/shadow-moves';

export type DraftRow = typeof policyDrafts.$inferSelect;

/** What the ledger and the notices call a draft. */
export const draftName = (row: Pick<DraftRow, 'content'>): string => `the draft “${row.content.title}”`;

/** Rows of the policy are few and every change of one is judged by the others: one change at a time. */
export async function lockPolicies(tx: Tx): Promise<void> {
  await tx.execute(sql`lock table policies in exclusive mode`);
}

/** The draft with its row locked, if this person may make the move with what they saw of it. */
export async function draftFor(tx: Tx, asked: { draft: string; version: number }, name: DraftMove, who: Actor): Promise<{ ok: true; row: DraftRow; inForce: Policy } | Refusal> {
  await lockPolicies(tx);
  const [row] = await tx.select().from(policyDrafts).where(eq(policyDrafts.id, asked.draft)).for('update');
  if (!row) return refuse('not-found', 'There is no such draft.');
  if (row.version !== asked.version) return refuse('stale');
  const inForce = await policyInForce(tx);
  const gate = draftGate({ ...row, status: row.status as DraftStatus }, name, who, await standsOf(tx, row, inForce));
  return gate.state === 'locked' ? refuse(gate.code, gate.reason) : { ok: true, row, inForce };
}

async function standsOf(tx: Tx, row: DraftRow, inForce: Policy): Promise<DraftStands> {
  const [tried] = await tx.select({ id: backtests.id }).from(backtests).where(and(eq(backtests.draft, row.id), eq(backtests.digest, row.digest), eq(backtests.against, inForce.version), eq(backtests.status, 'done'))).limit(1);
  return { inForce: inForce.version, changes: differences(await policyOf(tx, row.basedOn), policySchema.parse(row.content)).length, tried: tried !== undefined };
}

/** Where a draft runs in shadow, what ends that: its comparison is kept as it stood, account by account no longer. */
export async function shadowEnded(tx: Tx, row: DraftRow, now: Instant): Promise<Partial<DraftRow>> {
  if (row.shadowSince === null) return {};
  const shadowTally = { since: row.shadowSince, until: now, ...(await shadowMoves(tx)) };
  await tx.delete(shadowStandings);
  return { shadowSince: null, shadowTally };
}

/** Keeps a draft's next state; every change moves its version on, and one that ends it ends its shadow. */
export async function keepDraft(tx: Tx, row: DraftRow, name: DraftMove, changed: Partial<DraftRow>, now: Instant): Promise<DraftRow> {
  const { to } = DRAFT_MOVES[name];
  const status = to === 'stays' ? row.status : to;
  const ended = to === 'published' || to === 'withdrawn' ? await shadowEnded(tx, row, now) : {};
  const [kept] = await tx.update(policyDrafts).set({ ...changed, ...ended, status, changedAt: now, version: row.version + 1 }).where(eq(policyDrafts.id, row.id)).returning();
  await announce(tx, 'policy', row.id);
  return present(kept, 'draft');
}

export const changesOf = (was: Policy, now: Policy): Change[] => differences(was, now).map(({ field, was: before, now: after }) => ({ field, was: before, now: after }));

/** A new draft as it is first kept. */
export function freshDraft(id: string, content: Policy, basedOn: number, by: Actor, now: Instant): typeof policyDrafts.$inferInsert {
  return { id, status: 'draft', basedOn, content, digest: digestOfPolicy(content), writers: [by.id], begunBy: by.id, begunAt: now, changedAt: now };
}

/**
 * The next version comes into force; every account is marked to be assessed by it. The caller holds `lockPolicies`. Earlier versions stay,
 * and what was assessed or decided under them says so.
 */
export async function putInForce(tx: Tx, content: Policy, by: { published: string; countersigned: string | null; draft: string | null; reason: string }, now: Instant): Promise<Policy> {
  const [last] = await tx.select({ version: policies.version }).from(policies).orderBy(desc(policies.version)).limit(1);
  const next = policySchema.parse({ ...content, version: (last?.version ?? 0) + 1 });
  await tx.insert(policies).values({ version: next.version, content: next, publishedAt: now, publishedBy: by.published, countersignedBy: by.countersigned, draft: by.draft, reason: by.reason });
  // A mark that is there already is set again: a pass under way, which weighs by the version before, must not take it away.
  await tx.execute(sql`
    insert into stale_accounts (account, since) select account, ${new Date(now).toISOString()}::timestamptz from accounts order by account
    on conflict (account) do update set since = least(stale_accounts.since, excluded.since)`);
  await tx.execute(sql`select pg_notify('countersign_work', 'policy')`);
  await announce(tx, 'policy', String(next.version));
  return next;
}
