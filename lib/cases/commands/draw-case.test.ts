import { and, eq, isNotNull, sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { reading } from '../../../db/client';
import { arrange, linesOf, openCase, staffFor } from '../../../db/factories';
import { sandbox } from '../../../db/sandbox';
import { cases, policies, standings } from '../../../db/schema';
import { present } from '../../kernel/assert';
import { HOUR } from '../../kernel/instant';
import type { Result } from '../../kernel/result';
import { STANDARD_POLICY } from '../../policy/standard';
import type { Staff } from '../../staff/actor';
import { USUAL_SETTINGS } from '../queue-settings';
import { changeQueue } from './change-queue';
import { claimNext } from './claim-next-case';
import { takeUp } from './take-up';

sandbox();

/** A policy that draws every other case by chance, or none. */
const policyWith = (version: number, sampleShare: number) => arrange((tx) => tx.insert(policies).values({ version, content: { ...STANDARD_POLICY, version, queue: { ...STANDARD_POLICY.queue, sampleShare } }, publishedAt: Date.now(), publishedBy: 'factory' }));
const below = async (): Promise<string> => {
  const { account, caseId } = await openCase({ story: 'traveller' });
  await arrange((tx) => tx.execute(sql`update standings set band = 'clear' where account = ${account}`));
  await arrange((tx) => tx.update(cases).set({ status: 'settled', outcome: 'fell-below', settledAt: 1_000 }).where(eq(cases.id, caseId)));
  return account;
};
/** That often, each time with nothing to go on with first: what was drawn is put on hold. */
async function askFor(who: Staff, times: number): Promise<void> {
  for (let asked = 0; asked < times; asked += 1) {
    await claimNext(who, {});
    await arrange((tx) => tx.update(cases).set({ heldUntil: Date.now() + HOUR }).where(eq(cases.claimedBy, who.id)));
  }
}

test('case.claimNext: a case drawn by chance keeps the chance it had, and says on its chain how it came; without a share none is drawn', async () => {
  await policyWith(1, 0);
  const ada = await staffFor('moderator');
  const accounts = [await below(), await below(), await below(), await below()];
  for (let asked = 0; asked < 20; asked += 1) expect(await claimNext(ada, {})).toMatchObject({ ok: false, code: 'nothing-left' });
  await policyWith(2, 0.5);
  // Half of the asks draw: sixty that all miss are a chance of one in 10^18.
  await askFor(ada, 60);
  const drawn = await reading().select().from(cases).where(isNotNull(cases.drawnWith)).orderBy(cases.id);
  expect(drawn.map(({ account }) => account).sort()).toEqual(accounts.sort());
  expect(drawn.map(({ drawnWith }) => drawnWith!).sort()).toEqual([1 / 4, 1 / 3, 1 / 2, 1]);
  const first = drawn.find(({ drawnWith }) => drawnWith === 1 / 4)!;
  expect(first).toMatchObject({ status: 'claimed', claimedBy: ada.id, band: expect.stringMatching(/clear|watch|review/) as string });
  expect(await linesOf(first.id)).toMatchObject([
    { command: 'case.claimNext', says: 'opened the case: drawn by chance from 4 accounts below review, to keep the labels honest', refs: { account: first.account } },
    { command: 'case.claimNext', says: 'claimed the case for 20 minutes' },
  ]);
});

test('a case drawn by chance is below review from the first: no assessment settles it, and the same one again says nothing', async () => {
  const [row] = await reading().select().from(cases).where(isNotNull(cases.drawnWith)).limit(1);
  const drawn = present(row, 'drawn case');
  const [standing] = await reading().select().from(standings).where(eq(standings.account, drawn.account));
  const { content } = present(standing, 'standing');
  await arrange((tx) => tx.update(cases).set({ status: 'waiting', claimedBy: null, leaseUntil: null, band: 'watch' }).where(eq(cases.id, drawn.id)));
  const assessedAgain = (id: string) => arrange((tx) => takeUp(tx, [{ assessment: { ...content, band: 'clear', ring: null }, id, name: drawn.accountName, stakeUsd: drawn.stakeUsd, before: 'watch' }], Date.now(), STANDARD_POLICY));
  expect(await assessedAgain('another')).toMatchObject([{ says: 'assessed the account anew: watch became clear' }]);
  expect(await assessedAgain('another')).toEqual([]);
  expect(await reading().select().from(cases).where(eq(cases.id, drawn.id))).toMatchObject([{ status: 'waiting', outcome: null, band: 'clear' }]);
});

test('one drawn by chance goes to its group from the first, and is handed to whoever asked', async () => {
  const [ada, ben, cleo] = [await staffFor('moderator'), await staffFor('moderator'), await staffFor('admin')];
  must(await changeQueue(cleo, { version: 0, settings: { ...USUAL_SETTINGS, groups: [{ name: 'Others', members: [ben.id], hidden: ['closure'] }], rules: [{ group: 'Others', when: { bands: [], families: [], regions: [], segments: [], languages: [], leastStake: null, ring: 'out' } }] } }));
  const account = await below();
  // Sixty that all miss are a chance of one in 10^18; others that may be drawn are drawn as well.
  await askFor(ada, 60);
  const [drawn] = await reading().select().from(cases).where(and(eq(cases.account, account), isNotNull(cases.drawnWith)));
  expect(drawn).toMatchObject({ status: 'claimed', claimedBy: ada.id, queueGroup: 'Others', routedBy: 1 });
  expect((await linesOf(drawn!.id)).map(({ says }) => says)).toEqual([
    expect.stringMatching(/^opened the case: drawn by chance from \d+ accounts? below review, to keep the labels honest$/), 'sent the case to Others because: in no ring', 'claimed the case for 20 minutes',
  ]);
});

function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.words);
  return result.value;
}
