import { and, eq, sql } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { reading } from '../../../db/client';
import { arrange, openCase, openRing, policyFor, staffFor } from '../../../db/factories';
import { sandbox } from '../../../db/sandbox';
import { cases, standings } from '../../../db/schema';
import { clock } from '../../kernel/clock';
import { DAY, HOUR, MINUTE } from '../../kernel/instant';
import type { Staff } from '../../staff/actor';
import { claimCase } from '../commands/claim-case';
import { queuePage } from './queue';
import { queueTabs, viewCounts } from './queue-tabs';
import { queueHolds } from './queue-holds';
import { queueShift } from './queue-shift';
import { behind, isOpen, ordered } from './queue-where';
import { QUEUE_ORDERS } from '../queue';

sandbox();
let ada: Staff;
let ben: Staff;
let dov: Staff;

beforeAll(async () => {
  await policyFor();
  [ada, ben, dov] = await Promise.all([staffFor('moderator', { name: 'Ada' }), staffFor('moderator', { name: 'Ben' }), staffFor('auditor', { name: 'Dov' })]);
});

const ask = async (who: Staff, asked: Record<string, unknown>) => {
  const page = await queuePage(who, asked as Parameters<typeof queuePage>[1]);
  if (!page.ok) throw new Error(page.words);
  return page.value;
};

/** Cases of a test share the beginning of their account, so that tests do not see each other's. */
const mark = (() => { let n = 0; return () => `acc_t${(n += 1)}_`; })();

test('the case with the most evidence, harm and waiting leads, and says why in words', async () => {
  const q = mark();
  const calm = await openCase({ account: `${q}calm`, story: 'gap', stakeUsd: 0 });
  const grave = await openCase({ account: `${q}grave`, name: 'Mallory Hale', stakeUsd: 9000, openedAgo: DAY });
  const page = await ask(ada, { q });
  expect(page.cases.map(({ id }) => id)).toEqual([grave.caseId, calm.caseId]);
  expect(page.cases[0]).toMatchObject({ name: 'Mallory Hale', locked: null, holder: null, status: 'waiting' });
  expect(page.cases[0]?.because).toMatch(/^(strong|moderate|weak) evidence, \$9,000 at stake, waiting 24 h$/);
  expect(page.cases[0]?.breath).toMatch(/^About \d+ in \d+ that another person works here: /);
  expect(page.cases[0]?.harm).toBeGreaterThan(page.cases[1]?.harm ?? 1);
});

test('what a row says of its assessment is kept as long as the assessment stands, and no longer', async () => {
  const account = `${mark()}kept`;
  await openCase({ account });
  const says = async () => (await ask(ada, { q: account })).cases[0]?.missing;
  const before = await says();
  expect(await says()).toEqual(before);
  await arrange((tx) => tx.update(standings).set({ content: sql`jsonb_set(content, '{missing}', '["The second laptop."]')` }).where(eq(standings.account, account)));
  expect(await says()).toEqual(['The second laptop.']);
});

test('an answer of the holder leads all evidence, and stands in its own view', async () => {
  const q = mark();
  await openCase({ account: `${q}heavy`, stakeUsd: 50_000 });
  const answered = await openCase({ account: `${q}answered`, story: 'gap', columns: { wokenBy: 'answer', priority: 2_000_000 - 20_000 } });
  const page = await ask(ada, { q });
  expect(page.cases[0]).toMatchObject({ id: answered.caseId, because: expect.stringMatching(/^the holder has answered, then /) });
  expect((await ask(ada, { q, view: 'answered' })).cases.map(({ id }) => id)).toEqual([answered.caseId]);
});

/** One population for every order: what is counted elsewhere is counted to a bound. */
let many: Promise<string> | undefined;
async function manyCases(): Promise<string> {
  const q = mark();
  const stakes = [0, 0, 120, 4_000, 4_000, 15.35];
  for (let index = 0; index < 54; index += 1) {
    await openCase({ account: `${q}${index}`, story: index % 3 === 0 ? 'gap' : 'handover', stakeUsd: stakes[index % stakes.length] ?? 0, openedAgo: (index % 7) * HOUR });
  }
  return q;
}

test.each(QUEUE_ORDERS)('pages ordered by %s show every case once, in that order', async (sort) => {
  const q = await (many ??= manyCases());
  const first = await ask(ada, { q, sort });
  expect(first.cases).toHaveLength(30);
  const second = await ask(ada, { q, sort, after: first.after });
  expect(second.after).toBeNull();
  const all = [...first.cases, ...second.cases];
  expect(new Set(all.map(({ id }) => id)).size).toBe(54);
  const key = ({ logOdds, stakeUsd, openedAt, dueAt }: (typeof all)[number]) => ({ priority: 0, odds: -logOdds, 'odds-least': logOdds, stake: -stakeUsd, 'stake-least': stakeUsd, age: openedAt, 'age-youngest': -openedAt, due: dueAt, 'due-latest': -dueAt })[sort];
  expect(all.map(key)).toEqual(all.map(key).sort((a, b) => a - b));
});

test.each(QUEUE_ORDERS)('the order by %s is read off its index, the other way round as well', async (sort) => {
  await openCase();
  const after = sort.startsWith('age') || sort.startsWith('due') ? `${clock.now()}~case_z` : '1~case_z';
  const plan = await reading().transaction(async (tx) => {
    // However few rows there are, and whatever else would be cheaper.
    for (const way of ['seqscan', 'bitmapscan', 'sort', 'incremental_sort']) await tx.execute(sql`set local ${sql.raw(`enable_${way}`)} = off`);
    const { rows } = await tx.execute<{ 'QUERY PLAN': string }>(sql`explain ${tx.select({ id: cases.id }).from(cases).where(and(isOpen(cases), behind({ after, sort }, cases))).orderBy(ordered(sort, cases)).limit(30)}`);
    return rows.map((row) => row['QUERY PLAN']).join('\n');
  });
  const index = { priority: 'cases_queue', odds: 'cases_odds', stake: 'cases_stake', age: 'cases_opened', due: 'cases_due' }[sort.split('-')[0]!];
  expect(plan).toContain(index);
  expect(plan).toMatch(/Index Cond/);
  expect(plan).not.toMatch(/Sort/);
});

test('the cases of one ring stand as one row, which opens into its members', async () => {
  const { ring, members } = await openRing(3);
  const folded = await ask(ada, { view: 'rings' });
  const row = folded.cases.filter((one) => one.ring?.id === ring);
  expect(row).toHaveLength(1);
  expect(row[0]?.ring).toMatchObject({ name: 'Kestrel', size: 3, open: 3 });
  expect(folded.opened).toEqual([]);
  const opened = await ask(ada, { view: 'rings', open: ring });
  expect(opened.opened.map(({ id }) => id).sort()).toEqual(members.map(({ caseId }) => caseId).sort());
});

test('a ring is led by its best member among those that the filters leave', async () => {
  const { ring, members } = await openRing(2);
  const second = members[1];
  await arrange((tx) => tx.update(cases).set({ band: 'review', priority: -90_000 }).where(eq(cases.id, second?.caseId ?? '')));
  expect((await ask(ada, { view: 'rings', band: 'review' })).cases.filter((one) => one.ring?.id === ring).map(({ id }) => id)).toEqual([second?.caseId]);
});

test('whose hands cases are in is told of rows that were read before, with the one that this person goes on to', async () => {
  const q = mark();
  const [held, free, settled] = [await openCase({ account: `${q}held` }), await openCase({ account: `${q}free`, columns: { priority: 8_000_000 } }), await openCase({ account: `${q}gone`, columns: { status: 'settled' } })];
  await claimCase(ben, { caseId: held.caseId });
  const told = async (who: Staff) => {
    const found = await queueHolds(who, { cases: [held.caseId, free.caseId, settled.caseId, 'case_none'] });
    if (!found.ok) throw new Error(found.words);
    return { next: found.value.next, holds: Object.fromEntries(found.value.holds.map(({ id, ...hold }) => [id, hold])) };
  };
  const seen = await told(ada);
  expect(Object.keys(seen.holds)).toHaveLength(3);
  expect(seen.holds[held.caseId]).toMatchObject({ status: 'claimed', holder: { id: ben.id, name: 'Ben', here: true }, locked: 'Another person holds this case.' });
  expect(seen.holds[free.caseId]).toMatchObject({ status: 'waiting', holder: null, locked: null });
  expect(seen.holds[settled.caseId]).toMatchObject({ status: 'settled', holder: null, locked: 'This case is settled.' });
  expect(seen.next).toEqual({ id: free.caseId, name: expect.stringMatching(/^C-\d+$/), account: 'Mallory Hale', ring: null, held: false });
  // What somebody holds already is theirs to go on with, where it stands before all that is free.
  await arrange((tx) => tx.update(cases).set({ priority: 7_999_999 }).where(eq(cases.id, held.caseId)));
  expect((await told(ben)).next).toMatchObject({ id: free.caseId, held: false });
  await arrange((tx) => tx.update(cases).set({ priority: 8_000_001 }).where(eq(cases.id, held.caseId)));
  expect([(await told(ben)).next, (await told(ada)).next?.id]).toEqual([expect.objectContaining({ id: held.caseId, held: true }), free.caseId]);
  // As the page itself says it.
  expect((await ask(ada, { q })).cases.find(({ id }) => id === held.caseId)).toMatchObject(seen.holds[held.caseId]!);
  expect((await told(dov)).holds[free.caseId]!.locked).toMatch(/^Auditors/);
  // Of the others nobody finds Ben with a case in hand, or a case before all others.
  await arrange((tx) => tx.update(cases).set({ status: 'waiting', claimedBy: null, leaseUntil: null, priority: 0 }).where(eq(cases.id, held.caseId)));
  await arrange((tx) => tx.update(cases).set({ priority: 0 }).where(eq(cases.id, free.caseId)));
});

test('a claimed case names its holder to others and is locked for them until the lease lapses', async () => {
  const q = mark();
  const { caseId } = await openCase({ account: `${q}held` });
  await claimCase(ben, { caseId });
  expect((await ask(ada, { q })).cases[0]).toMatchObject({ holder: { name: 'Ben', here: true }, locked: 'Another person holds this case.' });
  expect((await ask(ben, { q, view: 'mine' })).cases).toHaveLength(1);
  expect((await ask(ada, { q, view: 'mine' })).cases).toHaveLength(0);
  const shift = await queueShift(ada, {});
  expect(shift.ok && shift.value.people).toContainEqual({ id: ben.id, name: 'Ben', cases: 1, only: 'Mallory Hale' });
  await arrange((tx) => tx.update(cases).set({ leaseUntil: clock.now() - MINUTE }).where(eq(cases.id, caseId)));
  expect((await ask(ada, { q })).cases[0]).toMatchObject({ holder: null, locked: null, status: 'waiting' });
  expect((await ask(ben, { q, view: 'mine' })).cases).toHaveLength(0);
});

test('an auditor sees the queue and is told why they cannot claim', async () => {
  const q = mark();
  await openCase({ account: `${q}any` });
  expect((await ask(dov, { q })).cases[0]?.locked).toBe('Auditors read and verify; they do not move cases.');
});

test('a platform may not ask', async () => {
  const refused = await queuePage({ kind: 'platform', id: 'key_1', name: 'main', scopes: ['events:write'] }, { q: '' } as Parameters<typeof queuePage>[1]);
  expect(refused).toMatchObject({ ok: false, code: 'not-allowed' });
});

test('filters take bands, money and the beginning of a name; signs of a pattern are only signs', async () => {
  const q = mark();
  await openCase({ account: `${q}one`, name: 'Élodie Brant', stakeUsd: 100 });
  await openCase({ account: `${q}two`, name: `${q}%`, stakeUsd: 5_000, columns: { band: 'review' } });
  expect((await ask(ada, { q, stake: '1000' })).cases.map(({ account }) => account)).toEqual([`${q}two`]);
  expect((await ask(ada, { q, band: ['review'] })).cases.map(({ account }) => account)).toEqual([`${q}two`]);
  expect((await ask(ada, { q: 'élodie' })).cases.map(({ account }) => account)).toEqual([`${q}one`]);
  expect((await ask(ada, { q: `${q}%` })).cases.map(({ account }) => account)).toEqual([`${q}two`]);
});

test('what an address says wrongly is as if it were not said', async () => {
  const page = await queuePage(ada, { view: 'nonsense', sort: 'cost', band: 'red', stake: 'much', after: '1; drop table cases', open: 4 } as unknown as Parameters<typeof queuePage>[1]);
  expect(page.ok).toBe(true);
});

test('the views count what they show, and settled cases nowhere', async () => {
  const before = await queueTabs(ada, {});
  await openCase({ stakeUsd: 0, columns: { dueAt: clock.now() - HOUR } });
  await openCase({ stakeUsd: 0, columns: { status: 'settled', settledAt: clock.now(), outcome: 'dismiss' } });
  await openCase({ columns: { wokenBy: 'returned', priority: 1_000_000 - 20_000 } });
  await openRing(2);
  const after = await queueTabs(ada, {});
  if (!before.ok || !after.ok) throw new Error('refused');
  const grown = Object.fromEntries(Object.entries(after.value).map(([view, n]) => [view, n - before.value[view as keyof typeof before.value]]));
  expect(grown).toMatchObject({ open: 4, overdue: 1, returned: 1, rings: 1, 'no-money': 1, mine: 0, answered: 0 });
});

test('a named view is counted by what it asks for, a ring once in the view of rings, and not again for a moment', async () => {
  const counting = async (...views: object[]) => {
    const found = await viewCounts(ada, { views } as Parameters<typeof viewCounts>[1]);
    if (!found.ok) throw new Error(found.words);
    return found.value;
  };
  const q = mark();
  await openCase({ account: `${q}low`, stakeUsd: 10 });
  await openCase({ account: `${q}high`, stakeUsd: 9_000 });
  const [before = 0] = await counting({ view: 'rings' });
  await openRing(3);
  expect(await counting({ q }, { q, stake: 5_000 }, { q: 'nothing of that name' })).toEqual([2, 1, 0]);
  // Another filter that leaves the same out, so that it is counted now; the first is told as it was.
  expect(await counting({ view: 'rings', stake: 0.01 }, { view: 'rings' })).toEqual([before + 1, before]);
});

test('cases by whom they wait for, and by what their reasons are of', async () => {
  const q = mark();
  const until = clock.now() + HOUR;
  const [free, mine, asked, proposed] = [
    await openCase({ account: `${q}free`, columns: { reasons: [{ family: 'payout', words: 'Paid out to somebody else' }] } }), await openCase({ account: `${q}mine` }),
    await openCase({ account: `${q}asked`, columns: { status: 'asked', askedAt: clock.now(), askedUntil: until } }), await openCase({ account: `${q}proposed`, columns: { status: 'proposed' } }),
  ];
  await claimCase(ben, { caseId: mine.caseId });
  const found = async (what: Record<string, unknown>) => (await ask(ada, { q, ...what })).cases.map(({ id }) => id);
  expect([await found({ state: 'free' }), await found({ state: 'held' }), await found({ state: 'asked' }), await found({ state: 'proposed' })]).toEqual([[free.caseId], [mine.caseId], [asked.caseId], [proposed.caseId]]);
  expect(await found({ family: 'payout', state: 'free' })).toEqual([free.caseId]);
  expect(await found({ family: 'time' })).toEqual([]);
  // A lease that has lapsed and a question whose time has passed hold nobody up.
  await arrange((tx) => tx.update(cases).set({ leaseUntil: clock.now() - MINUTE }).where(eq(cases.id, mine.caseId)));
  await arrange((tx) => tx.update(cases).set({ askedUntil: clock.now() - MINUTE }).where(eq(cases.id, asked.caseId)));
  expect((await found({ state: 'free' })).toSorted()).toEqual([free.caseId, mine.caseId, asked.caseId].toSorted());
});

test('the cases that one person holds, by their id; a lease that has lapsed holds nothing', async () => {
  const q = mark();
  const { caseId } = await openCase({ account: `${q}one` });
  await openCase({ account: `${q}two` });
  await claimCase(ben, { caseId });
  expect((await ask(ada, { q, held: ben.id })).cases.map(({ id }) => id)).toEqual([caseId]);
  expect((await ask(ada, { q, held: ada.id })).cases).toEqual([]);
  await arrange((tx) => tx.update(cases).set({ leaseUntil: clock.now() - MINUTE }).where(eq(cases.id, caseId)));
  expect((await ask(ada, { q, held: ben.id })).cases).toEqual([]);
});
