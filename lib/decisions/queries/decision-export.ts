import { and, asc, inArray, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '../../../db/client';
import { appeals, confirmations, countersignatures, decisions, exhibitSets, orders } from '../../../db/schema';
import { rfc3339, type Instant } from '../../kernel/instant';
import { query } from '../../kernel/query';
import { granted } from '../../kernel/result';
import { standingEnds } from '../commands/decision-record';
import { groundsInForce } from '../decision';

/** A decision with everything that became of it, as the export writes it. Instants are RFC 3339; staff are named by id. */
export type DecisionLine = {
  decision: string; case: string; account: string; measure: string; fields: Readonly<Record<string, unknown>>;
  /** As proposed. */
  grounds: readonly string[]; /** Those on which it holds: of two people, what both named; null while nobody has confirmed it. */ groundsInForce: readonly string[] | null; statement: readonly string[]; reason: string; needsSecond: boolean; policyVersion: string;
  ring: string | null; renews: string | null; proposedBy: string; proposedAt: string;
  /** SHA-256 of the evidence as it was sealed. */
  evidenceDigest: string | null;
  countersignatures: readonly { by: string; at: string; measure: string; fields: Readonly<Record<string, unknown>>; grounds: readonly string[]; words: string; agrees: boolean }[];
  /** Null while nobody has confirmed it. */
  effectiveAt: string | null; until: string | null;
  lifted: { by: string; at: string; cause: string; words: string; wordsIn: string; appeal: string | null } | null;
  orders: readonly Readonly<Record<string, unknown>>[];
  /** `filedIn`: the language in which its outcome is told, where the holder appealed in one of ours; `reasonsIn`: that of the reasons. */
  appeal: { id: string; status: string; filedVia: string; filedIn: string | null; filedAt: string; dueAt: string; heardBy: string | null; decidedAt: string | null; text: string; reasons: string | null; reasonsIn: string | null } | null;
};

const cursor = z.object({ at: z.number(), id: z.string() });

/** All decisions, proposed and returned ones included, in the order in which they were proposed: one page of the export. */
export const decisionsAfter = query({
  name: 'ask.decisionExport',
  input: z.object({ after: cursor.nullable(), limit: z.number().int().min(1).max(1_000) }),
  async run({ input, db }) {
    const behind = input.after === null ? undefined : sql`(${decisions.proposedAt}, ${decisions.id}) > (${new Date(input.after.at).toISOString()}::timestamptz, ${input.after.id})`;
    const rows = await db.select().from(decisions).where(and(behind)).orderBy(asc(decisions.proposedAt), asc(decisions.id)).limit(input.limit);
    const last = rows.at(-1);
    return granted({ lines: await linesOf(db, rows), next: last === undefined ? null : { at: last.proposedAt, id: last.id } });
  },
});

async function linesOf(db: Database, rows: readonly (typeof decisions.$inferSelect)[]): Promise<DecisionLine[]> {
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.id);
  const [signed, confirmed, lifted, issued, filed, sealed] = await Promise.all([
    db.select().from(countersignatures).where(inArray(countersignatures.decision, ids)).orderBy(asc(countersignatures.at), asc(countersignatures.id)),
    db.select().from(confirmations).where(inArray(confirmations.decision, ids)),
    standingEnds(db, ids),
    db.select({ decision: orders.decision, body: orders.body }).from(orders).where(inArray(orders.decision, ids)).orderBy(asc(orders.issuedAt), asc(orders.id)),
    db.select().from(appeals).where(inArray(appeals.decision, ids)),
    db.select({ id: exhibitSets.id, digest: exhibitSets.digest }).from(exhibitSets).where(inArray(exhibitSets.id, rows.map((row) => row.exhibits))),
  ]);
  const [signatures, bodies] = [grouped(signed), grouped(issued)];
  const [effect, end, appeal] = [grouped(confirmed), grouped(lifted), grouped(filed)];
  const digests = new Map(sealed.map((set) => [set.id, set.digest]));
  return rows.map(({ id, exhibits, proposedAt, notice: _notice, caseChanged: _caseChanged, ...row }) => {
    const [from, over, contested] = [effect.get(id)?.[0], end.get(id)?.[0], appeal.get(id)?.[0]];
    return {
      decision: id, ...row, groundsInForce: from === undefined ? null : groundsInForce({ id, ...row }, signatures.get(id) ?? []), proposedAt: rfc3339(proposedAt), evidenceDigest: digests.get(exhibits) ?? null,
      countersignatures: (signatures.get(id) ?? []).map(({ by, at, measure, fields, grounds, words, agrees }) => ({ by, at: rfc3339(at), measure, fields, grounds, words, agrees })),
      effectiveAt: told(from?.at), until: told(from?.until),
      lifted: over ? { by: over.by, at: rfc3339(over.at), cause: over.cause, words: over.words, wordsIn: over.wordsIn, appeal: over.appeal } : null,
      orders: (bodies.get(id) ?? []).map((order) => order.body),
      appeal: contested ? {
        id: contested.id, status: contested.status, filedVia: contested.filedVia, filedIn: contested.filedIn, filedAt: rfc3339(contested.filedAt), dueAt: rfc3339(contested.dueAt),
        heardBy: contested.heardBy, decidedAt: told(contested.decidedAt), text: contested.body, reasons: contested.reasons, reasonsIn: contested.reasons === null ? null : contested.reasonsIn,
      } : null,
    };
  });
}

/** Rows by the decision they belong to, in their order. */
function grouped<Row extends { decision: string }>(rows: readonly Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(row.decision);
    if (group) group.push(row);
    else groups.set(row.decision, [row]);
  }
  return groups;
}

const told = (at: Instant | null | undefined): string | null => (at == null ? null : rfc3339(at));
