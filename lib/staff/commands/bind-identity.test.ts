import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { reading } from '../../../db/client';
import { arrange, linesOf, staffFor } from '../../../db/factories';
import { sandbox } from '../../../db/sandbox';
import { staff, staffIdentities } from '../../../db/schema';
import { VISITOR } from '../actor';
import { bindIdentity } from './bind-identity';

sandbox();

const ISSUER = 'https://login.example';
const by = (subject: string, email: string, emailVerified = true, issuer = ISSUER) => bindIdentity(VISITOR, { issuer, subject, email, emailVerified });

test('staff.bindIdentity: a verified e-mail that an admin added binds issuer and subject; from then on those count', async () => {
  const ada = await staffFor('moderator', { name: 'Ada' });
  expect(await by('sub-1', ada.email.toUpperCase())).toEqual({ ok: true, value: { id: ada.id, name: 'Ada', epoch: 1 } });
  expect((await linesOf('main')).at(-1)).toMatchObject({ command: 'staff.bindIdentity', says: `signed in as Ada by ${ISSUER} for the first time`, refs: { staff: ada.id } });
  expect(await by('sub-1', 'changed@elsewhere.example', false)).toMatchObject({ ok: true, value: { id: ada.id } });
  expect((await linesOf('main')).at(-1)).toMatchObject({ says: `signed in as Ada by ${ISSUER}` });
  expect(await reading().select().from(staffIdentities).where(eq(staffIdentities.staff, ada.id))).toHaveLength(1);
});

test('staff.bindIdentity: an unverified e-mail, and one that nobody added, bind nothing', async () => {
  const ada = await staffFor('moderator');
  expect(await by('sub-2', ada.email, false)).toMatchObject({ ok: false, code: 'not-allowed', words: 'Your provider has not verified your e-mail address.' });
  expect(await by('sub-3', 'stranger@worklane.example')).toMatchObject({ ok: false, code: 'not-allowed', words: 'Nobody has added you here. Ask an admin.' });
  expect((await linesOf('main')).at(-1)).toMatchObject({ command: 'staff.bindIdentity', refusal: 'not-allowed', actor: 'visitor' });
  expect(await reading().select().from(staffIdentities).where(eq(staffIdentities.staff, ada.id))).toEqual([]);
});

test('staff.bindIdentity: a second subject of the same provider is not the same person', async () => {
  const ada = await staffFor('moderator');
  await by('sub-4', ada.email);
  expect(await by('sub-5', ada.email)).toMatchObject({ ok: false, code: 'conflict' });
  expect(await by('sub-4', ada.email, true, 'https://other.example')).toMatchObject({ ok: true, value: { id: ada.id } });
});

test('staff.bindIdentity: closed access stays closed, bound or not', async () => {
  const [bound, unbound] = [await staffFor('moderator'), await staffFor('moderator')];
  await by('sub-6', bound.email);
  await arrange((tx) => tx.update(staff).set({ disabledAt: 0 }));
  expect(await by('sub-6', bound.email)).toMatchObject({ ok: false, code: 'not-allowed', words: 'Your access is closed.' });
  expect(await by('sub-7', unbound.email)).toMatchObject({ ok: false, code: 'not-allowed' });
});
