import { eq } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { reading, writing } from '../../db/client';
import { sandbox } from '../../db/sandbox';
import { work } from '../../db/schema';
import { MINUTE, SECOND, type Instant } from './instant';
import { present } from './assert';
import { enqueueNow, failWork, finishWork, leaseWork, renewWork } from './work';

sandbox();
const NOW = Date.parse('2026-03-01T00:00:00Z');
beforeEach(async () => { await writing().delete(work); });

const lease = async (now: Instant) => present(await leaseWork(['deliver'], now, MINUTE), 'due work');
const rows = () => reading().select().from(work).orderBy(work.id);

test('work that fails waits longer each time, and work that is finished is gone', async () => {
  await enqueueNow('deliver', 'one', {}, NOW);
  await failWork(await lease(NOW), 'No answer', NOW);
  expect(await rows()).toMatchObject([{ tries: 1, runAt: NOW + 2 * SECOND, leaseUntil: null, lastError: 'No answer' }]);
  await failWork(await lease(NOW + 2 * SECOND), 'No answer', NOW + 2 * SECOND);
  expect(await rows()).toMatchObject([{ tries: 2, runAt: NOW + 6 * SECOND }]);
  await finishWork(await lease(NOW + MINUTE));
  expect(await rows()).toEqual([]);
});

test('where the same work was enqueued meanwhile, that one stands for both', async () => {
  await enqueueNow('deliver', 'one', {}, NOW);
  const item = await lease(NOW);
  await enqueueNow('deliver', 'one', {}, NOW + SECOND);
  await failWork(item, 'No answer', NOW);
  const left = await rows();
  expect(left).toMatchObject([{ tries: 0, runAt: NOW + SECOND, lastError: null }]);
  expect(left[0]?.id).not.toBe(item.id);
});

test('a worker whose lease passed to another neither ends, nor puts back, nor keeps what is no longer its own', async () => {
  await enqueueNow('deliver', 'one', {}, NOW);
  const slow = await lease(NOW);
  const owner = await lease(NOW + 2 * MINUTE);
  expect(owner).toMatchObject({ id: slow.id, tries: 2 });
  const before = await rows();
  await renewWork(slow, NOW + 60 * MINUTE);
  await failWork(slow, 'Too late', NOW);
  await finishWork(slow);
  expect(await rows()).toEqual(before);
  await renewWork(owner, NOW + 9 * MINUTE);
  expect((await reading().select().from(work).where(eq(work.id, owner.id)))[0]?.leaseUntil).toBe(NOW + 9 * MINUTE);
  await finishWork(owner);
  expect(await rows()).toEqual([]);
});
