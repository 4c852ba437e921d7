import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { reading } from '../../../db/client';
import { arrange, linesOf, staffFor } from '../../../db/factories';
import { sandbox } from '../../../db/sandbox';
import { staff } from '../../../db/schema';
import { OPERATOR, VISITOR } from '../actor';
import { staffSession } from '../queries/staff-session';
import { addStaff } from './add-staff';
import { changeStaff } from './change-staff';

sandbox();

const PASSWORD = 'a long enough one';
const personOf = async (id: string) => (await reading().select().from(staff).where(eq(staff.id, id)))[0]!;
const isIn = async (id: string, epoch: number) => (await staffSession(VISITOR, { id, epoch })).ok;

test('staff.add: an admin adds somebody, who gets a name for outside and a hashed password', async () => {
  const cleo = await staffFor('admin', { name: 'Cleo' });
  const added = await addStaff(cleo, { name: ' Ada ', email: ' Ada.New@Worklane.example ', role: 'moderator', password: PASSWORD });
  expect(added).toMatchObject({ ok: true, value: { name: 'Ada', email: 'ada.new@worklane.example', role: 'moderator' } });
  const { id } = (added as Extract<typeof added, { ok: true }>).value;
  const row = await personOf(id);
  expect(row).toMatchObject({ addedBy: cleo.id, epoch: 1, disabledAt: null });
  expect(row.password).toMatch(/^\$argon2id\$/);
  expect(row.pseudonym).not.toContain('Ada');
  expect((await linesOf('main')).at(-1)).toMatchObject({ command: 'staff.add', actor: cleo.id, says: 'added Ada as moderator', refs: { staff: id } });
});

test('staff.add: one e-mail is one person, however it is spelt; the try is entered', async () => {
  await staffFor('moderator', { email: 'Taken@worklane.example' });
  expect(await addStaff(OPERATOR, { name: 'Again', email: 'TAKEN@worklane.example', role: 'auditor' })).toMatchObject({ ok: false, code: 'exists', fields: { email: expect.any(String) } });
  expect((await linesOf('main')).at(-1)).toMatchObject({ command: 'staff.add', refusal: 'exists', actor: 'terminal' });
});

test('staff.add: what the form asks for is told by field and leaves no line', async () => {
  const before = (await linesOf('main')).length;
  expect(await addStaff(OPERATOR, { name: '', email: 'nobody', role: 'boss' as 'admin', password: 'short' })).toMatchObject({ ok: false, code: 'invalid', fields: { name: expect.any(String), email: expect.any(String), role: expect.any(String), password: expect.any(String) } });
  expect((await linesOf('main')).length).toBe(before);
});

test('staff.change: a role, an access, a password and a sign-out each end the sessions that stood', async () => {
  const cleo = await staffFor('admin');
  const ben = await staffFor('moderator');
  expect(await isIn(ben.id, 1)).toBe(true);
  expect(await changeStaff(cleo, { id: ben.id, version: 1, role: 'auditor' })).toMatchObject({ ok: true, value: { version: 2 } });
  expect(await isIn(ben.id, 1)).toBe(false);
  expect(await isIn(ben.id, 2)).toBe(true);
  expect((await linesOf('main')).at(-1)).toMatchObject({ command: 'staff.change', says: `changed ${ben.name}`, changes: [{ field: 'role', was: 'moderator', now: 'auditor' }] });
  await changeStaff(cleo, { id: ben.id, version: 2, disabled: 'true' });
  expect(await isIn(ben.id, 3)).toBe(false);
  expect((await personOf(ben.id)).disabledAt).not.toBeNull();
  await changeStaff(cleo, { id: ben.id, version: 3, disabled: 'false', password: PASSWORD });
  expect(await isIn(ben.id, 4)).toBe(true);
  expect(await changeStaff(cleo, { id: ben.id, version: 4, signOut: 'true' })).toMatchObject({ ok: true });
  expect(await isIn(ben.id, 4)).toBe(false);
});

test('staff.change: an older version is stale, nothing to change is said, an unknown person is not found', async () => {
  const cleo = await staffFor('admin');
  const ben = await staffFor('moderator');
  expect(await changeStaff(cleo, { id: ben.id, version: 9, role: 'auditor' })).toMatchObject({ code: 'stale' });
  expect(await changeStaff(cleo, { id: ben.id, version: 1, role: 'moderator' })).toMatchObject({ code: 'invalid' });
  expect(await changeStaff(cleo, { id: 'staff_nobody', version: 1, role: 'admin' })).toMatchObject({ code: 'not-found' });
  expect(await personOf(ben.id)).toMatchObject({ role: 'moderator', version: 1, epoch: 1 });
});

test('staff.change: nobody changes their own role or closes their own access', async () => {
  const [cleo] = [await staffFor('admin'), await staffFor('admin')];
  expect(await changeStaff(cleo, { id: cleo.id, version: 1, role: 'moderator' })).toMatchObject({ code: 'conflict' });
  expect(await changeStaff(cleo, { id: cleo.id, version: 1, disabled: 'true' })).toMatchObject({ code: 'conflict' });
  expect(await changeStaff(cleo, { id: cleo.id, version: 1, password: PASSWORD })).toMatchObject({ ok: true });
});

test('staff.change: the last admin stays, also when two admins close each other’s access at one moment', async () => {
  await arrange((tx) => tx.update(staff).set({ disabledAt: 0 }).where(eq(staff.role, 'admin')));
  const [cleo, iris] = [await staffFor('admin'), await staffFor('admin')];
  const both = await Promise.all([changeStaff(cleo, { id: iris.id, version: 1, disabled: 'true' }), changeStaff(iris, { id: cleo.id, version: 1, role: 'moderator' })]);
  expect(both.map((one) => (one.ok ? 'done' : one.code)).sort()).toEqual(['done', 'locked']);
  const [left] = (await reading().select().from(staff).where(eq(staff.role, 'admin'))).filter((one) => one.disabledAt === null);
  expect(await changeStaff(OPERATOR, { id: left!.id, version: left!.version, role: 'auditor' })).toMatchObject({ code: 'locked', words: 'This is the last admin with open access.' });
  expect((await linesOf('main')).at(-1)).toMatchObject({ command: 'staff.change', refusal: 'locked' });
});
