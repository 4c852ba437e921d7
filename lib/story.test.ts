import { expect, test } from 'vitest';
import { filedAppeal, mayAppeal, mayHear, moveAppeal } from './appeals/appeal';
import { gateOf, move, type Case, type CaseMove } from './cases/case';
import { openingFor } from './cases/opening';
import { USUAL_SETTINGS } from './cases/queue-settings';
import type { Touch } from './cases/touch';
import { fitsFields, isInForce, mayCountersign, ordersOf, ordersToLift, reconcile, statusOf, type Countersignature, type Decision, type Lifting } from './decisions/decision';
import { fitsGrounds, groundsNamed, statementOf } from './decisions/ground';
import { measureNamed, measuresFor } from './decisions/ladder';
import { lintNotice } from './decisions/lint';
import { blanksIn, fillBlanks, noticeIn, plainText } from './decisions/notice';
import { applyOrder, NOTHING_IN_EFFECT, orderBody, takenBackBy } from './enforcement/order';
import { isSignedBy, secretOf, signedHeaders } from './enforcement/signature';
import { historyOf } from './enrichment/chronicle';
import { canTell } from './evidence/can-tell';
import { blindView, exhibitSet, isIntact, sealOf } from './evidence/exhibit';
import { sentencesOf } from './evidence/sentence';
import { checkEvent } from './intake/event';
import { scrub } from './intake/scrub';
import type { StoredEvent } from './intake/stored-event';
import { DAY, HOUR, type Instant } from './kernel/instant';
import { ENGLISH } from './kernel/language';
import { identifiersIn } from './links/identifiers';
import { HUB_ABOVE, type Neighbourhood } from './links/link';
import { usdOf } from './policy/policy';
import { STANDARD_POLICY } from './policy/standard';
import type { Assessment } from './risk/assessment';
import { circumstancesOf } from './risk/circumstances';
import { ceilingOf } from './risk/rules';
import { assess } from './risk/scorecard';
import { SIGNALS, signalOf } from './signals/kinds/index';
import { readAll } from './signals/reading';
import type { Actor } from './staff/actor';
import type { SessionFacts } from './enrichment/history';
import { factAbout, MALLORYS, MONDAY, OTHERS, spotOf, TRENTS_EVENTS, type Told } from './story.fixture';

// READ THIS FIRST: the whole product in pure functions, from events to a granted appeal. The commands only keep what happens here.

const staff = (id: string, role: 'moderator' | 'admin'): Actor => ({ kind: 'staff', id, name: id, role });
const [ada, ben, cleo] = [staff('ada', 'moderator'), staff('ben', 'moderator'), staff('cleo', 'admin')];
const worker: Actor = { kind: 'machine', id: 'worker' };
const policy = STANDARD_POLICY;
const KEY = new Uint8Array(32).fill(7);
const NOW = MONDAY + 51 * DAY;

/** Intake and enrichment: what a platform tells is checked, scrubbed of raw identifiers, and learns its facts. */
function received(events: readonly Told[]): { kept: StoredEvent[]; facts: Map<string, SessionFacts> } {
  const facts = new Map();
  const kept = events.map((raw) => {
    const checked = checkEvent(raw, { now: NOW });
    if (!checked.ok) throw new Error(`${checked.refusal.path}: ${checked.refusal.message}`);
    const { data, address } = scrub(checked.event, KEY);
    if (address !== null) facts.set(checked.event.id, factAbout(address));
    return { ...checked.event, receivedAt: NOW, data };
  });
  return { kept, facts };
}

/** Links, signals and risk: what the account shows and shares becomes findings, and those one assessment. */
function assessed(account: string, events: readonly Told[]): Assessment {
  const { kept, facts } = received(events);
  const telling = { asOf: NOW, usd: (money: { amount: number; currency: string }, at: Instant) => usdOf(policy, money, at), spotOf };
  const histories = [...new Set(kept.map((event) => event.account))].map((each) => historyOf(each, kept, facts, telling));
  const links = histories.flatMap((history) => identifiersIn(history).map((row) => ({ ...row, account: history.account })));
  const own = links.filter((link) => link.account === account);
  const history = histories.find((each) => each.account === account)!;
  const neighbourhood: Neighbourhood = {
    identifiers: own.map((link) => {
      const others = links.filter((other) => other.kind === link.kind && other.digest === link.digest && other.account !== account);
      return { kind: link.kind, digest: link.digest, own: link, accounts: others.length + 1, hub: others.length >= HUB_ABOVE, share: null, others };
    }),
    neighbours: new Map(histories.filter((each) => each !== history).map((each) => [each.account, {
      account: each.account, registeredAt: each.registeredAt, surname: each.account, kind: 'individual' as const, organisation: null, closed: 'no' as const, instruments: [], documents: [], clients: [],
      closedAt: null, engagements: [], reviews: [], referred: [], schools: [], since: each.registeredAt, turnedAt: null,
    }])),
    ring: null, textTwins: [], photoTwins: [], templates: [], beats: new Map(),
  };
  const given = { history, neighbourhood, rarity: null, asOf: NOW };
  const readings = readAll(given, SIGNALS);
  const kinds = new Map(SIGNALS.map((signal) => [signal.id, signal]));
  return assess({ account, asOf: NOW, ...readings, circumstances: circumstancesOf(given), kinds, policy, rarityVersion: null });
}

const moved = (c: Case, m: CaseMove, who: Actor, now: Instant): Case => {
  const result = move(c, m, who, now);
  if (result.state === 'locked') throw new Error(result.reason);
  return result.case;
};

test('Mallory: from events to a granted appeal', () => {
  // Her events make findings, and those an assessment that opens a case.
  const assessment = assessed('mallory', [...MALLORYS, ...OTHERS]);
  expect(assessment).toMatchObject({ band: 'act', strength: 'strong' });
  expect(openingFor(assessment, false, null, policy)).toMatchObject({ becomes: 'opens' });
  let c: Case = {
    id: 'case', account: 'mallory', status: 'waiting', version: 1, openedAt: NOW, dueAt: NOW + DAY, settledAt: null, claimedBy: null, leaseUntil: null, askedAt: null, askedUntil: null,
    answeredAt: null, heldUntil: null, wokenBy: null, ring: assessment.ring, band: assessment.band, logOdds: assessment.logOdds,
  };
  const beyond = { ceiling: ceilingOf(assessment), hold: null, queue: { group: '', settings: USUAL_SETTINGS } };
  const closure = (now: Instant) => measuresFor(c, ada, beyond, now).find(({ measure }) => measure.id === 'closure');

  // Ada claims. Closure is locked until Mallory has been asked, and seven days have passed without an answer.
  c = moved(c, { name: 'claim' }, ada, NOW);
  expect(closure(NOW)).toMatchObject({ state: 'locked', reason: 'Needs a reply first: the holder has not been asked.' });
  const askedAt = NOW + HOUR / 4;
  c = moved(c, { name: 'ask', until: askedAt + policy.limits.replyWindowDays * DAY }, ada, askedAt);
  const later = askedAt + 7 * DAY;
  c = moved(moved(c, { name: 'replyLapsed' }, worker, later), { name: 'claim' }, ada, later);
  expect(closure(later)).toMatchObject({ state: 'countersigned' });

  // Ada proposes. At that click the evidence is sealed and the notice drafted.
  const decision: Decision = {
    id: 'dec_1', case: 'case', account: 'mallory', measure: 'closure', fields: { answersStory: 'Two other accounts are paid to the same wallet.' }, grounds: ['2.4'], needsSecond: true, ring: null, renews: null, wave: null,
    proposedBy: 'ada', proposedAt: later,
  };
  const measure = measureNamed('closure')!;
  expect([fitsFields('closure', decision.fields, policy.limits), fitsGrounds(measure, decision.grounds, policy.grounds)].map((gate) => gate.state)).toEqual(['open', 'open']);
  const exhibits = assessment.findings.map((finding) => ({ shape: signalOf(finding.signal)!.exhibit, title: finding.title, content: { words: finding.words, value: finding.value } }));
  const set = exhibitSet({ case: 'case', assessment, exhibits, panelsOpened: ['verdict', 'same-hands', 'devices'], sealedAt: later });
  const digest = sealOf(set);
  c = moved(c, { name: 'propose' }, ada, later);
  const touches: Touch[] = [{ staff: 'ada', how: 'claimed', at: NOW }, { staff: 'ada', how: 'asked', at: askedAt }, { staff: 'ada', how: 'proposed', at: later }];
  expect(statusOf(decision, [], [], later)).toBe('proposed');

  // Ada cannot countersign, as an admin no more than as a moderator. Cleo reads the sealed evidence blind and comes to the same measure.
  expect(mayCountersign(staff('ada', 'admin'), decision, 'proposed', touches)).toMatchObject({ code: 'conflict' });
  expect(mayCountersign(cleo, decision, 'proposed', touches).state).toBe('open');
  expect(JSON.stringify(blindView(set))).not.toContain(String(assessment.logOdds));
  const reading = { measure: 'closure', fields: { answersStory: 'Nothing explains the two accounts.' }, grounds: ['2.4'] };
  expect(reconcile(decision, reading)).toBe('settles');
  const signedAt = later + HOUR;
  const countersignature: Countersignature = { ...reading, decision: 'dec_1', by: 'cleo', at: signedAt, words: 'The shared wallet decides it.', agrees: true };
  touches.push({ staff: 'cleo', how: 'countersigned', at: signedAt });
  c = moved(c, { name: 'confirm' }, cleo, signedAt);
  expect(c).toMatchObject({ status: 'settled', settledAt: signedAt });
  expect(isInForce(decision, [countersignature], [], signedAt)).toBe(true);

  // The platform receives one order, signed.
  const issued = ordersOf(decision, signedAt).map((draft) => orderBody(draft, { order: 'ord_1', account: 'mallory', decision: 'dec_1', issuedAt: signedAt }));
  expect(issued.map((order) => order.kind)).toEqual(['account.close']);
  const secrets = [secretOf(KEY)];
  expect(isSignedBy(signedHeaders('ord_1', signedAt, JSON.stringify(issued[0]), secrets), JSON.stringify(issued[0]), secrets, signedAt)).toBe(true);
  const closed = issued.reduce(applyOrder, NOTHING_IN_EFFECT);
  expect(Object.keys(closed.effects)).toEqual(['ord_1']);

  // Mallory reads why, in sentences that she can answer.
  const grounds = groundsNamed(decision.grounds, policy.grounds);
  const sender = { name: 'Worklane', contact: 'the address of this mail' };
  const told = sentencesOf(statementOf(assessment.findings.map((finding) => canTell(finding))), 'seen', assessment.findings, 'en');
  const about = { holder: 'Mallory', decision: 'D-1', measure: 'closure', sender };
  const notice = noticeIn({ kind: 'measure', ...about, fields: decision.fields, effectiveAt: signedAt, grounds, terms: 'en', told, asked: [], inFavour: [], signedBy: 'Wren', readTwice: true, limits: policy.limits }, ENGLISH);
  expect(blanksIn(notice, 'sealing')).toEqual([]);
  expect(lintNotice(notice, ['oscar', 'sybil'])).toEqual([]);
  expect(plainText(fillBlanks(notice, { appeal_link: 'https://desk.example/appeal/token' }))).toContain('after your identity check, your account has been used on a device that we had not seen before');

  // She appeals. Cleo and Ada cannot hear it; Ben, who never touched the case, does, and grants.
  const appealedAt = signedAt + 2 * DAY;
  expect(mayAppeal(decision, 'confirmed', signedAt, null, policy.limits, appealedAt).state).toBe('open');
  const hearing = { decision, countersignatures: [countersignature], touches };
  for (const person of [ada, cleo]) expect(mayHear(person, decision, [countersignature], touches)).toMatchObject({ code: 'conflict' });
  const taken = moveAppeal(filedAppeal('app_1', decision, policy.limits, appealedAt), 'take', hearing, ben, appealedAt);
  if (taken.state === 'locked') throw new Error(taken.reason);
  const granted = moveAppeal(taken.appeal, 'grant', hearing, ben, appealedAt + HOUR / 2, 'The receipts show a family business that was never registered.');
  expect(granted).toMatchObject({ appeal: { status: 'granted', heardBy: 'ben' } });

  // The opposite order leaves nothing in effect, the decision is lifted, and the evidence is still what it was.
  const lifting: Lifting = { decision: decision.id, by: 'ben', at: appealedAt + HOUR / 2, cause: 'appeal-granted', because: null, words: 'Receipts.' };
  const orders = ordersToLift(decision, [countersignature], lifting.cause);
  const opposite = orders.map((draft) => orderBody(draft, { order: 'ord_2', account: 'mallory', decision: 'dec_1', issuedAt: lifting.at, replaces: takenBackBy(draft, issued) }));
  expect(opposite).toMatchObject([{ kind: 'account.reopen', replaces: 'ord_1' }]);
  expect(opposite.reduce(applyOrder, closed).effects).toEqual({});
  expect(statusOf(decision, [countersignature], [lifting], lifting.at)).toBe('lifted');
  expect(plainText(noticeIn({ kind: 'appeal-granted', ...about, heardBy: 'Finch', reasons: { words: 'The receipts show a family business.', language: 'en' }, decidedAt: lifting.at }, ENGLISH))).toContain('Everything is put back');
  expect(isIntact(set, digest)).toBe(true);
  expect(gateOf(c, 'claim', ben, lifting.at).state).toBe('locked');
});

test('Trent, who travels, never gets past watch: no case opens', () => {
  const assessment = assessed('trent', TRENTS_EVENTS);
  expect(['clear', 'watch']).toContain(assessment.band);
  expect(openingFor(assessment, false, null, policy)).toMatchObject({ becomes: 'nothing' });
  for (let events = 10; events < TRENTS_EVENTS.length; events += 40) expect(['clear', 'watch']).toContain(assessed('trent', TRENTS_EVENTS.slice(0, events)).band);
});
