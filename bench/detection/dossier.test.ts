import { eq } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { policyFor, staffFor } from '../../db/factories';
import { sandbox } from '../../db/sandbox';
import { cases, decisions, exhibitSets } from '../../db/schema';
import { assessUpTo } from '../../cli/assess-run';
import { reading } from '../../db/client';
import { accountPage } from '../../lib/appeals/queries/account-page';
import { claimCase } from '../../lib/cases/commands/claim-case';
import { casePage } from '../../lib/cases/queries/case-page';
import { proposeDecision } from '../../lib/decisions/commands/propose-decision';
import { caseDecisions } from '../../lib/decisions/queries/case-decisions';
import { isIntact } from '../../lib/evidence/exhibit';
import { DRAWN_PANELS, panelIn, type PanelContent } from '../../lib/evidence/panels';
import { accountEvents } from '../../lib/evidence/queries/account-events';
import { evidence } from '../../lib/evidence/queries/panels';
import { verdict } from '../../lib/evidence/queries/verdict';
import { receiveEvents } from '../../lib/intake/commands/receive-events';
import { canonicalJson } from '../../lib/kernel/canonical';
import { clock } from '../../lib/kernel/clock';
import { DAY, MINUTE } from '../../lib/kernel/instant';
import type { Result } from '../../lib/kernel/result';
import { OPERATOR, type Staff } from '../../lib/staff/actor';
import { CAST } from './cast';
import { world } from './world';

// The dossier on generated events, taken in by the product's own intake: what a moderator sees of Mallory.

sandbox();
let ada: Staff;
let cleo: Staff;
let dov: Staff;

const given = async <Value>(asked: Promise<Result<Value>>): Promise<Value> => {
  const result = await asked;
  if (!result.ok) throw new Error(`${result.code}: ${result.words} ${JSON.stringify(result.fields)}`);
  return result.value;
};

beforeAll(async () => {
  await policyFor();
  [ada, cleo, dov] = await Promise.all([staffFor('moderator', { name: 'Ada' }), staffFor('admin', { name: 'Cleo' }), staffFor('auditor', { name: 'Dov' })]);
  const now = clock.now() - 10 * MINUTE;
  const events = [...world({ seed: 'dossier', accounts: 60, days: 90, now })].map(({ event }) => event);
  for (let from = 0; from < events.length; from += 1_000) {
    await given(receiveEvents(OPERATOR, { arrivals: events.slice(from, from + 1_000).map((raw, index) => ({ index, raw })) }));
  }
  await assessUpTo(now);
}, 300_000);

type Drawn<Id extends PanelContent['panel']> = Exclude<Extract<PanelContent, { panel: Id }>, { nothing: unknown }>;
async function drawn<Id extends PanelContent['panel']>(id: Id, account: string = CAST.mallory): Promise<Drawn<Id>> {
  const content = (await given(evidence(ada, { account }))).panel(id, null);
  if (content.panel !== id || 'nothing' in content) throw new Error(`${id} shows nothing: ${JSON.stringify(content)}`);
  return content as Drawn<Id>;
}

async function openCaseOf(account: string): Promise<string> {
  const [row] = await reading().select({ id: cases.id }).from(cases).where(eq(cases.account, account));
  if (!row) throw new Error(`${account} has no case`);
  return row.id;
}

test('the verdict tells what speaks for and against, each line with the events behind it', async () => {
  const told = await given(verdict(ada, { account: CAST.mallory }));
  expect(['review', 'act']).toContain(told.band);
  expect(told.lines.map(({ id }) => id)).toEqual(expect.arrayContaining(['D1', 'P1']));
  for (const line of told.lines.filter(({ evidence }) => evidence.length > 0)) expect(line.rows.length, line.id).toBeGreaterThan(0);
  expect(told.story?.explains).toMatch(/^Explains \d+ of \d+ lines?\./);
  expect(told.sum.steps.reduce((sum, step) => sum + step.llr, told.sum.from)).toBeCloseTo(told.sum.to, 6);
  expect(JSON.stringify(told)).not.toMatch(/\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}|@example\.com/);
});

test('every row behind a line can be come to, page by page, and a line that is no more has none', async () => {
  const { lines } = await given(verdict(ada, { account: CAST.mallory }));
  const long = lines.find(({ more }) => more > 0)!;
  const seen: string[] = [];
  for (let before: { at: number; id: string } | null | undefined; before !== null;) {
    const page: { events: readonly { event: string }[]; behind: unknown; next: { at: number; id: string } | null } = await given(accountEvents(dov, { account: CAST.mallory, behind: long.id, before: before ?? null, limit: 5 }));
    expect(page.behind).toEqual({ words: long.words, events: long.evidence.length });
    seen.push(...page.events.map(({ event }) => event));
    before = page.next;
  }
  expect(seen.toSorted()).toEqual([...new Set(long.evidence)].toSorted());
  expect(await given(accountEvents(dov, { account: CAST.mallory, behind: 'no such line', limit: 5 }))).toEqual({ events: [], behind: null, next: null });
});

test('the timeline shows the handover between two devices', async () => {
  const timeline = await drawn('same-hands');
  expect(timeline.handover?.words).toMatch(/lanes change within|Only new devices after the check/);
  const devices = timeline.lanes.find(({ id }) => id === 'device')!.bars;
  expect(new Set(devices.map(({ hand }) => hand))).toContain('other');
  expect(devices.filter(({ from }) => from < timeline.handover!.from).every(({ hand }) => hand === 'verified')).toBe(true);
  expect(timeline.lanes.find(({ id }) => id === 'checks')!.marks.length).toBeGreaterThan(0);
  expect(timeline.hours.some(({ hand, hours }) => hand === 'other' && hours.some((share) => share > 0))).toBe(true);
});

test('the map has the declared place and exits that say nothing of place', async () => {
  const map = await drawn('geography');
  expect(map.places.find(({ mark }) => mark === 'declared')).toMatchObject({ hand: 'verified' });
  expect(map.places.filter(({ mark }) => mark === 'exit').every(({ hand, radiusKm }) => hand === 'unknown' && radiusKm === null)).toBe(true);
  expect(map.days.length).toBeGreaterThan(60);
});

test('clock, devices, links, money, identity and text are made from the same events', async () => {
  const clockPanel = await drawn('clock');
  expect(clockPanel.inner?.says).toMatch(/Fits (UTC|no zone)/);
  expect(clockPanel.outer?.hand).toBe('other');
  const devices = await drawn('devices');
  expect(devices.devices.find(({ hand }) => hand === 'other')).toMatchObject({ accounts: expect.any(Number), remote: expect.stringContaining('irtual display') });
  const links = await drawn('links');
  expect(links.accounts.filter(({ role }) => role === 'other').length).toBeGreaterThanOrEqual(3);
  expect(links.identifiers.some(({ kind }) => kind === 'payout instrument')).toBe(true);
  const money = await drawn('money');
  expect(money.instruments.map(({ id }) => id)).toEqual(['··0932', '··4417']);
  expect(money.turn?.words).toMatch(/^Since .+% paid out$/);
  expect((await drawn('identity')).steps.some(({ state }) => state === 'passed')).toBe(true);
  for (const id of DRAWN_PANELS) expect((await given(evidence(dov, { account: CAST.mallory }))).panel(id, null), id).toMatchObject({ panel: id });
});

test('Trent’s hands are his own throughout', async () => {
  const timeline = await drawn('same-hands', CAST.trent);
  expect(timeline.handover).toBeNull();
  expect(timeline.lanes.flatMap(({ bars }) => bars).some(({ hand }) => hand === 'other')).toBe(false);
});

test('another range narrows every panel', async () => {
  const shown = await given(evidence(ada, { account: CAST.mallory }));
  const { to } = await drawn('same-hands');
  const map = shown.panel('geography', { from: to - 30 * DAY, to });
  expect('days' in map && map.days.length).toBe(31);
  expect(shown.who().touches.facts.map(({ term }) => term)).toContain('Cleared, not yet paid');
});

test('a proposal seals what the page showed, and covers the page from whoever may countersign it', async () => {
  const caseId = await openCaseOf(CAST.mallory);
  await given(claimCase(ada, { caseId }));
  const page = await given(casePage(ada, { caseId }));
  expect(page).toMatchObject({ lease: { state: 'yours' }, gates: { propose: { state: 'open' } }, account: { id: CAST.mallory } });
  const offered = await given(caseDecisions(ada, { caseId }));
  if (offered.covered) throw new Error('covered');
  expect(offered.measures.find(({ id }) => id === 'closure')).toMatchObject({ state: 'locked', reason: expect.stringContaining('has not been asked') });
  expect(offered.measures.find(({ id }) => id === 'ask')!.fields.find(({ name }) => name === 'questions')!.value).toContain('computer');
  expect(offered.grounds.some(({ suggested }) => suggested)).toBe(true);
  const suspension = offered.measures.find(({ id }) => id === 'suspension')!;
  expect(suspension.draft).toContain('your account');

  const told = await given(evidence(ada, { account: CAST.mallory }));
  const shown = DRAWN_PANELS.map((id) => told.panel(id, null));
  const proposed = await given(proposeDecision(ada, { caseId, version: page.version, measure: 'suspension', fields: { days: 30 }, grounds: ['2.4'], statement: suspension.draft ?? '', reason: 'The shared instrument is real.', panels: ['same-hands'] }));
  const [sealed] = await reading().select({ content: exhibitSets.content, digest: exhibitSets.digest }).from(exhibitSets).innerJoin(decisions, eq(decisions.exhibits, exhibitSets.id)).where(eq(decisions.id, proposed.decision));
  expect(isIntact(sealed!.content, sealed!.digest)).toBe(true);
  const kept = sealed!.content.exhibits.map((exhibit) => panelIn(exhibit));
  for (const one of shown) expect(canonicalJson(kept.find((each) => each?.panel === one.panel)), one.panel).toBe(canonicalJson(one));

  expect(await given(caseDecisions(cleo, { caseId }))).toEqual({ covered: true, decision: proposed.decision });
  expect(await given(accountPage(cleo, { account: CAST.mallory }))).toMatchObject({ covered: true, standing: null, assessments: [], decisions: [] });
  for (const reader of [ada, dov]) {
    const open = await given(caseDecisions(reader, { caseId }));
    expect(open.covered === false && open.decisions[0]).toMatchObject({ measure: 'Suspension, 30 days', status: 'proposed', lift: { state: 'locked' } });
    expect((await given(accountPage(reader, { account: CAST.mallory }))).decisions).toHaveLength(1);
  }
});

test('events are told in words, latest first, page by page and by kind', async () => {
  const first = await given(accountEvents(dov, { account: CAST.mallory, limit: 20 }));
  const second = await given(accountEvents(dov, { account: CAST.mallory, limit: 20, before: first.next }));
  expect(first.events).toHaveLength(20);
  expect(second.events[0]!.at).toBeLessThanOrEqual(first.events.at(-1)!.at);
  expect(new Set([...first.events, ...second.events].map(({ event }) => event)).size).toBe(40);
  const money = await given(accountEvents(dov, { account: CAST.mallory, group: 'money', limit: 50 }));
  expect(new Set(money.events.map(({ icon }) => icon))).toEqual(new Set(['wallet']));
});
