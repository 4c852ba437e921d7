import { eq } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { reading } from '../../../db/client';
import { linesOf, openCase } from '../../../db/factories';
import { sandbox } from '../../../db/sandbox';
import { policyDrafts } from '../../../db/schema';
import { caseRow, cast, decided, moveCase, must, type Cast } from '../../decisions/commands/decided.fixture';
import { liftDecision } from '../../decisions/commands/lift-decision';
import { LEARN_FROM, weightOf } from '../../policy/counted';
import { policyInForce } from '../../policy/queries/policy-in-force';
import { learningPage } from '../queries/policies';
import { settledEvidence } from '../queries/settled-evidence';
import { draftLearnt } from './draft-learnt';

sandbox();
let { ada, cleo, iris } = {} as Cast;
beforeAll(async () => { ({ ada, cleo, iris } = await cast()); });

const settled = (outcome: string, drawnWith: number | null = null) => openCase({ story: 'document', columns: { status: 'settled', outcome, settledAt: Date.now(), drawnWith } });

async function lifted(): Promise<{ caseId: string }> {
  const made = await decided('suspension', ada, cleo);
  must(await liftDecision(iris, { decisionId: made.decision, version: (await caseRow(made.caseId)).version, words: 'The receipt was shown.' }));
  return made;
}

test('of no case, of one, of what was lifted and of few there is nothing to learn or little, and nothing fails', async () => {
  const nothing = async () => {
    expect((await learnt()).rows).toEqual([]);
    expect(await draftLearnt(cleo, { signals: ['I1'] })).toMatchObject({ ok: false, code: 'nothing-left' });
    expect(await draftLearnt(cleo, { calibration: 'on' })).toMatchObject({ ok: false, code: 'nothing-left', words: 'A calibration takes 5 cases of either outcome: settled against an account, and in its favour.' });
  };
  const learnt = async () => must(await learningPage(cleo, {}));
  await nothing();
  await lifted();
  await nothing();
  expect((await learnt()).cases).toEqual({ against: 0, cleared: 0, drawn: 0 });
  await settled('closure');
  await nothing();
  expect((await learnt()).cases).toEqual({ against: 1, cleared: 0, drawn: 0 });

  await settled('dismiss');
  const { rows, calibration, cases } = await learnt();
  expect(cases).toEqual({ against: 1, cleared: 1, drawn: 0 });
  expect(rows.map(({ signal }) => signal)).toContain('I1');
  // The same was found on both: drawn to what an expert says, and hardly moved from it.
  for (const { enough, counted, proposed } of rows) {
    expect(enough).toBe(false);
    expect(counted.nats).toBe(0);
    expect(proposed.cases).toBeGreaterThanOrEqual(LEARN_FROM);
    expect([proposed.nats, proposed.low, proposed.high].every(Number.isFinite)).toBe(true);
  }
  expect(calibration).toMatchObject({ fitted: { a: 1, b: 0, cases: 2 }, fits: false });
  const { draft } = must(await draftLearnt(cleo, { signals: ['I1'] }));
  const [row] = await reading().select().from(policyDrafts).where(eq(policyDrafts.id, draft));
  expect(row!.content.calibration).toEqual((await policyInForce(reading())).calibration);
  expect((await linesOf('main')).at(-1)).toMatchObject({ command: 'policy.draftLearnt', says: 'began a draft learnt from 2 settled cases' });
});

test('a case drawn by chance counts by one over the chance of all draws that came to a label; what was lifted or watched was no draw', async () => {
  const before = await settledEvidence(reading());
  await settled('dismiss');
  await settled('dismiss', 0.1);
  await settled('closure', 0.04);
  await settled('dismiss', 0.000_1);
  await settled('watch', 0.5);
  await settled('fell-below', 0.5);
  const { caseId } = await lifted();
  await moveCase(caseId, { drawnWith: 0.5 });
  const { cases, judged, drawn } = await settledEvidence(reading());
  expect(drawn).toBe(3);
  expect(cases).toHaveLength(before.cases.length + 4);
  // The queue looks at all that it flags; three draws, each with its own chance; and none counts more than fifty times.
  const weights = cases.map((one) => Math.round(weightOf(one) * 100) / 100);
  expect(weights.filter((weight) => weight !== 1).toSorted((a, b) => a - b)).toEqual([3.33, 8.33, 50]);
  expect(judged.map(({ weight }) => Math.round(weight * 100) / 100)).toEqual(weights);
  expect(must(await learningPage(ada, {})).cases.drawn).toBe(3);
  // One more label from a draw, and each stands for fewer.
  await settled('dismiss', 0.5);
  expect((await settledEvidence(reading())).cases.map((one) => Math.round(weightOf(one) * 100) / 100).filter((weight) => weight !== 1).toSorted((a, b) => a - b)).toEqual([2.5, 6.25, 50]);
});
