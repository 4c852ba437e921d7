import { eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { cases } from '../../../db/schema';
import { hub } from '../../kernel/adapters/live';
import { query } from '../../kernel/query';
import { refuse } from '../../kernel/refusal';
import { granted } from '../../kernel/result';

/** Says that this person has the case open, and tells who else has. Nothing is kept: it is true for three quarters of a minute. */
export const bePresent = query({
  name: 'ask.case',
  input: z.object({ caseId: z.string().max(100) }),
  async run({ input, actor, db }) {
    if (actor.kind !== 'staff') return refuse('not-allowed');
    const [row] = await db.select({ id: cases.id }).from(cases).where(eq(cases.id, input.caseId));
    if (!row) return refuse('not-found');
    const here = await hub().here(row.id);
    await db.execute(sql`select pg_notify('countersign_live', ${JSON.stringify({ topic: 'presence', id: row.id, who: actor.id, name: actor.name })})`);
    return granted({ here: here.filter(({ who }) => who !== actor.id).map(({ name }) => name) });
  },
});
