import { beforeAll, expect, test } from 'vitest';
import { openCase } from '../../../db/factories';
import { sandbox } from '../../../db/sandbox';
import { fileAppeal } from '../../appeals/commands/file-appeal';
import { holderOf } from '../../appeals/commands/heard.fixture';
import { claimCase } from '../../cases/commands/claim-case';
import { cast, countersign, decided, held, must, propose, type Cast } from '../commands/decided.fixture';
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

test('while a proposal on a later case of the account may be read blind, an earlier case does not tell the odds either', async () => {
  const { ada, cleo, iris } = people;
  const earlier = await decided('dismiss', ada, cleo);
  const later = await held(ada, { account: earlier.account });
  const told = async (who: Cast['ada']) => {
    const found = must(await caseDecisions(who, { caseId: earlier.caseId }));
    return found.covered ? 'all covered' : found.oddsCovered;
  };
  expect([await told(iris), await told(cleo)]).toEqual([false, false]);
  const { decision } = must(await propose(ada, later, 'suspension'));
  expect([await told(iris), await told(cleo), await told(ada)]).toEqual([true, true, false]);
  must(await countersign(cleo, decision, 'suspension'));
  expect([await told(iris), await told(cleo)]).toEqual([false, false]);
});

test('whoever lifts what was appealed against in another language writes in that, and what is decided next goes by the account', async () => {
  const { caseId, decision } = await decided('suspension', people.ada, people.cleo);
  const told = async () => {
    const found = must(await caseDecisions(people.ada, { caseId }));
    return found.covered ? 'all covered' : [found.language, ...found.decisions.map(({ toldIn }) => toldIn)];
  };
  expect(await told()).toEqual(['en', 'en']);
  must(await fileAppeal(await holderOf(decision), { text: 'Es mi propio portátil.', language: 'es' }));
  expect(await told()).toEqual(['en', 'es']);
});
