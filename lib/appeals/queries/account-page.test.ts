import { expect, test } from 'vitest';
import { freshAccount, openCase, policyFor, staffFor } from '../../../db/factories';
import { sandbox } from '../../../db/sandbox';
import { clock } from '../../kernel/clock';
import { HOUR } from '../../kernel/instant';
import type { Result } from '../../kernel/result';
import { accountPage, type Place } from './account-page';

sandbox();

const must = <Value>(result: Result<Value>): Value => {
  if (!result.ok) throw new Error(result.words);
  return result.value;
};

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
