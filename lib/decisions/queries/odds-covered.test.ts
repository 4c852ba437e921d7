import { expect, test } from 'vitest';
import { openCase, policyFor, staffFor } from '../../../db/factories';
import { sandbox } from '../../../db/sandbox';
import { countersign, must } from '../commands/decided.fixture';
import { proposedBy } from '../proposed.fixture';
import { oddsCovered } from './odds-covered';

sandbox();

test('the odds of a case are covered from whoever may still read a proposal on it blind, and from nobody else', async () => {
  await policyFor();
  const [ada, ben, cleo, dov] = await Promise.all([staffFor('moderator'), staffFor('moderator'), staffFor('admin'), staffFor('auditor')]);
  const [made, other] = [await proposedBy(ada), await openCase()];
  const cases = [made.caseId, other.caseId];
  expect([...must(await oddsCovered(cleo, { cases }))]).toEqual([made.caseId]);
  for (const who of [ada, ben, dov]) expect([...must(await oddsCovered(who, { cases }))]).toEqual([]);
  must(await countersign(cleo, made.decision, 'closure'));
  expect([...must(await oddsCovered(cleo, { cases }))]).toEqual([]);
});
