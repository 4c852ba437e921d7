import { eq } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import type { CastName } from '../../../db/cast';
import { arrange, castFor, policyFor, versionOf } from '../../../db/factories';
import { sandbox } from '../../../db/sandbox';
import { accounts, appeals as table, holderPages, notices, touches } from '../../../db/schema';
import { reading } from '../../../db/client';
import { proposedWave, verdict } from '../../decisions/commands/wave.fixture';
import { signMember } from '../../decisions/commands/wave-steps';
import { countersignDecision } from '../../decisions/commands/countersign-decision';
import { issued, proposedBy, type Proposed } from '../../decisions/proposed.fixture';
import { clock } from '../../kernel/clock';
import { DAY, MINUTE } from '../../kernel/instant';
import type { Language } from '../../kernel/language';
import type { Staff } from '../../staff/actor';
import { fileAppeal } from '../commands/file-appeal';
import { grantAppeal } from '../commands/grant-appeal';
import { asRead } from '../commands/heard.fixture';
import { refuseAppeal } from '../commands/refuse-appeal';
import { takeAppeal } from '../commands/take-appeal';
import { appeals, outcomes, type AppealRow } from './appeals';
import { hearingPage, type HearingPage } from './hearing';

sandbox();

let cast: Record<CastName, Staff>;
beforeAll(async () => {
  await policyFor();
  cast = await castFor();
});

/** Ada proposes a closure, Cleo countersigns, the holder appeals. */
async function appealed(text = 'I bought a desktop in September.', language: Language | null = null): Promise<Proposed & { appeal: string }> {
  const made = await proposedBy(cast.ada);
  expect(await countersignDecision(cast.cleo, { decisionId: made.decision, version: await versionOf({ decision: made.decision }), measure: 'closure', fields: { answersStory: 'Two homes.' }, grounds: ['2.4'], words: 'No innocent story fits.' })).toMatchObject({ ok: true });
  await issued(made.decision);
  const [page] = await reading().select().from(holderPages).where(eq(holderPages.decision, made.decision));
  const filed = await fileAppeal({ kind: 'holder', id: made.account, page: page!.id }, { text, language });
  if (!filed.ok) throw new Error(filed.words);
  return { ...made, appeal: filed.value.id };
}

async function rowFor(viewer: Staff, id: string): Promise<AppealRow | undefined> {
  const listed = await appeals(viewer, { limit: 100 });
  if (!listed.ok) throw new Error(listed.words);
  return listed.value.rows.find((row) => row.id === id);
}

async function pageFor(viewer: Staff, id: string): Promise<HearingPage> {
  const page = await hearingPage(viewer, { id });
  if (!page.ok) throw new Error(page.words);
  return page.value;
}

test('the list shows the clock, and to each person whether they may hear it and why not', async () => {
  const { appeal } = await appealed();
  expect(await rowFor(cast.ben, appeal)).toMatchObject({ status: 'waiting', measure: 'Closure', late: false, barred: null, independent: 2, heardBy: null });
  expect((await rowFor(cast.ada, appeal))?.barred).toContain('proposed a measure');
  expect((await rowFor(cast.cleo, appeal))?.barred).toContain('countersigned a decision');
  expect((await rowFor(cast.iris, appeal))?.barred).toBeNull();
  expect((await rowFor(cast.dov, appeal))?.barred).toBe('Moderators and admins hear appeals.');
  await arrange((tx) => tx.update(table).set({ dueAt: clock.now() - DAY }).where(eq(table.id, appeal)));
  expect((await rowFor(cast.ben, appeal))?.late).toBe(true);
});

test('a missing independent person shows as nobody left', async () => {
  const { appeal, caseId } = await appealed();
  for (const one of [cast.ben, cast.iris]) await arrange((tx) => tx.insert(touches).values({ case: caseId, staff: one.id, how: 'noted', at: clock.now() }));
  expect(await rowFor(cast.dov, appeal)).toMatchObject({ independent: 0 });
  expect((await pageFor(cast.iris, appeal)).independence).toMatchObject({ mayHear: false, independent: 0, touched: ['Ada', 'Ben', 'Cleo', 'Iris'] });
});

test('one hears it, the others see who; a hearing that lapsed waits again', async () => {
  const { appeal } = await appealed();
  expect(await takeAppeal(cast.ben, { id: appeal })).toMatchObject({ ok: true });
  expect(await rowFor(cast.ben, appeal)).toMatchObject({ status: 'hearing', heardBy: { name: 'Ben', you: true } });
  expect((await rowFor(cast.iris, appeal))?.heardBy).toMatchObject({ name: 'Ben', you: false });
  expect((await pageFor(cast.iris, appeal)).moves.take).toMatchObject({ state: 'locked', code: 'taken' });
  await arrange((tx) => tx.update(table).set({ leaseUntil: clock.now() - MINUTE }).where(eq(table.id, appeal)));
  expect(await rowFor(cast.iris, appeal)).toMatchObject({ status: 'waiting', heardBy: null });
  expect((await pageFor(cast.iris, appeal)).moves.take.state).toBe('open');
});

test('the hearing shows the words, both verdicts, the intact evidence and what was ordered', async () => {
  const { appeal, digest } = await appealed();
  const page = await pageFor(cast.ben, appeal);
  expect(page).toMatchObject({
    text: 'I bought a desktop in September.', filedVia: 'page', status: 'waiting', outcome: null, account: { name: 'Mallory Hale', stakeUsd: 7410 },
    decision: { measure: 'Closure', status: 'confirmed', first: { by: 'Ada' }, second: { by: 'Cleo', agrees: true, why: 'No innocent story fits.' }, grounds: [{ number: '2.4', title: 'No lending or sale of accounts' }], notice: { subject: 'Your account is closed' } },
    sealed: { digest, intact: true }, orders: [{ kind: 'account.close', delivery: 'waiting' }], moves: { take: { state: 'open' }, grant: { state: 'locked' }, refuse: { state: 'locked' } },
    independence: { mayHear: true, touched: ['Ada', 'Cleo'], independent: 2 },
  });
  expect(page.sealed.evidence.assessment.findings.length).toBeGreaterThan(0);
});

test('the language of an appeal is told by its words alone, whatever the account is set to, and that in which its holder is told beside it', async () => {
  const { appeal, account } = await appealed('Yeni bir bilgisayar aldım. Banka hesabı eşimin hesabıdır. Lütfen tekrar bakın.');
  await arrange((tx) => tx.update(accounts).set({ language: null }).where(eq(accounts.account, account)));
  expect(await pageFor(cast.ben, appeal)).toMatchObject({ writtenIn: 'tr', account: { language: 'en', kept: null } });
  const few = await appealed('Neden?');
  await arrange((tx) => tx.update(accounts).set({ language: 'de-AT' }).where(eq(accounts.account, few.account)));
  expect(await pageFor(cast.ben, few.appeal)).toMatchObject({ writtenIn: null, account: { language: 'en', kept: 'de-AT' } });
});

test('who appeals in another language than their account’s is told the outcome in that, and whoever hears it knows', async () => {
  const { appeal, account, decision } = await appealed('Compré un portátil nuevo en noviembre y no vendí mi cuenta.', 'es');
  await arrange((tx) => tx.update(accounts).set({ language: null }).where(eq(accounts.account, account)));
  expect(await pageFor(cast.ben, appeal)).toMatchObject({ account: { language: 'es', appealedIn: 'es', kept: null } });
  expect(await takeAppeal(cast.ben, { id: appeal })).toMatchObject({ ok: true });
  expect(await grantAppeal(cast.ben, { ...(await asRead(cast.ben, appeal)), reasons: 'El recibo es auténtico.', written: 'es' })).toMatchObject({ ok: true });
  await issued(decision, 'lift');
  expect(await reading().select({ kind: notices.kind, language: notices.language }).from(notices).where(eq(notices.decision, decision)).orderBy(notices.renderedAt)).toEqual([{ kind: 'measure', language: 'en' }, { kind: 'appeal-granted', language: 'es' }]);
});

test('auditors read everything and have no move', async () => {
  const { appeal } = await appealed();
  const page = await pageFor(cast.dov, appeal);
  expect(Object.values(page.moves).map((gate) => gate.state)).toEqual(['locked', 'locked', 'locked', 'locked']);
  expect(page.independence).toMatchObject({ mayHear: false, words: 'Moderators and admins hear appeals.' });
});

test('a grant and a refusal leave the list and stand among the outcomes with their reasons', async () => {
  const [one, other] = [await appealed(), await appealed()];
  await takeAppeal(cast.ben, { id: one.appeal });
  expect(await grantAppeal(cast.ben, { ...(await asRead(cast.ben, one.appeal)), reasons: 'The receipt is real.' })).toMatchObject({ ok: true });
  await takeAppeal(cast.iris, { id: other.appeal });
  expect(await refuseAppeal(cast.iris, { id: other.appeal, version: await versionOf({ appeal: other.appeal }), reasons: 'The wallet is shared.' })).toMatchObject({ ok: true });
  expect(await rowFor(cast.ben, one.appeal)).toBeUndefined();
  const listed = await outcomes(cast.dov, { limit: 50 });
  const rows = listed.ok ? listed.value.rows : [];
  expect(rows.find((row) => row.id === one.appeal)).toMatchObject({ status: 'granted', heardBy: 'Ben', late: false });
  expect(rows.find((row) => row.id === other.appeal)).toMatchObject({ status: 'refused', heardBy: 'Iris' });
  expect(await pageFor(cast.ada, one.appeal)).toMatchObject({ status: 'granted', heardBy: 'Ben', outcome: { reasons: 'The receipt is real.' }, decision: { status: 'lifted' },
    independence: { mayHear: true, words: 'Ben has heard it, and had never touched this case before.' }, orders: [{ kind: 'account.close' }, { kind: 'account.reopen', delivery: 'due' }] });
  await issued(one.decision, 'lift');
  expect((await pageFor(cast.ben, one.appeal))).toMatchObject({ independence: { words: 'You have heard it, and had never touched this case before.' }, orders: [{ kind: 'account.close' }, { kind: 'account.reopen', delivery: 'waiting' }] });
  expect((await pageFor(cast.ben, other.appeal)).orders).toMatchObject([{ kind: 'account.close' }]);
});

test('pages of appeals follow each other without gap or repetition', async () => {
  await appealed();
  const seen: string[] = [];
  let after: string | null = null;
  do {
    const page = await appeals(cast.ben, { limit: 1, after });
    if (!page.ok) throw new Error(page.words);
    seen.push(...page.value.rows.map((row) => row.id));
    after = page.value.next;
  } while (after !== null && seen.length < 50);
  const all = await appeals(cast.ben, { limit: 100 });
  expect(seen).toEqual(all.ok && all.value.rows.map((row) => row.id));
  expect(seen.length).toBeGreaterThan(1);
});

test('the measure of what is signed in a wave is named to nobody who may still read the rest of it blind', async () => {
  const made = await proposedWave(2, cast.ada);
  const [first, rest] = made.accounts as [string, string];
  expect(await verdict(cast.cleo, made)).toMatchObject({ ok: true });
  const signed = await signMember(cast.cleo, { wave: made.wave, account: first });
  if (!signed.ok) throw new Error(signed.words);
  await issued(signed.value.decision);
  const [page] = await reading().select().from(holderPages).where(eq(holderPages.decision, signed.value.decision));
  const filed = await fileAppeal({ kind: 'holder', id: first, page: page!.id }, { text: 'I bought a desktop in September.' });
  if (!filed.ok) throw new Error(filed.words);
  expect(await rowFor(cast.iris, filed.value.id)).toMatchObject({ measure: 'A measure' });
  expect(await rowFor(cast.ben, filed.value.id)).toMatchObject({ measure: 'Suspension' });
  expect(await signMember(cast.cleo, { wave: made.wave, account: rest })).toMatchObject({ ok: true });
  expect(await rowFor(cast.iris, filed.value.id)).toMatchObject({ measure: 'Suspension' });
});
