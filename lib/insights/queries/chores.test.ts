import { eq, sql } from 'drizzle-orm';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import type { CastName } from '../../../db/cast';
import { arrange, castFor, openCase, policyFor } from '../../../db/factories';
import { sandbox } from '../../../db/sandbox';
import { cases, staleAccounts } from '../../../db/schema';
import { clock } from '../../kernel/clock';
import { HOUR } from '../../kernel/instant';
import { WORKER, type Staff } from '../../staff/actor';
import { chores, toAssess } from './chores';

sandbox();

let cast: Record<CastName, Staff>;
let caseId: string;
beforeAll(async () => {
  await policyFor();
  cast = await castFor();
});
beforeEach(async () => {
  await arrange((tx) => tx.update(cases).set({ status: 'settled' }));
  ({ caseId } = await openCase());
});

const put = (change: Partial<typeof cases.$inferInsert>) => arrange((tx) => tx.update(cases).set(change).where(eq(cases.id, caseId)));
async function due(holds: boolean) {
  const found = await chores(WORKER, { holds });
  if (!found.ok) throw new Error(found.words);
  return { lapsed: found.value.lapsed, wake: found.value.wake };
}

test('a lease that lapsed is due, and one that runs is not', async () => {
  expect(await due(true)).toEqual({ lapsed: false, wake: false });
  await put({ status: 'claimed', claimedBy: cast.ada.id, leaseUntil: clock.now() + HOUR });
  expect(await due(true)).toEqual({ lapsed: false, wake: false });
  await put({ leaseUntil: clock.now() - HOUR });
  expect(await due(true)).toEqual({ lapsed: true, wake: false });
});

test('a reply whose time has passed is due at every look; a hold past its term where holds are looked at, once', async () => {
  await put({ status: 'asked', askedUntil: clock.now() - HOUR });
  expect(await due(false)).toEqual({ lapsed: false, wake: true });
  await put({ status: 'waiting', askedUntil: null, heldUntil: clock.now() - HOUR });
  expect(await due(false)).toEqual({ lapsed: false, wake: false });
  expect(await due(true)).toEqual({ lapsed: false, wake: true });
  await put({ wokenBy: 'hold-lapsed' });
  expect(await due(true)).toEqual({ lapsed: false, wake: false });
});

test('accounts wait to be assessed once their marks are due', async () => {
  const waits = async () => { const found = await toAssess(WORKER, {}); return found.ok && found.value; };
  await arrange((tx) => tx.delete(staleAccounts));
  expect(await waits()).toBe(false);
  await arrange((tx) => tx.execute(sql`insert into stale_accounts (account, since) values ('acc_later', now() + interval '1 hour')`));
  expect(await waits()).toBe(false);
  await arrange((tx) => tx.execute(sql`insert into stale_accounts (account, since) values ('acc_now', now() - interval '1 hour')`));
  expect(await waits()).toBe(true);
});
