import { eq } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import type { CastName } from '../../../db/cast';
import { reading } from '../../../db/client';
import { arrange, castFor, letPass, openCase, policyFor, versionOf } from '../../../db/factories';
import { sandbox } from '../../../db/sandbox';
import { accounts, cases, decisions, holderPages, notices, staff } from '../../../db/schema';
import { claimCase } from '../../cases/commands/claim-case';
import { countersignDecision } from '../../decisions/commands/countersign-decision';
import { countersign, FIELDS, held, moveCase, must, propose } from '../../decisions/commands/decided.fixture';
import { proposeDecision } from '../../decisions/commands/propose-decision';
import { liftDecision } from '../../decisions/commands/lift-decision';
import { NOTICE_WORDS } from '../../decisions/languages/index';
import { noticeDraft } from '../../decisions/queries/notice-draft';
import { decidedBy, issued, proposedBy, type Proposed } from '../../decisions/proposed.fixture';
import { pageToken } from '../../enforcement/adapters/page-address';
import { DAY, HOUR } from '../../kernel/instant';
import { LANGUAGES } from '../../kernel/language';
import type { Staff } from '../../staff/actor';
import { holderBehind, type Holder } from '../adapters/holder';
import { answerQuestion } from '../commands/answer-question';
import { fileAppeal } from '../commands/file-appeal';
import { grantAppeal } from '../commands/grant-appeal';
import { asRead } from '../commands/heard.fixture';
import { takeAppeal } from '../commands/take-appeal';
import { PAGE_WORDS } from '../languages/index';
import { holderPage, type HolderPage } from './holder-page';

sandbox();

let cast: Record<CastName, Staff>;
let pseudonyms: Map<string, string>;
beforeAll(async () => {
  await policyFor();
  cast = await castFor();
  pseudonyms = new Map((await reading().select().from(staff)).map(({ id, pseudonym }) => [id, pseudonym]));
});

async function holderOn(made: { decision: string }): Promise<Holder> {
  const [page] = await reading().select().from(holderPages).where(eq(holderPages.decision, made.decision));
  const holder = await holderBehind(pageToken(page!.id));
  if (!holder) throw new Error('no page');
  return holder;
}

async function pageOf(holder: Holder): Promise<HolderPage> {
  const page = await holderPage(holder, {});
  if (!page.ok) throw new Error(page.words);
  return page.value;
}

async function closed(): Promise<Proposed> {
  const made = await proposedBy(cast.ada, { reason: 'Reason for colleagues only' });
  await countersignDecision(cast.cleo, { decisionId: made.decision, version: await versionOf({ decision: made.decision }), measure: 'closure', fields: { answersStory: 'Two homes.' }, grounds: ['2.4'], words: 'Words for colleagues only' });
  await issued(made.decision);
  return made;
}

test('an address that we did not make opens nothing, nor does a page that is not here', async () => {
  const made = await decidedBy(cast.ada);
  const [page] = await reading().select().from(holderPages).where(eq(holderPages.decision, made.decision));
  const token = pageToken(page!.id);
  for (const wrong of ['', '.', 'x', page!.id, `${page!.id}.`, `${token}x`, token.slice(0, -1), `${page!.id}x.${token.split('.')[1]}`, pageToken('page_none')]) expect(await holderBehind(wrong)).toBeNull();
  expect(await holderBehind(token)).toEqual({ kind: 'holder', id: made.account, page: page!.id });
  expect(await holderPage({ kind: 'visitor', id: 'visitor' }, {})).toMatchObject({ ok: false });
  expect(await holderPage(cast.dov, {})).toMatchObject({ ok: false, code: 'not-allowed' });
});

test('a decision has the name by which people speak of it, on its page, in every mail and in the draft of one', async () => {
  const made = await closed();
  const [of] = await reading().select({ number: cases.number }).from(cases).innerJoin(decisions, eq(decisions.case, cases.id)).where(eq(decisions.id, made.decision));
  expect((await pageOf(await holderOn(made))).reference).toMatch(new RegExp(`^Decision D-${of!.number}-1, `));
  await liftDecision(cast.ben, { decisionId: made.decision, version: await versionOf({ decision: made.decision }), words: 'Your receipts show it.' });
  await issued(made.decision, 'lift');
  const sent = await reading().select().from(notices).where(eq(notices.decision, made.decision));
  expect(sent.map(({ kind }) => kind).sort()).toEqual(['lifted', 'measure']);
  for (const { paragraphs } of sent) {
    expect(paragraphs.join('\n')).toContain(`ecision D-${of!.number}-1`);
    expect(paragraphs.join('\n')).not.toContain(made.decision);
  }
  const next = await openCase();
  const draft = await noticeDraft(cast.ada, { caseId: next.caseId, measure: 'restriction', fields: { what: ['new_contracts'], days: 14 }, grounds: ['2.4'], statement: 'Another machine works on it.' });
  const [numbered] = await reading().select({ number: cases.number }).from(cases).where(eq(cases.id, next.caseId));
  expect(draft.ok && draft.value.paragraphs.join('\n')).toContain(`Decision D-${numbered!.number}-1, `);
});

test('the language is the one that was chosen, else the account’s, else the one that the browser asks for', async () => {
  const made = await closed();
  const holder = await holderOn(made);
  const spoken = async (own: string | null, input: Parameters<typeof holderPage>[1]): Promise<string> => {
    await arrange((tx) => tx.update(accounts).set({ language: own }).where(eq(accounts.account, made.account)));
    const page = await holderPage(holder, input);
    return page.ok ? page.value.language : page.words;
  };
  expect([await spoken(null, {}), await spoken(null, { askedFor: 'es' }), await spoken('fr', { askedFor: 'es' }), await spoken('hu-HU', { askedFor: 'es' }), await spoken('hu', { language: 'tr', askedFor: 'es' })]).toEqual(['en', 'es', 'es', 'hu', 'tr']);
});

test('a notice of before there were several languages is shown as it was sent, with no blank in it', async () => {
  const made = await closed();
  const [sent] = await reading().select().from(notices).where(eq(notices.decision, made.decision));
  await arrange((tx) => tx.insert(notices).values({ ...sent!, id: `${sent!.id}_old`, content: null, renderedAt: sent!.renderedAt - 1_000 }));
  const holder = await holderOn(made);
  const { terms } = await pageOf(holder);
  const told = terms.map(({ fact }) => fact.words).join('\n');
  expect(told).toContain(`/appeal/${pageToken(holder.page)}`);
  expect(told).not.toContain('{{');
});

test('a question shows what is asked, the facts to tick and the box to answer in', async () => {
  const page = await pageOf(await holderOn(await decidedBy(cast.ada)));
  expect(page).toMatchObject({ headline: { words: 'We have a question about your account', language: null }, questions: [{ words: 'Did you get a new computer in September?' }], answerBy: { href: '#answer' }, sent: [], outcome: null, appealForm: true });
  expect(page.answerForm?.facts.map(({ id }) => id)).toContain('somebody_else');
  expect(page.answerForm?.routes).toEqual([]);
  expect(page.lead[0]).toContain('Hello Mallory Hale.');
  expect(page.terms.map(({ term }) => term)).toEqual(['Measure', 'From, until', 'What still works', 'Who decided', 'Our rule', 'Our rule']);
  expect(page.saw).toEqual([{ words: 'Since 9 September your account has been used on another device.', language: null, note: null, family: null }]);
  expect(page.steps.map(({ title }) => title)).toEqual(['Asked', 'Your answer', 'Your appeal']);
});

test('a step-up offers exactly the routes that were chosen for it', async () => {
  const made = await decidedBy(cast.ada, { measure: 'step-up', fields: { routes: ['live_check', 'branch_visit'], days: 7 } });
  expect((await pageOf(await holderOn(made))).answerForm?.routes.map(({ id }) => id)).toEqual(['branch_visit', 'live_check']);
});

test('an answer comes back onto the page, can be added to, and is no longer taken once the case is over', async () => {
  const made = await decidedBy(cast.ada);
  const holder = await holderOn(made);
  expect(await answerQuestion(holder, { facts: ['new_device'], text: 'I bought a desktop.\r\nHere is how.' })).toMatchObject({ ok: true });
  expect(await pageOf(holder)).toMatchObject({ sent: [{ title: 'What you sent', chosen: ['I have a new device'], text: 'I bought a desktop.\nHere is how.' }], answerBy: { button: 'Add to it' } });
  await answerQuestion(holder, { text: 'One more thing.' });
  expect((await pageOf(holder)).sent).toHaveLength(2);
  must(await claimCase(cast.ada, { caseId: made.caseId }));
  must(await proposeDecision(cast.ada, { caseId: made.caseId, version: await versionOf(made), measure: 'dismiss', reason: 'The receipt shows it.' }));
  const after = await pageOf(holder);
  expect(after).toMatchObject({ answerForm: null, answerBy: null });
  expect(after.lead[0]).toContain('This question is closed');
  // They have answered: that they need not is no news, and there was nothing to put back.
  expect(after.lead[1]).toBe(PAGE_WORDS.en.lead.write);
  for (const untrue of [PAGE_WORDS.en.lead.closedThen, PAGE_WORDS.en.steps.putBack]) expect(JSON.stringify(after)).not.toContain(untrue);
  expect(await answerQuestion(holder, { text: 'Late.' })).toMatchObject({ ok: false, code: 'move-closed' });
});

test('a decision shows its statement of reasons, then the appeal, then the outcome, under pseudonyms only', async () => {
  const made = await closed();
  const holder = await holderOn(made);
  const before = await pageOf(holder);
  expect(before).toMatchObject({ headline: { words: 'Your account is closed' }, answerForm: null, appealForm: true, answerBy: { href: '#appeal' } });
  expect(before.steps[0]?.words).toContain(`by ${pseudonyms.get(cast.ada.id)}; read blind by a second person`);

  const filed = await fileAppeal(holder, { text: 'I bought a desktop in September.' });
  if (!filed.ok) throw new Error(filed.words);
  expect(await pageOf(holder)).toMatchObject({ appealForm: false, answerBy: null, sent: [{ title: 'Your appeal', text: 'I bought a desktop in September.' }] });
  await takeAppeal(cast.ben, { id: filed.value.id });
  expect((await pageOf(holder)).steps.map(({ state }) => state)).toEqual(['done', 'done', 'now', 'later']);
  await grantAppeal(cast.ben, { ...(await asRead(cast.ben, filed.value.id)), reasons: 'The receipt is real.' });
  const after = await pageOf(holder);
  expect(after).toMatchObject({ headline: { words: 'Your appeal is granted' }, outcome: { title: 'Why we grant your appeal', reasons: { words: 'The receipt is real.', language: null }, heardBy: expect.stringContaining(pseudonyms.get(cast.ben.id)!) as string } });
  for (const page of [before, after]) {
    const sent = JSON.stringify(page);
    for (const hidden of ['Ada', 'Cleo', '"Ben"', cast.ada.id, cast.cleo.id, cast.ben.id, 'colleagues only', made.caseId, 'logOdds', 'llr']) expect(sent).not.toContain(hidden);
  }
});

test('a lifted measure says so and takes no appeal', async () => {
  const made = await closed();
  expect(await liftDecision(cast.ben, { decisionId: made.decision, version: await versionOf({ decision: made.decision }), words: 'A mistake of ours.' })).toMatchObject({ ok: true });
  const page = await pageOf(await holderOn(made));
  expect(page).toMatchObject({ headline: { words: 'Ended: closure' }, appealForm: false, answerBy: null });
  expect(page.terms[0]?.fact.words).toMatch(/^Closure\. The account was closed/);
});

test('a hold that its renewal has replaced says so and leads to the newer decision, in every language; of nothing it says that it is put back', async () => {
  const opened = await held(cast.ada);
  const first = must(await propose(cast.ada, opened, 'payout-hold'));
  await issued(first.decision);
  await moveCase(opened.caseId, { heldUntil: Date.now() + HOUR });
  const fields = { ...FIELDS['payout-hold'], hours: 48 };
  const again = must(await propose(cast.ada, opened, 'payout-hold', { fields }));
  must(await countersign(cast.cleo, again.decision, 'payout-hold', { fields }));
  await issued(again.decision);
  const [of] = await reading().select({ number: cases.number }).from(cases).where(eq(cases.id, opened.caseId));
  const newer = `D-${of!.number}-2`;
  const [old, current] = [await holderOn(first), await holderOn(again)];
  for (const language of LANGUAGES) {
    const page = must(await holderPage(old, { language }));
    const words = PAGE_WORDS[language];
    expect(page).toMatchObject({ headline: { words: words.renewed({ measure: NOTICE_WORDS[language].measures['payout-hold'].name }) }, appealForm: false, answerBy: null });
    expect([page.lead[0], page.terms[1]?.fact.words, page.steps.at(-1)?.words]).toEqual(Array.from({ length: 3 }, () => expect.stringContaining(newer) as string));
    expect(page.lead[1]).toBe(words.lead.renewedThen);
    for (const untrue of [words.lead.ended, words.lead.endedThen, words.steps.putBack]) expect(JSON.stringify(page)).not.toContain(untrue);
  }
  expect(await pageOf(current)).toMatchObject({ headline: { words: 'Your payouts are on hold' }, appealForm: true });
});

test.each(LANGUAGES)('after a granted appeal the page speaks of the measure in the past, in %s', async (language) => {
  const made = await closed();
  const holder = await holderOn(made);
  const inWords = async () => {
    const page = await holderPage(holder, { language });
    return page.ok ? page.value.terms.map(({ term, fact }) => ({ term, words: fact.words, language: fact.language })) : [];
  };
  const held = await inWords();
  const filed = await fileAppeal(holder, { text: 'I bought a desktop in September.' });
  if (!filed.ok) throw new Error(filed.words);
  expect(await inWords()).toEqual(held);
  await takeAppeal(cast.ben, { id: filed.value.id });
  await grantAppeal(cast.ben, { ...(await asRead(cast.ben, filed.value.id)), reasons: 'The receipt is real.' });
  const [measure, duration, ...rest] = await inWords();
  const { measures, past, headings } = NOTICE_WORDS[language];
  expect(measure).toEqual({ term: PAGE_WORDS[language].measure, words: measures.closure.was(), language: null });
  expect(duration?.term).toBe(headings.duration);
  // The moment that the decision began and the moment it was lifted, in the words of the language.
  expect(duration?.words).toMatch(new RegExp(`^${past.lifted({ from: '@', until: '@' }).replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll('@', '.*\\d.*')}$`));
  expect(rest.map(({ term }) => term)).not.toContain(headings.stillWorks);
  expect(rest).toEqual(held.filter(({ term }) => ![PAGE_WORDS[language].measure, headings.duration, headings.stillWorks].includes(term)));
});

test('a measure that ran out by itself is told in the past, and can still be appealed', async () => {
  const made = await decidedBy(cast.ada, { measure: 'restriction', fields: { what: ['new_contracts'], days: 14 } });
  const holder = await holderOn(made);
  expect((await pageOf(holder)).headline.words).toBe('Parts of your account are restricted');
  await letPass(made.decision, 20 * DAY);
  const page = await pageOf(holder);
  expect(page).toMatchObject({ headline: { words: 'Ended: restriction' }, appealForm: true });
  expect(page.terms.slice(0, 2).map(({ fact }) => fact.words)).toEqual(['Restriction. Your account did not allow starting new contracts.', expect.stringMatching(/^From .+ to .+\. It ended by itself\.$/)]);
});

test('an appeal that waits will be read; one that is heard is being read', async () => {
  const holder = await holderOn(await closed());
  const filed = await fileAppeal(holder, { text: 'I bought a desktop in September.' });
  if (!filed.ok) throw new Error(filed.words);
  expect((await pageOf(holder)).lead[1]).toContain('will read it');
  await takeAppeal(cast.ben, { id: filed.value.id });
  const heard = await pageOf(holder);
  expect(heard.lead[1]).toContain('is reading it');
  expect(heard.steps[2]?.words).toContain('is reading it');
});
