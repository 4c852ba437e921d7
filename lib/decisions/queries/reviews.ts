import { and, count, desc, eq, inArray, lt } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '../../../db/client';
import { cases, countersignatures, decisions } from '../../../db/schema';
import { isUnread } from '../../audit/queries/covering';
import { caseName } from '../../cases/commands/case-record';
import type { Instant } from '../../kernel/instant';
import { query } from '../../kernel/query';
import { granted } from '../../kernel/result';
import { mayCountersign } from '../decision';
import { nobodyLeft } from '../covered';
import { workingStaff } from '../../staff/queries/colleagues';
import { handsOf } from '../commands/decision-record';
import { openProposals, type OpenProposal } from './open-proposals';

/** One decision that waits for a second person. Nothing of the proposal is in it: not what, not why, not by whom. */
export type ReviewRow = {
  decision: string;
  caseName: string;
  account: { id: string; name: string | null };
  since: Instant;
  dueAt: Instant;
  /** SHA-256 of the sealed evidence, hexadecimal. */
  digest: string;
  /** Why this person cannot be the second reader; null where they can. */
  barred: string | null;
  /** No independent person is left: it waits until somebody is added. */
  nobodyLeft: boolean;
  /** The wave that it is one of: it stands in the list once, for all of them. */
  wave: { id: string; size: number } | null;
};

const limit = z.number().int().min(1).max(100);
const place = z.string().regex(/^\d{1,15}~\w{1,100}$/).transform((text) => ({ dueAt: Number(text.split('~')[0]), id: text.split('~')[1] ?? '' }));

/** Decisions waiting for a second person, first due first. */
export const reviews = query({
  name: 'ask.reviews',
  input: z.object({ limit, after: place.nullable().catch(null).default(null) }),
  async run({ input, actor, now, db }) {
    const found = await openProposals(db, now, input.limit + 1, input.after);
    const shown = found.slice(0, input.limit);
    const [hands, staff] = await Promise.all([handsOf(db, shown.map(({ decision }) => decision)), workingStaff(db)]);
    const sizes = await sizesOf(db, shown.flatMap(({ decision }) => decision.wave ?? []));
    const rows = shown.map(({ decision, caseName: name, accountName, dueAt, digest }): ReviewRow => {
      const touches = hands.get(decision.id) ?? [];
      const gate = mayCountersign(actor, decision, 'proposed', touches);
      return {
        decision: decision.id, caseName: name, account: { id: decision.account, name: accountName }, since: decision.proposedAt, dueAt, digest,
        barred: gate.state === 'locked' ? gate.reason : null, nobodyLeft: nobodyLeft(staff, decision, touches),
        wave: decision.wave === null ? null : { id: decision.wave, size: sizes.get(decision.wave) ?? 1 },
      };
    });
    const last = rows.at(-1);
    return granted({ rows, next: found.length > rows.length && last ? `${last.dueAt}~${last.decision}` : null, now });
  },
});

/** Proposals that are read at a time in search of one that is free for somebody. */
const READ_AT_ONCE = 50;

/** Where the next second reading of this person waits, first due first: a decision, or the wave that it is one of. Null where none is free for them. */
export const nextReview = query({
  name: 'ask.reviews',
  input: z.object({}),
  async run({ actor, db, now }) {
    for (let after: { dueAt: Instant; id: string } | null = null; ; ) {
      const found: OpenProposal[] = await openProposals(db, now, READ_AT_ONCE, after);
      const hands = await handsOf(db, found.map(({ decision }) => decision));
      const free = found.find(({ decision }) => mayCountersign(actor, decision, 'proposed', hands.get(decision.id) ?? []).state !== 'locked');
      if (free !== undefined) return granted({ decision: free.decision.id, wave: free.decision.wave });
      const last = found.at(-1);
      if (last === undefined || found.length < READ_AT_ONCE) return granted(null);
      after = { dueAt: last.dueAt, id: last.decision.id };
    }
  },
});

/** How many decisions of each wave wait to be read. */
async function sizesOf(db: Database, waves: readonly string[]): Promise<ReadonlyMap<string, number>> {
  if (waves.length === 0) return new Map();
  const rows = await db.select({ wave: decisions.wave, size: count() }).from(decisions).where(and(inArray(decisions.wave, [...new Set(waves)]), isUnread(db, decisions.id))).groupBy(decisions.wave);
  return new Map(rows.flatMap(({ wave, size }) => (wave === null ? [] : [[wave, size] as const])));
}

/** Second readings that were made, newest first: that they agreed or not, and nothing of what was read. */
export const readings = query({
  name: 'ask.reviews',
  input: z.object({ limit, before: z.string().max(100).nullable().default(null) }),
  async run({ input, now, db }) {
    const found = await db.select({ id: countersignatures.id, decision: decisions.id, number: cases.number, account: cases.account, name: cases.accountName, at: countersignatures.at, agrees: countersignatures.agrees })
      .from(countersignatures).innerJoin(decisions, eq(decisions.id, countersignatures.decision)).innerJoin(cases, eq(cases.id, decisions.case))
      .where(input.before === null ? undefined : lt(countersignatures.id, input.before)).orderBy(desc(countersignatures.id)).limit(input.limit + 1);
    const rows = found.slice(0, input.limit).map(({ number, account, name, ...row }) => ({ ...row, caseName: caseName({ number }), account: { id: account, name } }));
    return granted({ rows, next: found.length > rows.length ? (rows.at(-1)?.id ?? null) : null, now });
  },
});
