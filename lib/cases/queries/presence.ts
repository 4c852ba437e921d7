import { eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { cases } from '../../../db/schema';
import { hub } from '../../kernel/adapters/live';
import { query } from '../../kernel/query';
import { refuse } from '../../kernel/refusal';
import { granted } from '../../kernel/result';
import { caseOf } from '../commands/case-record';
import { leaseFor, type CaseLease } from './case-page';

/** Who else has the case open, and who holds it at this moment. */
export type Present = { here: readonly string[]; lease: CaseLease };

/** Says that this person has the case open, and tells who else has. Nothing is kept: it is true for three quarters of a minute. */
export const bePresent = query({
  name: 'ask.case',
  input: z.object({ caseId: z.string().max(100) }),
  async run({ input, actor, now, db }) {
    if (actor.kind !== 'staff') return refuse('not-allowed');
    const [row] = await db.select().from(cases).where(eq(cases.id, input.caseId));
    if (!row) return refuse('not-found');
    const [here, lease] = await Promise.all([hub().here(row.id), leaseFor(db, caseOf(row), actor, now)]);
    await db.execute(sql`select pg_notify('countersign_live', ${JSON.stringify({ topic: 'presence', id: row.id, who: actor.id, name: actor.name })})`);
    return granted<Present>({ here: here.filter(({ who }) => who !== actor.id).map(({ name }) => name), lease });
  },
});
