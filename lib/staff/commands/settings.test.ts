import { eq } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { reading } from '../../../db/client';
import { linesOf, staffFor } from '../../../db/factories';
import { sandbox } from '../../../db/sandbox';
import { staffSettings } from '../../../db/schema';
import { OPERATOR, WORKER, type Staff } from '../actor';
import { mySettings } from '../queries/my-settings';
import { STANDARD_SETTINGS, type Settings } from '../settings';
import { addStaff } from './add-staff';
import { changeSettings } from './change-settings';
import { mapKeys } from './map-keys';
import { takeTour } from './take-tour';

sandbox();
let ada: Staff;
let dov: Staff;

beforeAll(async () => {
  ada = await staffFor('moderator', { name: 'Ada', tour: true });
  dov = await staffFor('auditor', { name: 'Dov' });
});

async function settingsOf(who: Staff): Promise<Settings> {
  const found = await mySettings(who, {});
  if (!found.ok) throw new Error(found.words);
  return found.value;
}

const lastLine = async () => (await linesOf('main')).at(-1);

test('whoever has chosen nothing has the standard, and no row', async () => {
  expect(await settingsOf(ada)).toEqual(STANDARD_SETTINGS);
  expect(await reading().select().from(staffSettings).where(eq(staffSettings.staff, ada.id))).toEqual([]);
});

test('settings.change: what is told changes for the one who asks, what is not told stays, and the line says both values', async () => {
  expect(await changeSettings(ada, { theme: 'dark', foldReports: 'false', letters: 'false' })).toMatchObject({ ok: true });
  expect(await lastLine()).toMatchObject({ command: 'settings.change', actor: ada.id, says: 'changed their own settings', refs: { staff: ada.id }, changes: [
    { field: 'theme', was: 'system', now: 'dark' }, { field: 'texts of reports', was: 'folded', now: 'shown' }, { field: 'single keys', was: 'on', now: 'off' },
  ] });
  expect(await changeSettings(ada, { density: 'dense', motion: 'reduced' })).toMatchObject({ ok: true });
  expect(await settingsOf(ada)).toEqual({ ...STANDARD_SETTINGS, theme: 'dark', density: 'dense', motion: 'reduced', foldReports: false, letters: false });
  expect(await settingsOf(dov)).toMatchObject({ theme: 'system', foldReports: true });
});

test('settings.change: what is no choice is told by field; what changes nothing is refused, and a machine has no settings', async () => {
  expect(await changeSettings(ada, { theme: 'sepia' as 'dark' })).toMatchObject({ ok: false, code: 'invalid', fields: { theme: 'Choose system, light or dark.' } });
  expect(await changeSettings(ada, { theme: 'dark' })).toMatchObject({ ok: false, code: 'invalid', words: 'Nothing would change: this is how it is already.' });
  expect(await changeSettings(WORKER, { theme: 'dark' })).toMatchObject({ ok: false, code: 'not-allowed' });
  expect(await lastLine()).toMatchObject({ command: 'settings.change', refusal: 'not-allowed', actor: 'worker' });
});

test('settings.mapKeys: keys are kept in one way of writing, two verbs change places at once, and the line names the verbs', async () => {
  expect(await mapKeys(dov, { keys: { claim: ' X ', choose: 'C', note: 'Ctrl + ;', next: '', filter: 'F' } })).toEqual({ ok: true, value: { changed: 3 } });
  expect((await settingsOf(dov)).keys).toEqual({ claim: 'x', choose: 'c', note: 'mod+;' });
  expect(await lastLine()).toMatchObject({ command: 'settings.mapKeys', actor: dov.id, says: 'changed their own keys', changes: [
    { field: 'Claim', was: 'c', now: 'x' }, { field: 'Choose the row', was: 'x', now: 'c' }, { field: 'Write a note', was: 'm', now: 'mod+;' },
  ] });
});

test('settings.mapKeys: a conflict and a key of the browser are told by field, and nothing of it is kept', async () => {
  const before = await linesOf('main');
  expect(await mapKeys(dov, { keys: { claim: 'j', note: 'ctrl+t' } })).toMatchObject({ ok: false, code: 'invalid', fields: { 'keys.claim': 'j is the key of “Next row” already.', 'keys.note': 'The browser has it: Ctrl or ⌘ with t opens a tab.' } });
  expect((await settingsOf(dov)).keys).toEqual({ claim: 'x', choose: 'c', note: 'mod+;' });
  expect(await linesOf('main')).toEqual(before);
});

test('settings.mapKeys: nothing told is the way back to the standard; the same once more is refused and entered', async () => {
  expect(await mapKeys(dov, {})).toEqual({ ok: true, value: { changed: 3 } });
  expect(await lastLine()).toMatchObject({ command: 'settings.mapKeys', says: 'went back to the standard keys' });
  expect(await settingsOf(dov)).toMatchObject({ keys: {}, tour: { state: 'done' } });
  expect(await mapKeys(dov, { keys: {} })).toMatchObject({ ok: false, code: 'invalid' });
  expect(await lastLine()).toMatchObject({ command: 'settings.mapKeys', refusal: 'invalid' });
});

test('settings.takeTour: left at a step, taken up there, and gone through', async () => {
  expect(await takeTour(ada, { state: 'left', step: '3' })).toMatchObject({ ok: true });
  expect((await settingsOf(ada)).tour).toEqual({ state: 'left', step: 3 });
  expect(await lastLine()).toMatchObject({ command: 'settings.takeTour', actor: ada.id, says: 'left the tour at step 4', changes: [{ field: 'tour', was: 'new', now: 'left' }] });
  await takeTour(ada, { state: 'running', step: 3 });
  expect(await lastLine()).toMatchObject({ says: 'took up the tour' });
  await takeTour(ada, { state: 'done', step: 9 });
  expect(await settingsOf(ada)).toMatchObject({ theme: 'dark', tour: { state: 'done', step: 0 } });
  expect(await takeTour(ada, { state: 'new' as 'left' })).toMatchObject({ ok: false, code: 'invalid' });
});

test('staff.add: whoever is added without the tour has been through it', async () => {
  const added = await addStaff(OPERATOR, { name: 'Eve', email: 'eve@worklane.example', role: 'moderator', tour: false });
  const also = await addStaff(OPERATOR, { name: 'Ivo', email: 'ivo@worklane.example', role: 'moderator' });
  if (!added.ok || !also.ok) throw new Error('Nobody was added.');
  const as = (id: string): Staff => ({ kind: 'staff', id, name: 'Eve', role: 'moderator' });
  expect((await settingsOf(as(added.value.id))).tour.state).toBe('done');
  expect((await settingsOf(as(also.value.id))).tour.state).toBe('new');
});

test('two windows of one person do not write over each other', async () => {
  const ben = await staffFor('moderator', { name: 'Ben' });
  await Promise.all([changeSettings(ben, { theme: 'dark' }), mapKeys(ben, { keys: { claim: ';' } }), changeSettings(ben, { motion: 'reduced' }), takeTour(ben, { state: 'left', step: 2 })]);
  expect(await settingsOf(ben)).toMatchObject({ theme: 'dark', motion: 'reduced', keys: { claim: ';' }, tour: { state: 'left', step: 2 } });
});
