import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { arrange, freshAccount, openCase, policyFor, staffFor, versionOf } from '../../../db/factories';
import { sandbox } from '../../../db/sandbox';
import { standings } from '../../../db/schema';
import { cast, decided, must } from '../../decisions/commands/decided.fixture';
import { liftDecision } from '../../decisions/commands/lift-decision';
import { caseDecisions } from '../../decisions/queries/case-decisions';
import { clock } from '../../kernel/clock';
import { DAY, HOUR } from '../../kernel/instant';
import { accountPage, type Place } from './account-page';

sandbox();

test('a case whose measure was lifted says so, here and on its own page', async () => {
  const { ada, cleo } = await cast();
  const { account, caseId, decision } = await decided('suspension', ada, cleo);
  const told = async () => [must(await accountPage(ada, { account })).cases[0]?.outcome, must(await caseDecisions(ada, { caseId }))];
  expect(await told()).toMatchObject(['Suspension', { outcome: 'Suspension' }]);
  must(await liftDecision(ada, { decisionId: decision, version: await versionOf({ decision }), words: 'We were wrong.' }));
  expect(await told()).toMatchObject(['Suspension, lifted', { outcome: 'Suspension, lifted' }]);
});

test('cases and assessments of an account go on page by page, and its open case is known on every one of them', async () => {
  await policyFor();
  const dov = await staffFor('auditor', { name: 'Dov' });
  const account = freshAccount();
  const now = clock.now();
  for (let hours = 60; hours > 1; hours -= 1) await openCase({ account, openedAgo: hours * HOUR, columns: { status: 'settled', outcome: 'dismiss', settledAt: now - hours * HOUR + HOUR / 2 } });
  const { caseId } = await openCase({ account, openedAgo: HOUR });
  const first = must(await accountPage(dov, { account }));
  expect([first.cases.length, first.assessments.length, first.caseCount, first.open?.id]).toEqual([50, 50, 60, caseId]);
  const second = must(await accountPage(dov, { account, casesBefore: first.earlier.cases, assessmentsBefore: first.earlier.assessments }));
  expect([second.cases.length, second.assessments.length, second.caseCount, second.open?.id]).toEqual([10, 10, 60, caseId]);
  expect(second.earlier).toEqual({ cases: null, assessments: null } satisfies Record<string, Place | null>);
  for (const list of ['cases', 'assessments'] as const) expect(new Set([...first[list], ...second[list]].map(({ id }) => id)).size, list).toBe(60);
  // One list goes on without the other.
  const apart = must(await accountPage(dov, { account, assessmentsBefore: first.earlier.assessments }));
  expect([apart.cases.length, apart.assessments.length]).toEqual([50, 10]);
});

test('since when nothing new was said is told beside the latest assessment, and as of when review was reached where its history was read in later', async () => {
  await policyFor();
  const dov = await staffFor('auditor', { name: 'Dov' });
  const { account } = await openCase({ openedAgo: 3 * DAY });
  const opened = must(await accountPage(dov, { account }));
  expect(opened.reachedBefore).toBeNull();
  expect(opened.standing!.saidAt).toBe(opened.standing!.at);
  const [at, reached] = [clock.now(), clock.now() - 30 * DAY];
  await arrange((tx) => tx.update(standings).set({ assessedAt: at, firstReviewAt: reached }).where(eq(standings.account, account)));
  expect(must(await accountPage(dov, { account }))).toMatchObject({ reachedBefore: reached, standing: { at, saidAt: opened.standing!.saidAt } });
});
