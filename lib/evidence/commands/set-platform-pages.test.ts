import { beforeAll, expect, test } from 'vitest';
import { linesOf, staffFor } from '../../../db/factories';
import { sandbox } from '../../../db/sandbox';
import type { Staff } from '../../staff/actor';
import { OPERATOR } from '../../staff/actor';
import { pagesText } from '../platform-page';
import { platformPagesSet } from '../queries/platform-pages';
import { setPlatformPages } from './set-platform-pages';

sandbox();
let ada: Staff;
let cleo: Staff;
beforeAll(async () => { [ada, cleo] = [await staffFor('moderator', { name: 'Ada' }), await staffFor('admin', { name: 'Cleo' })]; });
const pages = async () => {
  const asked = await platformPagesSet(ada, {});
  return asked.ok ? asked.value : null;
};
const PEOPLE = 'https://platform.example/people/{id}';

test('pages.set keeps the addresses and enters what was and what is', async () => {
  expect(await pages()).toEqual({ account: null, contract: null, client: null });
  expect(await setPlatformPages(cleo, { account: PEOPLE, client: ' https://platform.example/clients/{id} ' })).toMatchObject({ ok: true });
  expect(await pages()).toEqual({ account: PEOPLE, contract: null, client: 'https://platform.example/clients/{id}' });
  expect((await linesOf('main')).at(-1)).toMatchObject({ command: 'pages.set', says: 'said where the platform’s own pages are', changes: [{ field: 'account', was: null, now: PEOPLE }, { field: 'client', was: null, now: 'https://platform.example/clients/{id}' }] });
  expect(await setPlatformPages(OPERATOR, { account: PEOPLE, contract: '', client: '' })).toMatchObject({ ok: true });
  expect(await pages()).toEqual({ account: PEOPLE, contract: null, client: null });
  expect((await linesOf('main')).at(-1)).toMatchObject({ changes: [{ field: 'client', now: null }] });
  expect(await setPlatformPages(cleo, { account: PEOPLE })).toMatchObject({ ok: false, code: 'invalid', words: 'Nothing would change.' });
});

test('pages.set upon what has changed meanwhile is stale: nobody empties what another has just set', async () => {
  const shown = pagesText((await pages())!);
  expect(await setPlatformPages(cleo, { account: PEOPLE, contract: 'https://platform.example/contracts/{id}', shown })).toMatchObject({ ok: true });
  expect(await setPlatformPages(cleo, { account: PEOPLE, shown })).toMatchObject({ ok: false, code: 'stale' });
  expect(await pages()).toMatchObject({ contract: 'https://platform.example/contracts/{id}' });
  expect(await setPlatformPages(cleo, { account: PEOPLE, shown: pagesText((await pages())!) })).toMatchObject({ ok: true });
});

test('pages.set refuses what is no https address with a place for the id, by field, and a moderator', async () => {
  expect(await setPlatformPages(cleo, { account: 'http://platform.example/{id}', contract: 'https://platform.example/contracts' })).toMatchObject({
    ok: false, code: 'invalid', fields: { account: 'The address must begin with https://.', contract: expect.stringContaining('{id} once') },
  });
  expect(await setPlatformPages(ada, { account: PEOPLE })).toMatchObject({ ok: false, code: 'not-allowed' });
  expect((await linesOf('main')).at(-1)).toMatchObject({ command: 'pages.set', refusal: 'not-allowed' });
});
