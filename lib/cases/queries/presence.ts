import { eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '../../../db/client';
import { cases } from '../../../db/schema';
import { hub } from '../../kernel/adapters/live';
import { query } from '../../kernel/query';
import { refuse } from '../../kernel/refusal';
import { granted } from '../../kernel/result';
import { caseOf } from '../commands/case-record';
import { leaseFor, type CaseLease } from './case-page';

/** Who else has the case open, and who holds it at this moment. `worked`: milliseconds since the reader was last at work, in any browser; null where that was not heard. */
export type Present = { here: readonly string[]; lease: CaseLease; worked: number | null };

const tell = (db: Database, live: object) => db.execute(sql`select pg_notify('countersign_live', ${JSON.stringify(live)})`);

/** Says that this person has the case open, and tells who else has. Nothing is kept: it is true for three quarters of a minute. */
export const bePresent = query({
  name: 'ask.case',
  input: z.object({ caseId: z.string().max(100) }),
  async run({ input, actor, now, db }) {
    if (actor.kind !== 'staff') return refuse('not-allowed');
    const [row] = await db.select().from(cases).where(eq(cases.id, input.caseId));
    if (!row) return refuse('not-found');
    const [here, lease, worked] = await Promise.all([hub().here(row.id), leaseFor(db, caseOf(row), actor, now), hub().workedAt(actor.id)]);
    await tell(db, { topic: 'presence', id: row.id, who: actor.id, name: actor.name });
    return granted<Present>({ here: here.filter(({ who }) => who !== actor.id).map(({ name }) => name), lease, worked: worked === null ? null : Math.max(0, now - worked) });
  },
});

/** Says that this person has a hand on some page of the console, so that no page of theirs in another browser takes them to be away. Nothing is kept. */
export const beAtWork = query({
  name: 'ask.case',
  input: z.object({}),
  async run({ actor, db }) {
    if (actor.kind !== 'staff') return refuse('not-allowed');
    await tell(db, { topic: 'work', id: '', who: actor.id });
    return granted({});
  },
});
