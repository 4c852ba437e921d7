import { eq } from 'drizzle-orm';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { reading } from '../../../db/client';
import { arrange, openRing } from '../../../db/factories';
import { sandbox } from '../../../db/sandbox';
import { notices, policies } from '../../../db/schema';
import { issueOrders } from '../../enforcement/commands/issue-orders';
import { clock } from '../../kernel/clock';
import { MINUTE } from '../../kernel/instant';
import { STANDARD_POLICY } from '../../policy/standard';
import { WORKER } from '../../staff/actor';
import { caseDecisions } from '../queries/case-decisions';
import { reviewPage } from '../queries/review-page';
import { wavePage } from '../queries/wave-page';
import { cast, countersign, HEARD, held, moveCase, must, propose, type Cast } from './decided.fixture';
import { begin, inForce, proposedWave, verdict, wordsOf } from './wave.fixture';
import { proposeMember, signMember } from './wave-steps';

sandbox();
let { ada, cleo } = {} as Cast;
beforeAll(async () => { ({ ada, cleo } = await cast()); });

const titleOf = (number: string) => STANDARD_POLICY.grounds.find((one) => one.number === number)!.title;
const RENAMED = 'One machine, one account';
let { version } = STANDARD_POLICY;

/** Another policy comes and stays: 2.4 means something else by its number, unless it is as it was. */
async function policyComes(grounds = STANDARD_POLICY.grounds.map((one) => (one.number === '2.4' ? { ...one, title: RENAMED, text: 'Each machine works for one account.' } : one)).concat({ number: '9.1', title: 'New', text: 'A clause that was not there.' })): Promise<void> {
  version += 1;
  await arrange((tx) => tx.insert(policies).values({ version, content: { ...STANDARD_POLICY, version, grounds }, publishedAt: clock.now(), publishedBy: 'factory' }));
}
const policyGoesBack = () => policyComes([...STANDARD_POLICY.grounds]);
afterEach(policyGoesBack);

test('both people name clauses of the policy by which it was proposed, and the holder is told these', async () => {
  const opened = await held(ada);
  const { decision } = must(await propose(ada, opened, 'closure'));
  await policyComes();
  const { view } = must(await reviewPage(cleo, { decisionId: decision }));
  expect(view).toMatchObject({ covered: true, mine: true, grounds: STANDARD_POLICY.grounds });
  expect(await countersign(cleo, decision, 'closure', { grounds: ['9.1'] })).toMatchObject({ ok: false, code: 'invalid', words: 'The policy has no ground 9.1.' });
  expect(must(await countersign(cleo, decision, 'closure'))).toMatchObject({ agrees: true });
  const told = [{ number: '2.4', title: titleOf('2.4') }];
  expect(must(await caseDecisions(ada, opened))).toMatchObject({ decisions: [{ grounds: told }] });
  expect(must(await reviewPage(cleo, { decisionId: decision })).view).toMatchObject({ covered: false, grounds: told });
  must(await issueOrders(WORKER, { decision, cause: 'effect' }));
  expect((await reading().select().from(notices).where(eq(notices.decision, decision)))[0]!.content?.facts).toMatchObject({ grounds: told });
  // What is proposed from now on stands on the clauses of now.
  const next = await held(ada);
  const after = must(await propose(ada, next, 'closure', { grounds: ['9.1'] }));
  expect(must(await countersign(cleo, after.decision, 'closure', { grounds: ['9.1'] }))).toMatchObject({ agrees: true });
  expect(must(await caseDecisions(ada, next))).toMatchObject({ decisions: [{ grounds: [{ number: '9.1', title: 'New' }] }] });
});

test('a wave is read on the clauses on which it was proposed', async () => {
  const made = await proposedWave(2, ada);
  await policyComes();
  expect(must(await wavePage(cleo, made)).view).toMatchObject({ covered: true, grounds: STANDARD_POLICY.grounds });
  expect(await verdict(cleo, made, { grounds: ['9.1'] })).toMatchObject({ ok: false, code: 'invalid', words: 'The policy has no ground 9.1.' });
  must(await verdict(cleo, made));
  for (const account of made.accounts) must(await signMember(cleo, { wave: made.wave, account }));
  expect(await inForce(made.wave)).toEqual([...made.accounts].sort());
});

test('nobody is proposed in a wave on other clauses than those before them; a policy with the same clauses is in nobody’s way', async () => {
  const made = await openRing(3);
  for (const { caseId } of made.members) await moveCase(caseId, HEARD);
  // Its run breaks off, a while before anybody reads it.
  const before = vi.spyOn(clock, 'now').mockReturnValue(clock.now() - 3 * MINUTE);
  const { wave, accounts } = must(await begin(made, ada));
  const [first, second, third] = accounts as [string, string, string];
  must(await proposeMember(ada, { wave, account: first }));
  await policyGoesBack();
  must(await proposeMember(ada, { wave, account: second }));
  await policyComes(STANDARD_POLICY.grounds.map((one) => (one.number === '2.4' ? { ...one, text: 'Worded otherwise.' } : one)));
  expect(wordsOf(await proposeMember(ada, { wave, account: third }))).toContain('The grounds of the policy have changed since this wave was begun');
  before.mockRestore();
  must(await verdict(cleo, { wave, accounts: [first, second] }));
  for (const account of [first, second]) must(await signMember(cleo, { wave, account }));
  expect(await inForce(wave)).toEqual([first, second].sort());
});

test('a policy that comes between the verdict and its signatures leaves nothing unsigned: what was committed holds', async () => {
  const made = await proposedWave(2, ada);
  must(await verdict(cleo, made));
  const [first, second] = made.accounts as [string, string];
  must(await signMember(cleo, { wave: made.wave, account: first }));
  await policyComes(STANDARD_POLICY.grounds.filter(({ number }) => number !== '2.4'));
  expect(must(await signMember(cleo, { wave: made.wave, account: second })).words).toBe('In force.');
  expect(await inForce(made.wave)).toEqual([...made.accounts].sort());
  // What is proposed from now on is held against the policy of now.
  const later = await proposedWave(2, ada);
  expect(await verdict(cleo, later)).toMatchObject({ ok: false, code: 'invalid', words: 'The policy has no ground 2.4.' });
});
