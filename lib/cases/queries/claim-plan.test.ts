import { beforeAll, expect, test } from 'vitest';
import { openCase, openRing, policyFor, staffFor } from '../../../db/factories';
import { sandbox } from '../../../db/sandbox';
import type { Staff } from '../../staff/actor';
import { claimCase } from '../commands/claim-case';
import { releaseCase } from '../commands/release-case';
import { MOST_CLAIMED } from '../queue';
import { claimPlan } from './claim-plan';

sandbox();
let ada: Staff;
let ben: Staff;
beforeAll(async () => {
  await policyFor();
  [ada, ben] = [await staffFor('moderator', { name: 'Ada' }), await staffFor('moderator', { name: 'Ben' })];
});

async function planned(by: Staff, cases: readonly string[]) {
  const found = await claimPlan(by, { cases: [...cases] });
  if (!found.ok) throw new Error(found.words);
  return found.value.lines;
}

test('what is claimed is told before: each case as it was chosen, why one is not to be had, and the free rest of a ring with the first of it', async () => {
  const { ring, members } = await openRing(4);
  const [first, second, held] = members.map(({ caseId }) => caseId) as [string, string, string];
  await claimCase(ben, { caseId: held, alone: true });
  const [alone, proposed] = [await openCase({ name: 'Alone Avocet' }), await openCase({ columns: { status: 'proposed' } })];
  const lines = await planned(ada, [alone.caseId, proposed.caseId, second, first, held, 'case_gone', alone.caseId]);
  expect(lines.map(({ caseId, gate, comesWith, along }) => [caseId, gate.state === 'open' ? 'open' : gate.reason, comesWith, along.length])).toEqual([
    [alone.caseId, 'open', null, 0], [proposed.caseId, 'A measure is proposed and waits for a second person.', null, 0],
    [second, 'open', null, 2], [first, 'open', lines[2]!.case, 0], [held, 'Another person holds this case.', null, 0],
  ]);
  expect(lines[2]).toMatchObject({ ring: 'Kestrel', along: expect.arrayContaining([{ case: expect.stringMatching(/^C-\d+$/), name: expect.any(String) }]) });

  // And so it comes: one after the other, each by itself, and let go in the same way.
  const came = await claimCase(ada, { caseId: second });
  const along = came.ok ? came.value.together : [];
  expect(along.map(({ case: number }) => number).toSorted()).toEqual(lines[2]!.along.map((one) => one.case).toSorted());
  expect(await claimCase(ada, { caseId: first })).toMatchObject({ code: 'exists', words: 'You hold this case already.' });
  expect((await planned(ada, [first]))[0]!.gate).toMatchObject({ code: 'exists' });
  for (const caseId of [second, ...along.map((one) => one.caseId)]) expect(await releaseCase(ada, { caseId })).toMatchObject({ ok: true });
  expect(await releaseCase(ada, { caseId: held })).toMatchObject({ code: 'taken' });
  expect((await planned(ada, [first]))[0]!.gate.state).toBe('open');
  expect(ring).toMatch(/^ring_/);
});

test('nothing chosen, and more than anybody reads, are refused in words', async () => {
  expect(await claimPlan(ada, { cases: [] })).toMatchObject({ code: 'invalid', words: 'Choose at least one case in the queue.' });
  const many = Array.from({ length: MOST_CLAIMED + 1 }, (_, nth) => `case_${nth}`);
  expect(await claimPlan(ada, { cases: many })).toMatchObject({ code: 'invalid', words: `At most ${MOST_CLAIMED} cases are claimed at once: nobody reads more in one lease. Choose fewer.` });
});

test('whoever claims nothing reads why, case by case', async () => {
  const { caseId } = await openCase();
  expect((await planned(await staffFor('auditor'), [caseId]))[0]!.gate).toMatchObject({ code: 'not-allowed' });
});
