import { beforeAll, expect, test } from 'vitest';
import { openCase } from '../../../db/factories';
import { sandbox } from '../../../db/sandbox';
import { clock } from '../../kernel/clock';
import { cast, must, type Cast } from '../commands/decided.fixture';
import { proposedWave, verdict } from '../commands/wave.fixture';
import { signMember } from '../commands/wave-steps';
import { casesBefore } from './cases-before';

sandbox();
let { ada, cleo, iris, dov } = {} as Cast;
beforeAll(async () => { ({ ada, cleo, iris, dov } = await cast()); });

test('other cases of the account are told with how they ended, the latest first', async () => {
  const first = await openCase({ openedAgo: 3_000, columns: { status: 'settled', settledAt: clock.now(), outcome: 'dismiss' } });
  const second = await openCase({ account: first.account, openedAgo: 2_000, columns: { status: 'settled', settledAt: clock.now(), outcome: 'fell-below' } });
  const third = await openCase({ account: first.account, openedAgo: 1_000 });
  await openCase();
  for (const by of [ada, iris, dov]) expect(must(await casesBefore(by, { caseId: third.caseId }))).toMatchObject([{ id: second.caseId, outcome: 'fell below' }, { id: first.caseId, outcome: 'dismiss' }]);
  expect(must(await casesBefore(ada, { caseId: first.caseId }))).toMatchObject([{ id: third.caseId, outcome: null }, { id: second.caseId }]);
  expect(await casesBefore(ada, { caseId: 'case_none' })).toMatchObject({ code: 'not-found' });
  expect(await casesBefore({ kind: 'platform', id: 'key_1', name: 'main', scopes: ['events:write'] }, third)).toMatchObject({ ok: false, code: 'not-allowed' });
});

test('what was signed of a wave does not say how an earlier case ended to whoever may still read the rest of it blind', async () => {
  const made = await proposedWave(2, ada);
  must(await verdict(cleo, made));
  const [signed, rest] = made.accounts as [string, string];
  must(await signMember(cleo, { wave: made.wave, account: signed }));
  // New evidence opened another case meanwhile.
  const { caseId } = await openCase({ account: signed });
  const before = must(await casesBefore(iris, { caseId }));
  expect(before).toMatchObject([{ id: made.members.find(({ account }) => account === signed)!.caseId, outcome: 'covered' }]);
  expect(JSON.stringify(before)).not.toMatch(/suspen/i);
  for (const by of [ada, cleo, dov]) expect(must(await casesBefore(by, { caseId }))).toMatchObject([{ outcome: 'suspension' }]);
  must(await signMember(cleo, { wave: made.wave, account: rest }));
  expect(must(await casesBefore(iris, { caseId }))).toMatchObject([{ outcome: 'suspension' }]);
});
