import { sql } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import type { CastName } from '../../../db/cast';
import { castFor, openCase, policyFor, versionOf } from '../../../db/factories';
import { sandbox } from '../../../db/sandbox';
import { writing } from '../../../db/client';
import type { Staff } from '../../staff/actor';
import { countersignDecision } from '../commands/countersign-decision';
import { decidedBy, proposedBy } from '../proposed.fixture';
import { reviewPage, type Open, type ReviewPage } from './review-page';

sandbox();

let cast: Record<CastName, Staff>;
beforeAll(async () => {
  await policyFor();
  cast = await castFor();
});

async function pageFor(viewer: Staff, decisionId: string): Promise<ReviewPage> {
  const page = await reviewPage(viewer, { decisionId });
  if (!page.ok) throw new Error(page.words);
  return page.value;
}

/** Every name of a field, however deep. */
function namesIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => [...(Array.isArray(value) ? [] : [name]), ...namesIn(inner)]);
}

/** Ids and moments of the arrangement, which differ from proposal to proposal whatever is proposed. */
function withoutIds(page: ReviewPage, ids: readonly string[]): string {
  const text = JSON.stringify(page, (name, value: unknown) => (['since', 'now', 'sealedAt', 'assessedAt', 'firstAt', 'lastAt', 'dueAt', 'digest', 'name', 'evidence'].includes(name) && typeof value !== 'object' ? null : value));
  return ids.reduce((all, id) => all.replaceAll(id, '•'), text).replaceAll(/acc_\d+_\d+ \w+/g, '•');
}

const REASON = 'Reason that only the proposer knows';
const STATEMENT = 'Sentence that only the proposer knows';

test('what a blind reader is sent has neither measure, proposer, reason, words of the notice, nor combined odds', async () => {
  const made = await proposedBy(cast.ada, { measure: 'closure', fields: { answersStory: 'Field that only the proposer knows' }, reason: REASON, statement: [STATEMENT], grounds: ['5.4'] });
  const page = await pageFor(cast.cleo, made.decision);
  expect(page.view).toMatchObject({ covered: true, mine: true });
  const sent = JSON.stringify(page);
  for (const secret of [cast.ada.id, '"Ada"', 'only the proposer knows', 'panelsOpened', 'sealedBy', 'proposedBy']) expect(sent).not.toContain(secret);
  const names = namesIn(page);
  for (const name of ['logOdds', 'probability', 'band', 'prior', 'own', 'spread', 'reason', 'statement', 'notice', 'needsSecond', 'measure', 'first', 'status']) expect(names).not.toContain(name);
});

test('two proposals of different people, measures, grounds and reasons look the same to a blind reader', async () => {
  const one = await proposedBy(cast.ada, { measure: 'closure', reason: REASON, grounds: ['2.3'] });
  const other = await proposedBy(cast.ben, { measure: 'suspension', fields: { days: 60 }, reason: 'Another', grounds: ['5.4', '6.1'], statement: ['Something else.'] });
  const third = await proposedBy(cast.iris, { measure: 'payout-hold', fields: { cap: { amount: 100, currency: 'USD' }, hours: 48 }, grounds: ['4.2'] });
  const [a, b, c] = await Promise.all([one, other, third].map(async (made) => withoutIds(await pageFor(cast.cleo, made.decision), [made.decision, made.caseId, made.account])));
  expect(b).toBe(a);
  expect(c).toBe(a);
  expect(a).toContain('"id":"closure"');
});

test('the sealed set is shown with its digest, and a flipped value is noticed', async () => {
  const made = await proposedBy(cast.ada);
  expect((await pageFor(cast.cleo, made.decision)).sealed).toMatchObject({ digest: made.digest, intact: true });
  await writing().transaction(async (tx) => {
    // Somebody with the rights of the database's owner, past all guards.
    await tx.execute(sql`alter table exhibit_sets disable trigger user`);
    await tx.execute(sql`update exhibit_sets set content = jsonb_set(content, '{exhibits,0,title}', '"Changed"') where id = ${made.exhibits}`);
    await tx.execute(sql`alter table exhibit_sets enable trigger user`);
  });
  expect((await pageFor(cast.cleo, made.decision)).sealed).toMatchObject({ digest: made.digest, intact: false });
});

test('every measure is offered, and one that nobody may take yet is locked with its reason', async () => {
  const made = await proposedBy(cast.ada, { measure: 'suspension', fields: { days: 30 } });
  const { view } = await pageFor(cast.cleo, made.decision);
  if (!view.covered || !view.mine) throw new Error('covered');
  expect(view.offers.map(({ id }) => id)).toEqual(['dismiss', 'watch', 'ask', 'step-up', 'payout-hold', 'restriction', 'suspension', 'closure']);
  expect(view.offers.find(({ id }) => id === 'closure')?.locked).toContain('the holder has not been asked');
  expect(view.offers.find(({ id }) => id === 'suspension')).toMatchObject({ locked: null, needsGround: true });
});

test('proposer, auditors, moderators and admins who took part see the proposal with the odds, and why they are not the second reader', async () => {
  const made = await proposedBy(cast.iris, { reason: REASON });
  for (const [viewer, barred] of [[cast.iris, 'You proposed this'], [cast.dov, 'Only an admin'], [cast.ben, 'Only an admin']] as const) {
    const { view, sealed } = await pageFor(viewer, made.decision);
    expect(view).toMatchObject({ covered: false, status: 'proposed', first: { by: 'Iris', measure: 'Closure', grounds: ['2.3', '2.4'], why: REASON }, second: null, nobodyLeft: false });
    expect((view as Open).barred).toContain(barred);
    expect((view as Open).logOdds).toBeGreaterThan(0);
    expect(sealed?.intact).toBe(true);
  }
});

test('after the commitment both verdicts are open to everybody; agreeing puts it in force', async () => {
  const made = await proposedBy(cast.ada, { reason: REASON });
  const signed = await countersignDecision(cast.cleo, { decisionId: made.decision, version: await versionOf({ decision: made.decision }), measure: 'closure', fields: { answersStory: 'The same homes.' }, grounds: ['2.4'], words: 'No innocent story fits.' });
  expect(signed).toMatchObject({ ok: true, value: { agrees: true } });
  for (const viewer of [cast.ada, cast.cleo, cast.iris, cast.dov]) {
    expect((await pageFor(viewer, made.decision)).view).toMatchObject({ covered: false, status: 'confirmed', first: { by: 'Ada', unexplained: 'Two homes within 38 minutes stay unexplained.', why: REASON }, second: { by: 'Cleo', measure: 'Closure', grounds: ['2.4'], unexplained: 'The same homes.', why: 'No innocent story fits.', agrees: true } });
  }
});

test('a returned proposal stays covered for whoever may read the next one blind', async () => {
  const opened = await openCase();
  const first = await proposedBy(cast.ada, { opened, reason: REASON });
  expect(await countersignDecision(cast.cleo, { decisionId: first.decision, version: await versionOf({ decision: first.decision }), measure: 'watch', fields: { days: 30 }, grounds: [], words: 'Words of the second reader.' })).toMatchObject({ ok: true, value: { agrees: false } });
  expect(await reviewPage(cast.iris, { decisionId: first.decision })).toMatchObject({ ok: false, code: 'conflict', words: expect.stringMatching(/on C-\d+\. What it said stays covered/) as string });
  expect((await pageFor(cast.ben, first.decision)).view).toMatchObject({ covered: false, status: 'returned', second: { agrees: false } });
  const again = await proposedBy(cast.ada, { opened });
  const page = await pageFor(cast.iris, first.decision);
  expect(page).toMatchObject({ sealed: null, view: { covered: true, mine: false, other: again.decision } });
  expect(JSON.stringify(page)).not.toMatch(/Ada|Cleo|Words of|only the proposer|[Cc]losure/);
  expect((await pageFor(cast.cleo, first.decision)).view.covered).toBe(false);
});

test('what one person decided alone, and what does not exist, is not here', async () => {
  const alone = await decidedBy(cast.ada, { told: false });
  for (const decisionId of [alone.decision, 'decision_none']) expect(await reviewPage(cast.cleo, { decisionId })).toMatchObject({ ok: false, code: 'not-found' });
});
