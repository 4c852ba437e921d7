import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { arrange, freshAccount, openCase, openRing, policyFor, staffFor } from '../../../db/factories';
import { sandbox } from '../../../db/sandbox';
import { accounts, batches, events, links, policyDrafts, rarityTables, ringMembers, rings, standings } from '../../../db/schema';
import { digestOfPolicy } from '../../policy/difference';
import { startDraft } from '../../policy/commands/start-draft';
import { STANDARD_POLICY as STANDARD } from '../../policy/standard';
import { proposedBy } from '../../decisions/proposed.fixture';
import { evidence, linksOf } from '../../evidence/queries/panels';
import { WORKER, type Staff } from '../../staff/actor';
import { advanceBacktest } from '../commands/advance-backtest';
import { countReports } from '../commands/count-reports';
import { startBacktest } from '../commands/start-backtest';
import { backtestMovesPage, draftPage, learningPage, policyOverview, policyVersion, signalPage } from './policies';
import { ringList, ringPage } from './rings';

/** As `policyFor` puts it in force. */
const STANDARD_POLICY = { ...STANDARD, queue: { ...STANDARD.queue, sampleShare: 0 } };

sandbox();
let cleo: Staff;
let ada: Staff;
beforeAll(async () => {
  await policyFor();
  [cleo, ada] = [await staffFor('admin', { name: 'Cleo' }), await staffFor('moderator', { name: 'Ada' })];
});

const must = async <Value>(result: Promise<{ ok: true; value: Value } | { ok: false; words: string }>): Promise<Value> => { const found = await result; if (!found.ok) throw new Error(found.words); return found.value; };

describe('the policy screens', () => {
  test('a platform without accounts has a policy, signals and nothing counted', async () => {
    expect(await must(policyOverview(ada, {}))).toMatchObject({ policy: STANDARD_POLICY, counted: null, drafts: [], shadow: null, versions: [{ version: 1, by: 'factory', second: null }] });
    expect(await policyVersion(ada, { version: 9 })).toMatchObject({ ok: false, code: 'not-found' });
    expect(await must(policyVersion(ada, { version: 1 }))).toMatchObject({ against: null, changes: null });
    for (const draft of ['none', 'no\u0000ne']) expect(await draftPage(ada, { draft })).toMatchObject({ code: 'not-found' });
    expect(await must(learningPage(ada, {}))).toMatchObject({ rows: [], cases: { against: 0, cleared: 0, drawn: 0 } });
  });

  test('a draft shows what it changes, what it did to history and who may do what', async () => {
    const opened = await openCase({ name: 'Mallory Hale' });
    const { account } = opened;
    const { draft } = await must(startDraft(cleo, { title: 'Watch only' }));
    const content = { ...STANDARD_POLICY, bands: { watch: -3, review: 18, act: 19 } };
    await arrange((tx) => tx.update(policyDrafts).set({ content: { ...content, title: 'Watch only' }, digest: digestOfPolicy(content) }).where(eq(policyDrafts.id, draft)));
    const { backtest } = await must(startBacktest(cleo, { draft }));
    while (!(await must(advanceBacktest(WORKER, { backtest }))).ended);
    const page = await must(draftPage(cleo, { draft }));
    expect(page).toMatchObject({ status: 'draft', changes: [{ field: 'Review begins at' }, { field: 'Act begins at' }], stands: { tried: true }, backtests: [{ status: 'done', current: true, tally: { accounts: 1, closing: 1 } }], gates: { propose: { state: 'open' }, countersign: { state: 'locked' } } });
    expect(page.histogram.reduce((sum, accounts) => sum + accounts, 0)).toBe(1);
    expect((await must(draftPage(ada, { draft }))).gates.edit).toMatchObject({ state: 'locked', code: 'not-allowed' });
    expect(await must(backtestMovesPage(ada, { backtest, was: 'act' }))).toMatchObject({ moves: [{ account, name: 'Mallory Hale', was: 'act', band: 'watch' }], covered: 0, after: null });
    expect((await must(backtestMovesPage(ada, { backtest, was: 'clear' }))).moves).toEqual([]);
    // Whoever may still be the blind second reader hears that one is left out, and not which way it moves.
    await proposedBy(ada, { opened });
    for (const was of ['act', 'clear'] as const) expect(await must(backtestMovesPage(cleo, { backtest, was }))).toEqual({ moves: [], covered: 1, after: null });
    expect(await must(backtestMovesPage(ada, { backtest }))).toMatchObject({ moves: [{ account }], covered: 0 });
  });

  test('a signal’s page tells its rule through the versions, and its card once it was counted', async () => {
    expect(await signalPage(ada, { signal: 'Z9' })).toMatchObject({ ok: false, code: 'not-found' });
    await must(countReports(WORKER, {}));
    expect(await must(signalPage(ada, { signal: 'D3' }))).toMatchObject({ steps: [{ version: 1, rule: { state: 'on', factor: 1 } }], signal: { card: { fired: { act: 1 } } } });
  });
});

describe('rings', () => {
  test('a list and a page: members on their own evidence, what ties them, how it grew', async () => {
    const { ring, members } = await openRing(3);
    const [first, second] = members.map(({ account }) => account) as [string, string];
    const gone = freshAccount();
    await arrange(async (tx) => {
      await tx.insert(links).values([first, second].map((account) => ({ kind: 'device_token', digest: 'ab'.repeat(16), account, firstAt: 1_000, lastAt: 2_000, days: 3 })));
      await tx.insert(ringMembers).values({ account: gone, ring, strength: 0.5, joinedAt: 5_000, leftAt: 9_000 });
    });
    expect((await must(ringList(ada, {}))).rings).toMatchObject([{ id: ring, name: 'Kestrel', size: 3, open: 3, bands: { act: 3 } }]);
    expect((await must(ringList(ada, { ended: true }))).rings).toEqual([]);
    const page = await must(ringPage(ada, { ring }));
    expect(page).toMatchObject({ name: 'Kestrel', kinds: ['payout instrument', 'device'], members: [{ band: 'act' }, { band: 'act' }, { band: 'act' }], history: [{ at: 5_000, words: `${gone} joins` }, { at: 9_000, words: `${gone} leaves` }, { words: expect.stringContaining('form the ring') as string }] });
    expect(page.links).toMatchObject([{ label: 'D-ABAB', kind: 'device', members: [first, second].sort(), hub: false }]);
    expect(page.columns.map(({ signal }) => signal)).toContain('P1');
    expect(Object.values(page.members[0]!.cells).every((cell) => typeof cell !== 'number' || cell > 0)).toBe(true);
    expect(await ringPage(ada, { ring: 'ring_none' })).toMatchObject({ code: 'not-found' });
  });

  test('clients in common stand among what ties it, between members that share something else and nobody else', async () => {
    const { ring, members } = await openRing(3);
    const [first, second, third] = members.map(({ account }) => account) as [string, string, string];
    const [mate, other, many] = ['of two', 'of another', 'of many'].map((name) => `${ring} ${name}`) as [string, string, string];
    const works = [[first, mate, 9_000], [first, mate, 7_000], [second, mate, 8_000], [second, other, 8_000], [third, other, 8_000], [first, many, 8_000], [second, many, 8_000]] as const;
    await arrange(async (tx) => {
      await tx.insert(rarityTables).values({ version: 1, asOf: 10_000, accounts: 1_000, content: { client: { [mate]: 2, [other]: 2, [many]: 12 } } });
      await tx.insert(links).values([first, second].map((account) => ({ kind: 'device_token', digest: 'cd'.repeat(16), account, firstAt: 1_000, lastAt: 2_000, days: 3 })));
      for (const { account } of members) await tx.update(accounts).set({ clients: [...new Set(works.filter(([who]) => who === account).map(([, client]) => client))].sort(), timeZone: 'Asia/Tokyo' }).where(eq(accounts.account, account));
      await tx.insert(batches).values({ id: ring, source: 'http', sentBy: 'key', receivedAt: 10_000, latestAt: 9_000, accepted: works.length, duplicates: 0, rejected: 0 });
      await tx.insert(events).values(works.map(([account, client, at], index) => ({ account, id: `${ring} ${index}`, type: 'contract.started', at, receivedAt: 10_000, data: { contract: `${ring} ${index}`, client }, batch: ring })));
    });
    const page = await must(ringPage(ada, { ring }));
    expect(page.links.map(({ label, kind, members: of, accounts: all, rarity, since, there, nats }) => ({ label, kind, of, all, rarity, since, there, nats }))).toEqual([
      { label: 'D-CDCD', kind: 'device', of: [first, second].sort(), all: 2, rarity: '1 in 500', since: 1_000, there: 'Asia/Tokyo', nats: 3 },
      { label: expect.stringMatching(/…$/) as string, kind: 'client', of: [first, second].sort(), all: 2, rarity: '1 in 500', since: 7_000, there: 'Asia/Tokyo', nats: 2 },
    ]);
    const drawn = (await must(evidence(ada, { account: first }))).panel('links', null);
    expect(drawn).toMatchObject({ edges: expect.arrayContaining([{ account: first, identifier: `client ${mate}`, weight: 2, solid: true, says: '2 contracts, begun 1 Jan 1970' }]) as unknown });
    expect((await must(linksOf(ada, { account: second }))).why).toContainEqual({ identifier: `client ${mate}`, words: `Client ${mate} of 2 accounts; counts only beside something else that is shared` });
    expect((await must(linksOf(ada, { account: third }))).identifiers).toEqual([]);
  });

  test('of a ring that came apart every member counts once, however often it joined', async () => {
    const { ring, members } = await openRing(3);
    await arrange(async (tx) => {
      await tx.update(ringMembers).set({ leftAt: 9_000 }).where(eq(ringMembers.ring, ring));
      await tx.insert(ringMembers).values({ account: members[0]!.account, ring, strength: 0.5, joinedAt: 5_000, leftAt: 7_000 });
      await tx.update(rings).set({ endedAt: 9_000 }).where(eq(rings.id, ring));
    });
    expect((await must(ringList(ada, { ended: true }))).rings).toMatchObject([{ id: ring, size: 3 }]);
  });

  test('whoever may still be the blind second reader of a member is not shown where it stands; everybody else is', async () => {
    const { ring, members } = await openRing(3);
    await proposedBy(ada, { opened: members[0] });
    const [blind, open] = [await must(ringPage(cleo, { ring })), await must(ringPage(ada, { ring }))];
    expect(blind.members.find(({ account }) => account === members[0]!.account)).toMatchObject({ covered: true, band: null, logOdds: 0, story: null });
    expect(blind.members.filter(({ covered }) => covered)).toHaveLength(1);
    expect(open.members.every(({ covered, band }) => !covered && band === 'act')).toBe(true);
    expect((await must(ringList(cleo, {}))).rings.find(({ id }) => id === ring)?.bands).toBeNull();
  });

  test('a member that is not assessed yet has no band, and its cells are not known', async () => {
    const { ring, members } = await openRing(3);
    await arrange((tx) => tx.delete(standings).where(eq(standings.account, members[0]!.account)));
    const page = await must(ringPage(ada, { ring }));
    const bare = page.members.find(({ account }) => account === members[0]!.account);
    expect(bare).toMatchObject({ band: null, covered: false });
    expect(Object.values(bare!.cells).every((cell) => cell === null)).toBe(true);
  });
});
