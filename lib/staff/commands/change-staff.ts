import { and, eq, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { staff } from '../../../db/schema';
import { entry, type Change } from '../../audit/entry';
import { command, done } from '../../kernel/command';
import { refuse } from '../../kernel/refusal';
import { STAFF_ROLES } from '../actor';
import { hashPassword } from '../adapters/password';
import { PASSWORD_MIN } from '../person';

/** Changes a role, disables or enables a person, sets a password, or signs them out. Each takes effect on their next request. */
export const changeStaff = command({
  name: 'staff.change',
  input: z.object({
    id: z.string(),
    version: z.coerce.number().int(),
    role: z.enum(STAFF_ROLES).optional(),
    disabled: z.stringbool().optional(),
    password: z.string().min(PASSWORD_MIN, `Give at least ${PASSWORD_MIN} characters.`).max(200).optional(),
    signOut: z.stringbool().optional(),
  }),
  async run({ input, actor, now, tx }) {
    // All admins are locked, so that two of them cannot disable each other at one moment.
    const admins = await tx.select().from(staff).where(and(eq(staff.role, 'admin'), isNull(staff.disabledAt))).for('update');
    const [person] = await tx.select().from(staff).where(eq(staff.id, input.id)).for('update');
    if (!person) return refuse('not-found');
    if (person.version !== input.version) return refuse('stale');
    const role = input.role ?? person.role;
    const disabledAt = input.disabled === undefined ? person.disabledAt : input.disabled ? (person.disabledAt ?? now) : null;
    const changes: Change[] = [];
    if (role !== person.role) changes.push({ field: 'role', was: person.role, now: role });
    if ((disabledAt === null) !== (person.disabledAt === null)) changes.push({ field: 'access', was: person.disabledAt === null ? 'open' : 'closed', now: disabledAt === null ? 'open' : 'closed' });
    if (input.password !== undefined) changes.push({ field: 'password', was: 'set', now: 'set anew' });
    if (input.signOut) changes.push({ field: 'sessions', was: 'open', now: 'ended' });
    if (changes.length === 0) return refuse('invalid', 'Nothing would change.');
    if ((role !== person.role || disabledAt !== null) && person.id === actor.id) return refuse('conflict', 'Another admin has to change your role or close your access.');
    const staysAdmin = role === 'admin' && disabledAt === null;
    if (!staysAdmin && admins.length === 1 && admins[0]?.id === person.id) return refuse('locked', 'This is the last admin with open access.');
    const password = input.password === undefined ? {} : { password: await hashPassword(input.password) };
    const [changed] = await tx.update(staff)
      .set({ role, disabledAt, ...password, epoch: person.epoch + 1, version: person.version + 1 })
      .where(and(eq(staff.id, person.id), eq(staff.version, person.version)))
      .returning({ version: staff.version });
    if (!changed) return refuse('stale');
    return done({ version: changed.version }, entry('main', `changed ${person.name}`, { refs: { staff: person.id }, changes }));
  },
});
