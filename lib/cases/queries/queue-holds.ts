import { inArray } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '../../../db/client';
import { cases, staff } from '../../../db/schema';
import { MINUTE, type Instant } from '../../kernel/instant';
import { query } from '../../kernel/query';
import { granted } from '../../kernel/result';
import type { Actor } from '../../staff/actor';
import { gateOf, LEASE, statusAt, type CaseStatus, type Woken } from '../case';
import { caseOf, type CaseRow } from '../commands/case-record';
import { nextFor } from './next-for';

/** Somebody who took or renewed a lease so lately is looking at the case now: an open case page renews its own. */
const HERE_FOR = 5 * MINUTE;

/** Whose hands a case is in, and whether this person may take it. */
export type Hold = {
  status: CaseStatus;
  wokenBy: Woken | null;
  holder: { id: string; name: string; until: Instant; here: boolean } | null;
  /** Null where this person may claim it. */
  locked: string | null;
};

export function holdOf(row: CaseRow, names: ReadonlyMap<string, string>, actor: Actor, now: Instant): Hold {
  const known = caseOf(row);
  const gate = gateOf(known, 'claim', actor, now);
  const status = statusAt(known, now);
  const held = status === 'claimed' && row.claimedBy !== null && row.leaseUntil !== null;
  return {
    status, wokenBy: known.wokenBy, locked: gate.state === 'locked' ? gate.reason : null,
    holder: held ? { id: row.claimedBy ?? '', name: names.get(row.claimedBy ?? '') ?? 'Somebody', until: row.leaseUntil ?? now, here: now - ((row.leaseUntil ?? now) - LEASE) < HERE_FOR } : null,
  };
}

/** The names of those who hold these cases. */
export async function holdersOf(db: Database, rows: readonly CaseRow[]): Promise<ReadonlyMap<string, string>> {
  const holders = [...new Set(rows.flatMap(({ claimedBy }) => claimedBy ?? []))];
  return new Map(holders.length === 0 ? [] : (await db.select({ id: staff.id, name: staff.name }).from(staff).where(inArray(staff.id, holders))).map(({ id, name }) => [id, name]));
}

/** So many rows are asked for at once; what else changed shows when the list is read again. */
export const MOST_HOLDS = 50;

/** Whose hands these cases are in now, and which one this person goes on to: for a list that was read before. */
export const queueHolds = query({
  name: 'ask.queue',
  input: z.object({ cases: z.array(z.string().max(64)).max(MOST_HOLDS) }),
  async run({ input, actor, now, db }) {
    const [rows, next] = await Promise.all([input.cases.length === 0 ? [] : db.select().from(cases).where(inArray(cases.id, input.cases)), nextFor(db, actor, now)]);
    const names = await holdersOf(db, rows);
    return granted({ holds: rows.map((row) => ({ id: row.id, ...holdOf(row, names, actor, now) })), next, now });
  },
});
