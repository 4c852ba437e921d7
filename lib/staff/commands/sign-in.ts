import { and, count, eq, gt, lt, sql } from 'drizzle-orm';
import { z } from 'zod';
import { signInFailures, staff } from '../../../db/schema';
import { entry } from '../../audit/entry';
import { command, done } from '../../kernel/command';
import { newId } from '../../kernel/ids';
import { refuse } from '../../kernel/refusal';
import { mac } from '../../kernel/secrets';
import { isPassword } from '../adapters/password';
import { isDisabled } from '../person';
import { isThrottled, THROTTLE } from '../throttle';

/**
 * Checks e-mail and password. A wrong pair is kept and counted, so it is a result (`null`) and no refusal;
 * past the limits of the throttle it is refused before the password is looked at.
 */
export const signIn = command({
  name: 'staff.signIn',
  input: z.object({ email: z.string().max(320), password: z.string().max(200), address: z.string().max(100) }),
  async run({ input, now, tx }) {
    const email = input.email.trim().toLowerCase();
    const keys = { email: mac('throttle', `email:${email}`), address: mac('throttle', `address:${input.address}`) };
    // One try of an e-mail at a time: parallel guesses must not slip past the count.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext(${keys.email}))`);
    const failuresOf = async (key: string): Promise<number> => {
      const [row] = await tx.select({ n: count() }).from(signInFailures).where(and(eq(signInFailures.key, key), gt(signInFailures.at, now - THROTTLE.windowMs)));
      return row?.n ?? 0;
    };
    if (isThrottled({ email: await failuresOf(keys.email), address: await failuresOf(keys.address) })) return refuse('throttled');
    const [person] = await tx.select().from(staff).where(eq(sql`lower(${staff.email})`, email));
    const matches = await isPassword(input.password, person?.password ?? null);
    if (!person || !matches || isDisabled(person)) {
      await tx.insert(signInFailures).values([keys.email, keys.address].map((key) => ({ id: newId('fail', now), key, at: now })));
      await tx.delete(signInFailures).where(lt(signInFailures.at, now - THROTTLE.windowMs));
      const who = person ? `as ${person.name}` : 'under an unknown e-mail';
      return done(null, entry('main', `could not sign in ${who}`, { refs: person ? { staff: person.id } : {} }));
    }
    await tx.delete(signInFailures).where(eq(signInFailures.key, keys.email));
    return done({ id: person.id, name: person.name, epoch: person.epoch }, entry('main', `signed in as ${person.name} by password`, { refs: { staff: person.id } }));
  },
});
