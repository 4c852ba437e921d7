import { beforeAll, expect, test } from 'vitest';
import { openCase } from '../../../db/factories';
import { sandbox } from '../../../db/sandbox';
import { claimCase } from '../../cases/commands/claim-case';
import { cast, held, must, type Cast } from '../commands/decided.fixture';
import { caseDecisions } from './case-decisions';

sandbox();
let people: Cast;
beforeAll(async () => { people = await cast(); });

const offered = async (who: Cast['ada'], caseId: string) => {
  const found = must(await caseDecisions(who, { caseId }));
  if (found.covered) throw new Error('covered');
  return { now: found.measures, once: found.onceClaimed };
};

test('whoever may claim a free case is told what it will offer them then, and that is what it offers', async () => {
  const { caseId } = await openCase();
  const before = await offered(people.ada, caseId);
  expect(before.now.every(({ state }) => state === 'locked')).toBe(true);
  expect(before.once?.some(({ state }) => state !== 'locked')).toBe(true);
  must(await claimCase(people.ada, { caseId }));
  const after = await offered(people.ada, caseId);
  expect(after.now).toEqual(before.once);
  expect(after.once).toBeNull();
});

test('nobody is told so who could not claim it: not of another’s case, and not an auditor', async () => {
  const { caseId } = await held(people.ada);
  expect((await offered(people.ben, caseId)).once).toBeNull();
  const free = await openCase();
  expect((await offered(people.dov, free.caseId)).once).toBeNull();
});
