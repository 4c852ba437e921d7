import { expect, test } from 'vitest';
import { reading } from '../../../db/client';
import { openRing, policyFor, staffFor } from '../../../db/factories';
import { sandbox } from '../../../db/sandbox';
import { HEARD, moveCase, must } from '../commands/decided.fixture';
import { countersignWave } from '../commands/countersign-wave';
import { proposeWave } from '../commands/propose-wave';
import { proposeMember, signMember } from '../commands/wave-steps';
import { wavePlan } from './wave-plan';
import { clock } from '../../kernel/clock';
import { coveredAccounts, coveredCases } from './covered-accounts';

sandbox();

test('what is signed of a wave stays covered from whoever may still read the rest of it blind', async () => {
  await policyFor();
  const [ada, cleo, iris] = [await staffFor('moderator'), await staffFor('admin'), await staffFor('admin')];
  const { ring, members } = await openRing(2);
  for (const { caseId } of members) await moveCase(caseId, HEARD);
  const plan = must(await wavePlan(ada, { ring, measure: 'suspension' }));
  const { wave, accounts } = must(await proposeWave(ada, { wave: plan.wave, ring, measure: 'suspension', fields: { days: 30 }, reason: 'One wallet.', members: plan.lines.map(({ account, seen }) => ({ account, leave: null, why: '', seen })) }));
  for (const account of accounts) must(await proposeMember(ada, { wave, account }));
  must(await countersignWave(cleo, { wave, measure: 'suspension', fields: { days: 30 }, grounds: ['2.4'], words: 'The wallet.', accounts: 2 }));
  const cases = members.map(({ caseId }) => caseId).sort();
  must(await signMember(cleo, { wave, account: accounts[0]! }));
  expect([...await coveredCases(reading(), iris, cases, clock.now())].sort()).toEqual(cases);
  expect([...await coveredAccounts(reading(), iris, accounts, clock.now())].sort()).toEqual([...accounts].sort());
  must(await signMember(cleo, { wave, account: accounts[1]! }));
  expect([...await coveredCases(reading(), iris, cases, clock.now())]).toEqual([]);
});
