import { eq, sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { reading } from '../../../db/client';
import { arrange, linesOf, staffFor } from '../../../db/factories';
import { sandbox } from '../../../db/sandbox';
import { signInFailures, staff } from '../../../db/schema';
import { MINUTE } from '../../kernel/instant';
import { VISITOR } from '../actor';
import { THROTTLE } from '../throttle';
import { signIn } from './sign-in';

sandbox();

const PASSWORD = 'a long enough one';
let addresses = 0;
const from = (email: string, password: string, address = `198.51.100.${(addresses += 1)}`) => signIn(VISITOR, { email, password, address });

test('staff.signIn: the right password lets a person in, and the ledger says so', async () => {
  const ada = await staffFor('moderator', { name: 'Ada', password: PASSWORD });
  expect(await from(` ${ada.email.toUpperCase()} `, PASSWORD)).toEqual({ ok: true, value: { id: ada.id, name: 'Ada', epoch: 1 } });
  expect((await linesOf('main')).at(-1)).toMatchObject({ command: 'staff.signIn', says: 'signed in as Ada by password', refs: { staff: ada.id } });
});

test('staff.signIn: wrong password, unknown e-mail, closed access and no password at all look the same from outside', async () => {
  const [closed, byProvider, ben] = [await staffFor('moderator', { password: PASSWORD }), await staffFor('moderator'), await staffFor('moderator', { name: 'Ben', password: PASSWORD })];
  await arrange((tx) => tx.update(staff).set({ disabledAt: 0 }).where(eq(staff.id, closed.id)));
  for (const [email, password] of [[closed.email, PASSWORD], [byProvider.email, PASSWORD], ['nobody@worklane.example', PASSWORD], [ben.email, 'not the password']] as const) {
    expect(await from(email, password), email).toEqual({ ok: true, value: null });
  }
  expect((await linesOf('main')).at(-1)).toMatchObject({ says: 'could not sign in as Ben' });
});

test('staff.signIn: after five failures even the right password waits, and a quarter of an hour later it does not', async () => {
  const ada = await staffFor('moderator', { password: PASSWORD });
  for (let tries = 0; tries < THROTTLE.perEmail; tries += 1) expect(await from(ada.email, 'wrong')).toEqual({ ok: true, value: null });
  const lines = (await linesOf('main')).length;
  expect(await from(ada.email, PASSWORD)).toMatchObject({ ok: false, code: 'throttled' });
  // The failures stand in the ledger; whoever goes on hammering makes it no longer.
  expect((await linesOf('main')).length).toBe(lines);
  await arrange((tx) => tx.update(signInFailures).set({ at: 16 * MINUTE }));
  expect(await from(ada.email, PASSWORD)).toMatchObject({ ok: true, value: { id: ada.id } });
});

test('staff.signIn: twenty tries at one moment are counted one by one', async () => {
  const ada = await staffFor('moderator', { password: PASSWORD });
  const tries = await Promise.all(Array.from({ length: 20 }, () => from(ada.email, 'wrong')));
  expect(tries.filter((one) => one.ok).length).toBe(THROTTLE.perEmail);
  expect(tries.filter((one) => !one.ok && one.code === 'throttled').length).toBe(20 - THROTTLE.perEmail);
});

test('staff.signIn: one address that tries many people is stopped, and other addresses are not', async () => {
  const ada = await staffFor('moderator', { password: PASSWORD });
  await arrange((tx) => tx.delete(signInFailures));
  await from('guess@worklane.example', 'wrong', '203.0.113.9');
  expect(await from(ada.email, 'wrong', '203.0.113.9')).toEqual({ ok: true, value: null });
  await arrange((tx) => tx.execute(sql`delete from sign_in_failures where key in (select key from sign_in_failures group by key having count(*) = 1)`));
  await arrange((tx) => tx.execute(sql`insert into sign_in_failures (id, key, failed_at) select id || n, key, failed_at from sign_in_failures, generate_series(1, ${THROTTLE.perAddress}::int / 2 - 1) n`));
  expect(await from(ada.email, PASSWORD, '203.0.113.9')).toMatchObject({ code: 'throttled' });
  expect(await from(ada.email, PASSWORD)).toMatchObject({ ok: true, value: { id: ada.id } });
});

test('staff.signIn: success forgives the failures of the e-mail; neither e-mail nor address is stored as it is', async () => {
  const ada = await staffFor('moderator', { password: PASSWORD });
  for (let tries = 0; tries < THROTTLE.perEmail - 1; tries += 1) await from(ada.email, 'wrong');
  await from(ada.email, PASSWORD);
  for (let tries = 0; tries < THROTTLE.perEmail - 1; tries += 1) expect((await from(ada.email, 'wrong')).ok).toBe(true);
  const kept = JSON.stringify(await reading().select().from(signInFailures));
  expect(kept).not.toContain(ada.email);
  expect(kept).not.toContain('198.51.100.');
});
