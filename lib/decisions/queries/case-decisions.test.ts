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

test('a closure tells what each of its signers says the innocent story leaves unexplained; what is covered or asks for no such words tells nothing', async () => {
  const { ada, ben, cleo, iris } = people;
  const linesOn = async (who: Cast['ada'], caseId: string) => {
    const found = must(await caseDecisions(who, { caseId }));
    return found.covered ? found : found.decisions.map(({ covered, unexplained }) => ({ covered, unexplained }));
  };
  const opened = await held(ada);
  const { decision } = must(await propose(ada, opened, 'closure', { fields: { answersStory: 'Two homes.' } }));
  expect(await linesOn(cleo, opened.caseId)).toEqual({ covered: true, decision });
  must(await countersign(cleo, decision, 'closure', { fields: { answersStory: 'One wallet.' } }));
  for (const who of [ada, ben, cleo, iris]) expect(await linesOn(who, opened.caseId)).toEqual([{ covered: false, unexplained: [{ by: 'Ada', words: 'Two homes.' }, { by: 'Cleo', words: 'One wallet.' }] }]);

  const returned = await held(ada);
  const { decision: second } = must(await propose(ada, returned, 'closure', { fields: { answersStory: 'Two homes.' } }));
  must(await countersign(cleo, second, 'watch', { grounds: [] }));
  expect(await linesOn(ben, returned.caseId)).toEqual([{ covered: false, unexplained: [{ by: 'Ada', words: 'Two homes.' }] }]);
  expect(await linesOn(iris, returned.caseId), 'she may read the next one blind').toEqual([{ covered: true, unexplained: [] }]);
});
