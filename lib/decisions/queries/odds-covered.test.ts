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
  const accounts = [made.account, other.account];
  expect([...must(await oddsCovered(cleo, { accounts }))]).toEqual([made.account]);
  for (const who of [ada, ben, dov]) expect([...must(await oddsCovered(who, { accounts }))]).toEqual([]);
  must(await countersign(cleo, made.decision, 'closure'));
  expect([...must(await oddsCovered(cleo, { accounts }))]).toEqual([]);
});
