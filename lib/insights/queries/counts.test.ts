import { eq } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import type { CastName } from '../../../db/cast';
import { reading } from '../../../db/client';
import { arrange, castFor, openCase, policyFor } from '../../../db/factories';
import { sandbox } from '../../../db/sandbox';
import { cases, deliveries, holderPages } from '../../../db/schema';
import { fileAppeal } from '../../appeals/commands/file-appeal';
import { decidedBy, proposedBy } from '../../decisions/proposed.fixture';
import { clock } from '../../kernel/clock';
import { HOUR } from '../../kernel/instant';
import { WORKER, type Staff } from '../../staff/actor';
import { counts } from './counts';

sandbox();

let cast: Record<CastName, Staff>;
beforeAll(async () => {
  await policyFor();
  cast = await castFor();
});

async function countsFor(viewer: Staff) {
  const found = await counts(viewer, {});
  if (!found.ok) throw new Error(found.words);
  return found.value;
}

test('the numbers are those of the person who looks: proposals they may read, appeals they may hear', async () => {
  for (const viewer of Object.values(cast)) expect(await countsFor(viewer)).toEqual({ queue: 0, reviews: 0, appeals: 0, deliveries: 0, tray: 0, inbox: 0 });
  await proposedBy(cast.cleo);
  const asked = await decidedBy(cast.ada);
  const [page] = await reading().select().from(holderPages).where(eq(holderPages.decision, asked.decision));
  expect(await fileAppeal({ kind: 'holder', id: asked.account, page: page!.id }, { text: 'Why ask me?' })).toMatchObject({ ok: true });
  expect(await countsFor(cast.iris)).toMatchObject({ reviews: 1, appeals: 1 });
  expect(await countsFor(cast.cleo)).toMatchObject({ reviews: 0, appeals: 1 });
  expect(await countsFor(cast.ben)).toMatchObject({ reviews: 0, appeals: 1 });
  expect(await countsFor(cast.ada)).toMatchObject({ reviews: 0, appeals: 0 });
  expect(await countsFor(cast.dov)).toMatchObject({ reviews: 0, appeals: 0 });
});

test('an appeal that is covered from somebody is not counted for them', async () => {
  const opened = await openCase();
  const asked = await decidedBy(cast.ada, { opened });
  const [page] = await reading().select().from(holderPages).where(eq(holderPages.decision, asked.decision));
  expect(await fileAppeal({ kind: 'holder', id: asked.account, page: page!.id }, { text: 'Why ask me?' })).toMatchObject({ ok: true });
  const before = [await countsFor(cast.iris), await countsFor(cast.ben)].map(({ appeals }) => appeals);
  await proposedBy(cast.ada, { opened });
  expect([await countsFor(cast.iris), await countsFor(cast.ben)].map(({ appeals }) => appeals)).toEqual([before[0]! - 1, before[1]]);
});

test('a case waits while nobody holds it, and again once a hold has lapsed', async () => {
  const { queue } = await countsFor(cast.ben);
  const { caseId } = await openCase();
  expect(await countsFor(cast.ben)).toMatchObject({ queue: queue + 1 });
  await arrange((tx) => tx.update(cases).set({ status: 'claimed', claimedBy: cast.ada.id, leaseUntil: clock.now() + HOUR }).where(eq(cases.id, caseId)));
  expect(await countsFor(cast.ben)).toMatchObject({ queue });
  await arrange((tx) => tx.update(cases).set({ leaseUntil: clock.now() - HOUR }).where(eq(cases.id, caseId)));
  expect(await countsFor(cast.ben)).toMatchObject({ queue: queue + 1 });
});

test('deliveries that were given up are counted, those on their way are not', async () => {
  const asked = await decidedBy(cast.ada);
  expect(await countsFor(cast.ben)).toMatchObject({ deliveries: 0 });
  await arrange((tx) => tx.update(deliveries).set({ status: 'failed' }).where(eq(deliveries.account, asked.account)));
  expect((await countsFor(cast.ben)).deliveries).toBe(2);
});

test('machines have no rail', async () => {
  expect(await counts(WORKER, {})).toMatchObject({ ok: false, code: 'not-allowed' });
});
