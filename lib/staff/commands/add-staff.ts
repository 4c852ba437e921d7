import { sql } from 'drizzle-orm';
import { staff } from '../../../db/schema';
import { entry } from '../../audit/entry';
import { command, done } from '../../kernel/command';
import { newId } from '../../kernel/ids';
import { refuse } from '../../kernel/refusal';
import { hashPassword } from '../adapters/password';
import { newPerson, pseudonymFor } from '../person';
import { STANDARD_SETTINGS } from '../settings';
import { keepSettings } from './settings-record';

/** Adds a person. There is no self-registration: this is the only way in. */
export const addStaff = command({
  name: 'staff.add',
  input: newPerson,
  async run({ input, actor, now, tx }) {
    const everybody = await tx.select({ email: staff.email, name: staff.name, pseudonym: staff.pseudonym }).from(staff);
    if (everybody.some((one) => one.email.toLowerCase() === input.email)) {
      return refuse('exists', 'Somebody with this e-mail is here already.', { email: 'Somebody with this e-mail is here already.' });
    }
    const id = newId('staff', now);
    const pseudonym = pseudonymFor(id, everybody.map((one) => one.pseudonym), [input.name, ...everybody.map((one) => one.name)]);
    const password = input.password === undefined ? null : await hashPassword(input.password);
    await tx.insert(staff).values({ id, name: input.name, email: input.email, role: input.role, pseudonym, password, addedAt: now, addedBy: actor.id });
    if (!input.tour) await keepSettings(tx, id, { ...STANDARD_SETTINGS, tour: { state: 'done', step: 0 } }, now);
    await tx.execute(sql`select pg_notify('countersign_live', ${JSON.stringify({ topic: 'staff', id })})`);
    return done({ id, name: input.name, email: input.email, role: input.role, pseudonym }, entry('main', `added ${input.name} as ${input.role}`, {
      refs: { staff: id },
      changes: [{ field: 'role', was: null, now: input.role }, { field: 'name outside', was: null, now: pseudonym }],
    }));
  },
});
