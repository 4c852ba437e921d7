import { and, desc, eq, ne, notInArray } from 'drizzle-orm';
import { z } from 'zod';
import { cases } from '../../../db/schema';
import { query } from '../../kernel/query';
import { granted } from '../../kernel/result';

/** The case on which the tour is shown: the first that is free, else the first whose dossier is not covered from a second reader. Null where none is open. */
export const tourCase = query({
  name: 'ask.queue',
  input: z.object({}),
  async run({ db }) {
    const first = (where: ReturnType<typeof and>) => db.select({ id: cases.id }).from(cases).where(where).orderBy(desc(cases.priority), desc(cases.id)).limit(1);
    const [free] = await first(and(ne(cases.status, 'settled'), eq(cases.status, 'waiting')));
    const [any] = free ? [free] : await first(notInArray(cases.status, ['settled', 'proposed']));
    return granted(any?.id ?? null);
  },
});
