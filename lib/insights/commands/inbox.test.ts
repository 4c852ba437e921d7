import { eq, sql } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import type { CastName } from '../../../db/cast';
import { reading } from '../../../db/client';
import { arrange, castFor, linesOf, openCase, policyFor, staffFor, versionOf, type OpenCase } from '../../../db/factories';
import { sandbox } from '../../../db/sandbox';
import { appeals, cases, holderPages, inboxLines, notes, staff, touches } from '../../../db/schema';
import { answerQuestion } from '../../appeals/commands/answer-question';
import { fileAppeal } from '../../appeals/commands/file-appeal';
import { grantAppeal } from '../../appeals/commands/grant-appeal';
import { asRead, holderOf as issuedTo } from '../../appeals/commands/heard.fixture';
import { refuseAppeal } from '../../appeals/commands/refuse-appeal';
import { takeAppeal } from '../../appeals/commands/take-appeal';
import { claimCase } from '../../cases/commands/claim-case';
import { wakeCases } from '../../cases/commands/wake-cases';
import { writeNote } from '../../cases/commands/write-note';
import { DUE_SOON } from '../../cases/inbox';
import { casePage } from '../../cases/queries/case-page';
import { countersignDecision } from '../../decisions/commands/countersign-decision';
import { countersign, FIELDS, held, moveCase, must, propose } from '../../decisions/commands/decided.fixture';
import { proposeDecision } from '../../decisions/commands/propose-decision';
import { decidedBy, proposedBy } from '../../decisions/proposed.fixture';
import { newId } from '../../kernel/ids';
import { DAY, HOUR, MINUTE } from '../../kernel/instant';
import { WORKER, type Actor, type Staff } from '../../staff/actor';
import { colleagues } from '../../staff/queries/colleagues';
import { counts } from '../queries/counts';
import { inbox, unreadCount, type InboxRow } from '../queries/inbox';
import { readInbox } from './read-inbox';
import { readWholeInbox } from './read-whole-inbox';

sandbox();

/** Everybody anew for every test: an inbox is a person's whole. */
let cast: Record<CastName, Staff>;
beforeEach(async () => {
  await policyFor();
  await arrange(async (tx) => {
    await tx.update(staff).set({ disabledAt: Date.now(), email: sql`${staff.id}` });
    await tx.update(cases).set({ status: 'settled', settledAt: Date.now() });
  });
  cast = await castFor();
});

async function inboxOf(who: Staff, about: { unreadOnly?: boolean; limit?: number; after?: string | null } = {}) {
  const found = await inbox(who, { limit: 100, ...about });
  if (!found.ok) throw new Error(found.words);
  return found.value;
}
const rowsOf = async (who: Staff): Promise<readonly InboxRow[]> => (await inboxOf(who)).rows;
const wordsOf = async (who: Staff) => (await rowsOf(who)).map(({ words }) => words);
async function unreadOf(who: Staff): Promise<number> {
  const [list, count, all] = [await inboxOf(who), await unreadCount(who, {}), await counts(who, {})];
  // The rail, the list and the count asked alone say one thing.
  expect(count).toMatchObject({ value: { unread: list.unread } });
  expect(all).toMatchObject({ value: { inbox: list.unread } });
  return list.unread;
}
async function noted(by: Staff, body: string, opened?: OpenCase) {
  const { caseId } = opened ?? (await openCase());
  const kept = await writeNote(by, { caseId, body });
  if (!kept.ok) throw new Error(kept.words);
  return { caseId, ...kept.value };
}
async function holderOf(decision: string): Promise<Actor> {
  const [page] = await reading().select().from(holderPages).where(eq(holderPages.decision, decision));
  return { kind: 'holder', id: page!.account, page: page!.id };
}

describe('a mention', () => {
  test('is kept by id, entered with the note, told to the writer, and stands in the inbox of whom it names', async () => {
    const { caseId, id, words } = await noted(cast.ada, 'The receipt is odd, @ben. @Zed?');
    expect(words).toBe('Ben will find it in the inbox. @Zed stays text: nobody of that name works here.');
    expect((await reading().select().from(notes).where(eq(notes.id, id)))[0]?.body).toBe(`The receipt is odd, @${cast.ben.id}. @Zed?`);
    expect(await linesOf(caseId)).toMatchObject([{ command: 'case.note', says: 'wrote a note and mentioned Ben', refs: { case: caseId, note: id, mentioned: cast.ben.id } }]);
    expect(await rowsOf(cast.ben)).toMatchObject([{ kind: 'mention', words: 'Ada mentioned you', excerpt: 'The receipt is odd, @Ben. @Zed?', href: `/cases/${caseId}#${id}`, unread: true, covered: false }]);
    expect(await unreadOf(cast.ben)).toBe(1);
    expect(await unreadOf(cast.ada)).toBe(0);
    await arrange((tx) => tx.update(staff).set({ name: 'Benjamin' }).where(eq(staff.id, cast.ben.id)));
    expect((await rowsOf(cast.ben))[0]?.excerpt).toContain('@Benjamin');
    expect(await casePage(cast.ben, { caseId })).toMatchObject({ value: { notes: [{ text: ['The receipt is odd, ', { person: 'Benjamin', you: true }, '. @Zed?'] }] } });
  });

  test('is no hand in the case, and is one line however often it is written; one’s own name is none', async () => {
    const { caseId } = await noted(cast.ada, '@Cleo @cleo @Ada');
    expect(await rowsOf(cast.cleo)).toHaveLength(1);
    expect(await rowsOf(cast.ada)).toEqual([]);
    expect((await reading().select().from(touches).where(eq(touches.case, caseId))).map((one) => one.staff)).toEqual([cast.ada.id]);
  });

  test('is offered of everybody who may read cases, auditors among them, and of nobody who has left', async () => {
    const gone = await staffFor('moderator', { name: 'Gone' });
    await arrange((tx) => tx.update(staff).set({ disabledAt: Date.now() }).where(eq(staff.id, gone.id)));
    const twin = await staffFor('moderator', { name: 'Ben' });
    expect(await colleagues(cast.ada, {})).toEqual({ ok: true, value: [
      { name: 'Ben', role: 'moderator', written: (cast.ben as Staff & { email: string }).email }, { name: 'Ben', role: 'moderator', written: twin.email },
      { name: 'Cleo', role: 'admin', written: 'Cleo' }, { name: 'Dov', role: 'auditor', written: 'Dov' }, { name: 'Iris', role: 'admin', written: 'Iris' },
    ] });
    const { words } = await noted(cast.ada, `@Gone @Ben @Dov @${twin.email}`);
    expect(words).toContain('Dov and Ben will find it in the inbox. @Gone stays text');
    expect(words).toContain('@Ben stays text: it could be Ben');
    expect(await wordsOf(twin)).toEqual(['Ada mentioned you']);
    expect(await wordsOf(cast.ben)).toEqual([]);
  });

  test('more than twenty people are not called by one note', async () => {
    for (let nth = 0; nth < 21; nth += 1) await staffFor('moderator', { name: `Crowd${nth}x` });
    const { caseId } = await openCase();
    expect(await writeNote(cast.ada, { caseId, body: Array.from({ length: 21 }, (_, nth) => `@Crowd${nth}x`).join(' ') })).toMatchObject({ code: 'invalid', fields: { body: expect.stringContaining('at most 20') } });
  });
});

describe('who may still read blind', () => {
  test('is told that a note mentions them, and neither by whom nor what it says, until they have read', async () => {
    const opened = await openCase();
    await noted(cast.ben, 'Before anything was proposed, @Cleo', opened);
    const made = await proposedBy(cast.ada, { opened });
    await noted(cast.ada, 'I propose a closure, @Cleo @Iris', opened);
    const rows = await rowsOf(cast.cleo);
    expect(rows.map(({ kind }) => kind).toSorted()).toEqual(['mention', 'mention', 'review']);
    const said = JSON.stringify(rows);
    for (const secret of ['Ada', 'Ben', 'closure', 'propose a', 'Before anything', cast.ada.id, cast.ben.id]) expect(said).not.toContain(secret);
    expect(rows.filter(({ kind }) => kind === 'mention')).toMatchObject([{ covered: true, excerpt: null }, { covered: true, excerpt: null }]);
    // Ben, who cannot countersign, is not blind to anything.
    await noted(cast.ada, '@Ben, see the closure', opened);
    expect(await rowsOf(cast.ben)).toMatchObject([{ words: 'Ada mentioned you', covered: false }]);
    expect(await countersignDecision(cast.cleo, { decisionId: made.decision, version: await versionOf(made), measure: 'closure', fields: { answersStory: 'Two homes.' }, grounds: ['2.3'], words: 'The same hands, I think.' })).toMatchObject({ ok: true });
    expect((await rowsOf(cast.cleo)).map(({ kind, covered }) => [kind, covered])).toEqual([['mention', false], ['mention', false]]);
  });

  test('finds the proposals they may countersign, never their own, and none once they wrote on the case', async () => {
    const [own, others] = [await proposedBy(cast.cleo), await proposedBy(cast.ada)];
    expect(await rowsOf(cast.cleo)).toMatchObject([{ kind: 'review', line: `review:${others.decision}`, href: `/reviews/${others.decision}` }]);
    expect((await rowsOf(cast.iris)).map(({ line }) => line).toSorted()).toEqual([`review:${own.decision}`, `review:${others.decision}`].toSorted());
    for (const who of [cast.ben, cast.dov]) expect(await rowsOf(who)).toEqual([]);
    await noted(cast.cleo, 'I know this one.', others);
    expect(await rowsOf(cast.cleo)).toEqual([]);
    expect(JSON.stringify(await rowsOf(cast.iris))).not.toMatch(/Ada|Cleo|closure/);
  });
});

describe('what waits for a person', () => {
  test('a case that one holds stands there from four hours before it is due, and goes with the hold', async () => {
    const [soon, later] = [await openCase({ columns: { dueAt: Date.now() + DUE_SOON - MINUTE } }), await openCase({ columns: { dueAt: Date.now() + DAY } })];
    for (const { caseId } of [soon, later]) expect(await claimCase(cast.ben, { caseId })).toMatchObject({ ok: true });
    expect(await rowsOf(cast.ben)).toMatchObject([{ kind: 'due', href: `/cases/${soon.caseId}`, unread: true }]);
    expect(await rowsOf(cast.ada)).toEqual([]);
    const [line] = await rowsOf(cast.ben);
    expect(await readInbox(cast.ben, { line: line!.line })).toMatchObject({ ok: true, value: { kind: 'due', caseId: soon.caseId } });
    expect(await unreadOf(cast.ben)).toBe(0);
    // Another term is another line: it is news again.
    await arrange((tx) => tx.update(cases).set({ dueAt: Date.now() + HOUR }).where(eq(cases.id, soon.caseId)));
    expect(await unreadOf(cast.ben)).toBe(1);
    await arrange((tx) => tx.update(cases).set({ leaseUntil: Date.now() - 1 }).where(eq(cases.id, soon.caseId)));
    expect(await rowsOf(cast.ben)).toEqual([]);
  });

  test('an answer comes to whoever asked, and a time that passed without one as well', async () => {
    const [answered, silent] = [await decidedBy(cast.ada), await decidedBy(cast.ada)];
    expect(await answerQuestion(await holderOf(answered.decision), { text: 'Yes, in spring.' })).toMatchObject({ ok: true });
    expect(await rowsOf(cast.ada)).toMatchObject([{ kind: 'answer', words: 'The holder answered what you asked', href: `/cases/${answered.caseId}` }]);
    await arrange((tx) => tx.update(cases).set({ askedUntil: Date.now() - MINUTE }).where(eq(cases.id, silent.caseId)));
    expect(await wakeCases(WORKER, {})).toMatchObject({ ok: true });
    expect((await wordsOf(cast.ada)).toSorted()).toEqual(['The holder answered what you asked', 'The time to answer your question passed']);
    for (const who of [cast.ben, cast.cleo]) expect((await rowsOf(who)).filter(({ kind }) => kind !== 'review')).toEqual([]);
  });

  test('what came of a case is read by whoever decides on it there, and had come when its page was read; decided among others, it stays', async () => {
    const [there, among] = [await decidedBy(cast.ada), await decidedBy(cast.ada)];
    for (const { decision } of [there, among]) must(await answerQuestion(await holderOf(decision), { text: 'Yes, in spring.' }));
    expect(await unreadOf(cast.ada)).toBe(2);
    const before = await linesOf('main');
    const decide = async ({ caseId, decision }: { caseId: string; decision: string }, more: object) => {
      must(await claimCase(cast.ada, { caseId }));
      return proposeDecision(cast.ada, { caseId, version: await versionOf({ decision }), measure: 'dismiss', reason: 'The receipt shows it.', ...more });
    };
    const seen = Date.now();
    expect(await decide(there, { seen: seen - MINUTE })).toMatchObject({ code: 'stale', words: expect.stringContaining('The holder has answered') });
    expect(await unreadOf(cast.ada)).toBe(2);
    // What came back of a wave is about others as well.
    await arrange((tx) => tx.insert(inboxLines).values({ id: newId('line', seen), staff: cast.ada.id, kind: 'returned', case: there.caseId, about: 'wave_of_others', at: seen }));
    must(await proposeDecision(cast.ada, { caseId: there.caseId, version: await versionOf(there), measure: 'dismiss', reason: 'The receipt shows it.', seen }));
    must(await decide(among, {}));
    const left = (await rowsOf(cast.ada)).filter(({ unread }) => unread).map(({ kind, href }) => [kind, href]);
    expect(left.toSorted()).toEqual([['answer', `/cases/${among.caseId}`], ['returned', '/reviews/waves/wave_of_others']]);
    // A line that named who has read would name who proposed.
    expect(await linesOf('main')).toEqual(before);
  });

  test('a proposal that came back comes to whoever made it, and one that was countersigned does not', async () => {
    const [other, elsewhere, signed] = [await held(cast.ada), await held(cast.ada), await held(cast.ada)];
    const proposals = await Promise.all([other, elsewhere, signed].map(async (opened) => must(await propose(cast.ada, opened, 'closure'))));
    must(await countersign(cast.cleo, proposals[0]!.decision, 'restriction', { words: 'A restriction is enough.' }));
    must(await countersign(cast.cleo, proposals[1]!.decision, 'closure', { grounds: ['2.1'] }));
    must(await countersign(cast.cleo, proposals[2]!.decision, 'closure'));
    // Whether another measure or other grounds: the case says which.
    const words = 'The closure that you proposed came back from its second reader';
    expect(await rowsOf(cast.ada)).toMatchObject([elsewhere, other].map(({ caseId }) => ({ kind: 'returned', words, excerpt: null, covered: false, href: `/cases/${caseId}`, unread: true })));
    expect(await rowsOf(cast.cleo)).toEqual([]);
  });

  test('an appeal, and how it ended, comes to whoever decided, who does not hear it', async () => {
    const made = await decidedBy(cast.ada, { measure: 'restriction', fields: { what: ['proposals'], days: 14 } });
    const filed = await fileAppeal(await holderOf(made.decision), { text: 'The laptop is mine.' });
    if (!filed.ok) throw new Error(filed.words);
    const id = filed.value.id;
    expect(await rowsOf(cast.ada)).toMatchObject([{ kind: 'appeal', words: 'The holder appealed the restriction that you signed; somebody else hears it', href: `/appeals/${id}` }]);
    expect(await takeAppeal(cast.ada, { id })).toMatchObject({ ok: false, code: 'conflict' });
    expect(await takeAppeal(cast.ben, { id })).toMatchObject({ ok: true });
    expect(await refuseAppeal(cast.ben, { id, version: await versionOf({ appeal: id }), reasons: 'Two laptops at once.' })).toMatchObject({ ok: true });
    expect(await wordsOf(cast.ada)).toEqual(['The appeal against the restriction that you signed was refused: it stands', 'The holder appealed the restriction that you signed; somebody else hears it']);
    expect(await rowsOf(cast.ben)).toEqual([]);
    expect((await reading().select().from(appeals).where(eq(appeals.id, id)))[0]?.status).toBe('refused');
  });
});

describe('a granted appeal tells each person what it ended of theirs', () => {
  const FEWER = { fields: { ...FIELDS['payout-hold'], hours: 48 } };
  const outcomesOf = async (who: Staff) => (await rowsOf(who)).filter(({ kind }) => kind === 'outcome').map(({ words }) => words);
  /** Ada's hold, which Ben hears an appeal against, and a renewal that this person proposes. */
  async function renewedBy(by: Staff) {
    const opened = await held(cast.ada);
    const { decision } = must(await propose(cast.ada, opened, 'payout-hold'));
    const { id } = must(await fileAppeal(await issuedTo(decision), { text: 'The money is mine.' }));
    must(await takeAppeal(cast.ben, { id }));
    await moveCase(opened.caseId, { heldUntil: Date.now() + HOUR, claimedBy: by.id, status: 'claimed', leaseUntil: Date.now() + HOUR });
    return { id, renewal: must(await propose(by, opened, 'payout-hold', FEWER)).decision };
  }
  const grant = async (id: string) => must(await grantAppeal(cast.ben, { ...(await asRead(cast.ben, id)), reasons: 'The receipt is real.' }));

  test('a renewal that waited is withdrawn, and its case is its proposer’s again', async () => {
    const mo = await staffFor('moderator', { name: 'Mo' });
    const others = await renewedBy(mo);
    await grant(others.id);
    expect(await outcomesOf(mo)).toEqual(['An appeal was granted: your renewal is withdrawn, and its case is yours again']);
    expect(await outcomesOf(cast.ada)).toEqual(['The appeal against the payout hold that you signed was granted: it is lifted']);
    await grant((await renewedBy(cast.ada)).id);
    expect((await outcomesOf(cast.ada))[0]).toBe('The appeal against the payout hold that you signed was granted: your renewal is withdrawn as well, and its case is yours again');
  });

  test('a renewal that held is lifted', async () => {
    const mo = await staffFor('moderator', { name: 'Mo' });
    const { id, renewal } = await renewedBy(mo);
    must(await countersign(cast.cleo, renewal, 'payout-hold', FEWER));
    await grant(id);
    for (const who of [mo, cast.cleo]) expect(await outcomesOf(who)).toEqual(['An appeal was granted: your renewal of the payout hold is lifted']);
    expect(await outcomesOf(cast.ada)).toEqual(['The appeal against the payout hold that you signed was granted: it is lifted']);
  });
});

describe('inbox.read, inbox.readAll', () => {
  test('a line stays unread until its own reader reads it, and the ledger says that one was read and not which', async () => {
    await noted(cast.ada, '@Ben @Iris');
    const [line] = await rowsOf(cast.ben);
    expect(await readInbox(cast.ada, { line: line!.line })).toMatchObject({ ok: false, code: 'not-found' });
    expect(await unreadOf(cast.ben)).toBe(1);
    expect(await readInbox(cast.ben, { line: line!.line })).toMatchObject({ ok: true, value: { kind: 'mention' } });
    expect(await rowsOf(cast.ben)).toMatchObject([{ line: line!.line, unread: false }]);
    expect((await inboxOf(cast.ben, { unreadOnly: true })).rows).toEqual([]);
    expect(await unreadOf(cast.ben)).toBe(0);
    expect(await unreadOf(cast.iris)).toBe(1);
    expect((await linesOf('main')).at(-1)).toMatchObject({ command: 'inbox.read', actor: cast.ben.id, says: 'read 1 line of their inbox', changes: [], refs: { staff: cast.ben.id } });
    for (const made of ['line_none', 'review:decision_none', 'due:case_none:1', 'x:y', '']) expect(await readInbox(cast.ben, { line: made })).toMatchObject({ ok: false, code: 'not-found' });
  });

  test('all is what stood there when the page was made: what came since stays unread', async () => {
    await proposedBy(cast.ada);
    const { caseId } = await noted(cast.ada, '@Cleo');
    const seen = (await inboxOf(cast.cleo)).now;
    await arrange((tx) => tx.insert(inboxLines).values({ id: 'line_later', staff: cast.cleo.id, kind: 'mention', case: caseId, about: 'note_none', at: seen + 1_000, readAt: null }));
    expect(await readWholeInbox(cast.cleo, { until: seen })).toEqual({ ok: true, value: { read: 2 } });
    expect((await inboxOf(cast.cleo, { unreadOnly: true })).rows.map(({ line }) => line)).toEqual(['line_later']);
    expect(await readWholeInbox(cast.cleo, { until: seen })).toMatchObject({ ok: false, code: 'nothing-left' });
    expect((await linesOf('main')).filter((line) => line.actor === cast.cleo.id).at(-2)).toMatchObject({ command: 'inbox.readAll', says: 'read 2 lines of their inbox', refusal: null });
  });
});

test('thousands of lines are read page by page, each once, from the latest; the count stops at a hundred', async () => {
  const { caseId } = await openCase();
  const begun = Date.now() - DAY;
  // Several of one instant, so that the key of a line has to part them.
  await arrange((tx) => tx.execute(sql`
    insert into inbox_lines (id, staff, kind, case_id, about, at, read_at)
    select 'line_' || lpad(n::text, 8, '0'), ${cast.ben.id}, 'mention', ${caseId}, 'note_none', to_timestamp((${begun}::float8 + (n / 7) * 1000) / 1000.0), case when n % 3 = 0 then now() end from generate_series(1, 3000) n`));
  const seen: string[] = [];
  for (let after: string | null = null, page = 0; page < 40; page += 1) {
    const { rows, next } = await inboxOf(cast.ben, { after });
    seen.push(...rows.map(({ line }) => line));
    if (next === null) break;
    after = next;
  }
  expect(seen).toHaveLength(3000);
  expect(seen).toEqual([...new Set(seen)].toSorted().toReversed());
  expect(await unreadOf(cast.ben)).toBe(100);
});
