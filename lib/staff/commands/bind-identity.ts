import { and, eq, isNull, sql } from 'drizzle-orm';
import { z } from 'zod';
import { staff, staffIdentities } from '../../../db/schema';
import { entry } from '../../audit/entry';
import { command, done } from '../../kernel/command';
import { refuse } from '../../kernel/refusal';

/**
 * Signs a person in by OpenID Connect. The first time, the verified e-mail must be one that an admin added; from then on
 * issuer and subject are what counts, and a changed e-mail at the provider changes nothing.
 */
export const bindIdentity = command({
  name: 'staff.bindIdentity',
  input: z.object({ issuer: z.string().min(1), subject: z.string().min(1), email: z.string(), emailVerified: z.boolean() }),
  async run({ input, now, tx }) {
    const [bound] = await tx.select({ person: staff }).from(staffIdentities).innerJoin(staff, eq(staff.id, staffIdentities.staff))
      .where(and(eq(staffIdentities.issuer, input.issuer), eq(staffIdentities.subject, input.subject)));
    if (bound) {
      if (bound.person.disabledAt !== null) return refuse('not-allowed', 'Your access is closed.');
      return done({ id: bound.person.id, name: bound.person.name, epoch: bound.person.epoch }, entry('main', `signed in as ${bound.person.name} by ${input.issuer}`, { refs: { staff: bound.person.id } }));
    }
    if (!input.emailVerified) return refuse('not-allowed', 'Your provider has not verified your e-mail address.');
    const [person] = await tx.select().from(staff).where(and(eq(sql`lower(${staff.email})`, input.email.trim().toLowerCase()), isNull(staff.disabledAt))).for('update');
    if (!person) return refuse('not-allowed', 'Nobody has added you here. Ask an admin.');
    const [other] = await tx.select().from(staffIdentities).where(and(eq(staffIdentities.staff, person.id), eq(staffIdentities.issuer, input.issuer)));
    if (other) return refuse('conflict', 'This e-mail is bound to another sign-in at your provider. Ask an admin.');
    await tx.insert(staffIdentities).values({ issuer: input.issuer, subject: input.subject, staff: person.id, boundAt: now });
    return done({ id: person.id, name: person.name, epoch: person.epoch }, entry('main', `signed in as ${person.name} by ${input.issuer} for the first time`, {
      refs: { staff: person.id },
      changes: [{ field: 'sign-in', was: null, now: input.issuer }],
    }));
  },
});
