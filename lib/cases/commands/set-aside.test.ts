import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { reading } from '../../../db/client';
import { arrange, linesOf, staffFor } from '../../../db/factories';
import { sandbox } from '../../../db/sandbox';
import { staleAccounts } from '../../../db/schema';
import { HOUR, MINUTE } from '../../kernel/instant';
import { WORKER } from '../../staff/actor';
import { setAside } from './set-aside';

sandbox();

test('accounts.setAside: the account that waits longest steps back for an hour and says why; the others stay where they are', async () => {
  const now = Date.now();
  await arrange((tx) => tx.insert(staleAccounts).values([{ account: 'acc_stuck', since: now - HOUR }, { account: 'acc_next', since: now - MINUTE }]));
  expect(await setAside(WORKER, { error: 'It does not add up' })).toEqual({ ok: true, value: { account: 'acc_stuck' } });
  const { rows } = await reading().execute<{ account: string; minutes: number; error: string | null }>(sql`select account, round(extract(epoch from since - now()) / 60)::int as minutes, error from stale_accounts order by since`);
  expect(rows).toEqual([{ account: 'acc_next', minutes: -1, error: null }, { account: 'acc_stuck', minutes: 60, error: 'It does not add up' }]);
  expect((await linesOf('main')).at(-1)).toMatchObject({ command: 'accounts.setAside', actor: 'worker', says: 'put acc_stuck aside for an hour: assessing it failed', refs: { account: 'acc_stuck' } });
  expect(await setAside(WORKER, { error: 'Again' })).toMatchObject({ value: { account: 'acc_next' } });
  expect(await setAside(WORKER, { error: 'Again' })).toMatchObject({ ok: false, code: 'nothing-left' });
});

test('accounts.setAside: nobody on the staff puts an account aside', async () => {
  const cleo = await staffFor('admin');
  expect(await setAside(cleo, { error: 'x' })).toMatchObject({ ok: false, code: 'not-allowed' });
  expect((await linesOf('main')).at(-1)).toMatchObject({ command: 'accounts.setAside', refusal: 'not-allowed', actor: cleo.id });
});
