import { eq } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { reading } from '../../../db/client';
import { arrange, openCase } from '../../../db/factories';
import { sandbox } from '../../../db/sandbox';
import { answers, holderPages } from '../../../db/schema';
import { claimCase } from '../../cases/commands/claim-case';
import { cast, must, propose, type Cast } from '../../decisions/commands/decided.fixture';
import { withdrawDecision } from '../../decisions/commands/withdraw-decision';
import { countersignWave } from '../../decisions/commands/countersign-wave';
import { decisionsIn, proposedWave } from '../../decisions/commands/wave.fixture';
import { wavePage } from '../../decisions/queries/wave-page';
import { issued } from '../../decisions/proposed.fixture';
import { newId } from '../../kernel/ids';
import type { Actor } from '../../staff/actor';
import { answerQuestion } from '../commands/answer-question';
import { caseAnswers } from './case-answers';

sandbox();
let people: Cast;
beforeAll(async () => { people = await cast(); });

/** A question that Ada put on a case, and its holder. */
async function asked(caseId: string, fields: Record<string, unknown>, measure: 'ask' | 'step-up' = 'ask'): Promise<Actor> {
  must(await claimCase(people.ada, { caseId }));
  const { decision } = must(await propose(people.ada, { caseId }, measure, { fields }));
  await issued(decision);
  const [page] = await reading().select().from(holderPages).where(eq(holderPages.decision, decision));
  return { kind: 'holder', id: page!.account, page: page!.id };
}

test('whoever may read a closure blind reads what was asked and answered, before it was proposed and since, and not by whom', async () => {
  const { ada, cleo } = people;
  const { caseId } = await openCase();
  const holder = await asked(caseId, { questions: ['Whose wallet is it?', 'When did you buy the desktop?'] });
  must(await answerQuestion(holder, { text: 'My sister’s.', facts: ['new_device'] }));
  must(await claimCase(ada, { caseId }));
  must(await propose(ada, { caseId }, 'closure'));
  must(await answerQuestion(holder, { text: 'And here is the receipt.' }));
  const told = must(await caseAnswers(cleo, { caseId }));
  expect(told.asked).toMatchObject([{ until: expect.any(Number), questions: ['Whose wallet is it?', 'When did you buy the desktop?'], answers: [{ body: 'And here is the receipt.' }, { body: 'My sister’s.', ticked: ['I have a new device'] }] }]);
  expect(JSON.stringify(told)).not.toMatch(new RegExp(`${ada.id}|Ada|closure|wallet decides|One wallet|paid to one`, 'i'));
});

test('a question without an answer is told with its term, a step-up with the routes that were offered, the latest first', async () => {
  const { caseId } = await openCase();
  await asked(caseId, { questions: ['Whose wallet is it?'] });
  await asked(caseId, { routes: ['bank_sign_in', 'branch_visit'] }, 'step-up');
  const { asked: told } = must(await caseAnswers(people.ben, { caseId }));
  expect(told.map(({ questions, answers }) => [questions, answers])).toEqual([[['To show who works on the account, by one of these: Sign in with your bank; Visit a post office.'], []], [['Whose wallet is it?'], []]]);
  expect(told.every(({ at, until }) => until !== null && until > at)).toBe(true);
  // Once it is settled no answer is taken any more.
  must(await claimCase(people.ada, { caseId }));
  const { decision } = must(await propose(people.ada, { caseId }, 'dismiss'));
  const terms = async () => must(await caseAnswers(people.ben, { caseId })).asked.map(({ until }) => until !== null);
  expect(await terms()).toEqual([false, false]);
  must(await withdrawDecision(people.ada, { decisionId: decision, words: 'Too soon.' }));
  expect(await terms()).toEqual([true, true]);
});

test('a question that was withdrawn before it left was asked of nobody', async () => {
  const { ada } = people;
  const { caseId } = await openCase();
  must(await claimCase(ada, { caseId }));
  const { decision } = must(await propose(ada, { caseId }, 'ask'));
  must(await withdrawDecision(ada, { decisionId: decision, words: 'The wrong question.' }));
  expect(must(await caseAnswers(ada, { caseId })).asked).toEqual([]);
});

test('of a wave, its blind reader is told whose holder has answered', async () => {
  const { wave } = await proposedWave(2, people.ada);
  const [one] = await decisionsIn(wave);
  const now = Date.now();
  await arrange((tx) => tx.insert(answers).values({ id: newId('answer', now), case: one!.case, decision: one!.id, account: one!.account, at: now, facts: [], route: null, body: 'It is my cousin’s wallet.' }));
  const { lines, view } = must(await wavePage(people.cleo, { wave }));
  expect(view.covered).toBe(true);
  expect(lines.filter(({ answers: times }) => times > 0).map(({ account }) => account)).toEqual([one!.account]);
  // Who read the page before the answer came reads it first.
  const verdict = { wave, measure: 'suspension', fields: { days: 30 }, grounds: ['2.4'], words: 'All of them.', accounts: lines.length };
  expect(await countersignWave(people.cleo, verdict)).toMatchObject({ code: 'stale', words: expect.stringContaining('A holder has answered') });
  must(await countersignWave(people.cleo, { ...verdict, answers: 1 }));
});
