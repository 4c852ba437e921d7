import { and, eq, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { staff } from '../../../db/schema';
import { query } from '../../kernel/query';
import { granted } from '../../kernel/result';
import { refuse } from '../../kernel/refusal';
import type { StaffRole } from '../actor';

/** The person a session speaks for, read anew on every request: null once the epoch moved on or access was closed. */
export const staffSession = query({
  name: 'ask.session',
  input: z.object({ id: z.string(), epoch: z.number() }),
  async run({ input, db }) {
    const [person] = await db.select({ id: staff.id, name: staff.name, email: staff.email, role: staff.role, pseudonym: staff.pseudonym })
      .from(staff).where(and(eq(staff.id, input.id), eq(staff.epoch, input.epoch), isNull(staff.disabledAt)));
    return person ? granted({ ...person, role: person.role as StaffRole }) : refuse('not-signed-in');
  },
});
