import { sql } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { arrange, openCase, policyFor, staffFor } from '../../../db/factories';
import { sandbox } from '../../../db/sandbox';
import { accounts, links } from '../../../db/schema';
import { digestOf, type RawIdentifierKind } from '../../intake/identifier';
import { keyFor } from '../../kernel/secrets';
import type { Staff } from '../../staff/actor';
import { search } from './search';

sandbox();
let ada: Staff;

beforeAll(async () => {
  await policyFor();
  ada = await staffFor('moderator', { name: 'Ada' });
});

const find = async (q: string) => {
  const found = await search(ada, { q });
  if (!found.ok) throw new Error(found.words);
  return found.value;
};

const shows = (account: string, kind: string, digest: string) => arrange((tx) => tx.insert(links).values({ kind, digest, account, firstAt: 0, lastAt: 0, days: 1 }));

test('a case is found by its number and by its id', async () => {
  const { caseId } = await openCase({ name: 'Mallory Hale' });
  const [byId] = await find(caseId);
  expect(byId).toMatchObject({ kind: 'case', href: `/cases/${caseId}` });
  const number = byId?.label.split(' ')[0] ?? '';
  expect(number).toMatch(/^C-\d+$/);
  for (const typed of [number, number.toLowerCase(), number.slice(2)]) expect((await find(typed)).map(({ href }) => href)).toContain(`/cases/${caseId}`);
});

test.each<[RawIdentifierKind, string, string, string]>([
  ['email', 'email', 'holder@mail.example', ' Holder@Mail.Example '],
  ['ip', 'exit_ip', '192.0.2.77', '::ffff:192.0.2.77'],
  ['phone', 'phone', '+441632960123', '+44 (1632) 960123'],
  ['device_token', 'device_token', 'tok/A b+9', 'tok/A b+9'],
  ['payout_instrument', 'payout_instrument', 'GB29NWBK60161331926819', 'gb29 nwbk 6016 1331 9268 19'],
])('an account is found by a pasted %s, which is digested first', async (raw, kind, kept, typed) => {
  const { account } = await openCase();
  await shows(account, kind, digestOf(raw, kept, keyFor('identifiers')));
  expect((await find(typed)).map(({ href }) => href)).toContain(`/accounts/${account}`);
});

test('a name or an id is found by its beginning, and signs of a pattern are only signs', async () => {
  const { account } = await openCase({ name: 'Zelda Q%_' });
  expect((await find('zelda q%'))[0]).toMatchObject({ kind: 'account', label: 'Zelda Q%_', href: `/accounts/${account}` });
  expect(await find('%%')).toEqual([]);
  expect(await find('')).toEqual([]);
  expect(await find('nul\0byte')).toEqual([]);
});

test('an account with signs in its id has an address that leads to it', async () => {
  const account = 'acc/ä?1';
  await arrange((tx) => tx.insert(accounts).values({ account, name: null, instruments: [], documents: [], clients: [], firstEventAt: 0, lastEventAt: 0, eventCount: 1, stakeUsd: 0 }));
  expect((await find(account))[0]?.href).toBe('/accounts/acc%2F%C3%A4%3F1');
});

test('a hub of an address answers few, not all', async () => {
  const digest = digestOf('ip', '198.51.100.1', keyFor('identifiers'));
  await arrange((tx) => tx.execute(sql`insert into links (kind, digest, account, first_at, last_at, days) select 'ip', ${digest}, 'acc_hub_' || n, now(), now(), 1 from generate_series(1, 500) n`));
  expect((await find('198.51.100.1')).length).toBeLessThanOrEqual(24);
});

test('nobody outside the staff may search', async () => {
  expect(await search({ kind: 'platform', id: 'key_1', name: 'main', scopes: ['events:write'] }, { q: 'a' })).toMatchObject({ ok: false, code: 'not-allowed' });
});
