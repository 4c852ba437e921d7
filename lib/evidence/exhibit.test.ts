import { expect, test } from 'vitest';
import { canonicalJson } from '../kernel/canonical';
import { DAY } from '../kernel/instant';
import type { Assessment } from '../risk/assessment';
import { canTell, eachOnce, TELLABLE } from './can-tell';
import { blindView, exhibitSet, isIntact, sealOf } from './exhibit';
import { openedWords, PANELS } from './panel';
import { readerOf } from '../kernel/language';
import { moneyWords, momentWords } from './wording';

const AT = Date.UTC(2026, 8, 9, 8);
const story = { kind: 'new_laptop', words: 'A laptop bought in September.', explains: ['D3'], leaves: ['P1'], support: ['A laptop is declared.'], decides: 'A receipt.', share: 0.187654, llr: -1.234567 };
const assessment: Assessment = {
  account: 'mallory', assessedAt: AT, band: 'act', probability: 0.953421, logOdds: 3.019876, prior: -5.293305, own: 2.777777, strength: 'strong', families: ['device', 'payout'],
  findings: [{
    signal: 'D3', version: 2, family: 'device', strength: 'strong', llr: 3, quality: 1, firstAt: AT, lastAt: AT + DAY, value: { changed: 3 }, words: 'New device, none of the old ones', evidence: ['e1'],
    identifiers: [], counter: [], title: 'Other hands after the check', decides: 'A live check', raised: 3, counted: 3, standing: 'strong', fresh: 1, entered: 3,
  }],
  shadow: [], counter: [], pairs: [], spread: { ring: 'kestrel', posterior: 0.888888, strength: 0.5, llr: 0.3 }, missing: ['A live check'], unread: [], innocent: story, stories: [story], held: ['heldwords'], ring: 'kestrel', policyVersion: 4, rarityVersion: 7,
};
const set = exhibitSet({ case: 'case', assessment, exhibits: [{ shape: 'table', title: 'Devices', content: { rows: [1, 2] } }], panelsOpened: ['links', 'verdict', 'links', 'nonsense'], sealedAt: AT });

test('a set names the versions that made it and the panels that were opened', () => {
  expect(set).toMatchObject({ policyVersion: 4, rarityVersion: 7, signalVersions: { D3: 2 }, panelsOpened: ['verdict', 'links'], account: 'mallory' });
});

test('a seal survives the order of keys and a round trip, and breaks with one changed byte', () => {
  const stored = JSON.parse(canonicalJson(set)) as typeof set;
  expect(sealOf(stored)).toBe(sealOf(set));
  expect(isIntact(stored, sealOf(set))).toBe(true);
  expect(isIntact({ ...stored, sealedAt: stored.sealedAt + 1 }, sealOf(set))).toBe(false);
  expect(isIntact({ ...stored, assessment: { ...assessment, missing: [] } }, sealOf(set))).toBe(false);
});

test('the second reader sees each line with its weight, and nothing that combines them or gives the proposal away', () => {
  const blind = blindView(set);
  const text = JSON.stringify(blind);
  for (const covered of ['probability', '0.953421', '3.019876', '"band"', 'heldwords', '-1.234567', '-0.987654', '-5.293305', '2.777777', '0.888888', 'panelsOpened']) expect(text).not.toContain(covered);
  expect(Object.keys(blind.assessment)).not.toContain('strength');
  expect(blind.assessment.findings).toEqual(assessment.findings);
  expect(blind.assessment.innocent).toMatchObject({ words: story.words, decides: story.decides });
});

test('a set without an innocent story shows none', () => {
  expect(blindView({ ...set, assessment: { ...assessment, innocent: null, stories: [] } }).assessment.innocent).toBeNull();
});

test('what can be told is a dated sentence about the account; what cannot is null', () => {
  expect(canTell({ signal: 'D3', firstAt: AT, lastAt: AT + DAY })).toBe('Since 9 September 2026, after your identity check, your account has been used on a device that we had not seen before, and less or not at all on your earlier one.');
  expect(canTell({ signal: 'G2', firstAt: AT, lastAt: AT })).toContain('On 9 September 2026 ');
  // The same exit is not told twice with two dates.
  const told = (signal: string) => ({ signal, firstAt: AT, lastAt: AT });
  const [often, began, device] = [told('N1'), told('N2'), told('D3')];
  expect(eachOnce([often, device, began])).toEqual([device, began]);
  expect(eachOnce([often, device])).toEqual([often, device]);
  expect(canTell({ signal: 'G2', firstAt: AT, lastAt: AT + DAY })).toContain('Between 9 September 2026 and 10 September 2026 ');
  expect(canTell({ signal: 'X1', firstAt: AT, lastAt: AT })).toBeNull();
  for (const signal of TELLABLE) expect(canTell({ signal, firstAt: AT, lastAt: AT })).toMatch(/^[A-Z][^{}]*\.$/);
});

test('ten panels have ten digits, in the order of the keyboard', () => {
  expect(PANELS.map((panel) => panel.key).join('')).toBe('1234567890');
  expect(openedWords(['verdict', 'verdict', 'text', 'other'])).toBe('2 of 10 panels');
});

test('moments name their zone, and money an unknown currency as it is', () => {
  expect(momentWords(Date.UTC(2026, 10, 17, 0, 5))).toBe('17 November 2026, 00:05 UTC');
  // In English of Iran and Thailand the year is still everybody's.
  for (const tag of ['en-IR', 'en-TH']) expect(momentWords(Date.UTC(2026, 10, 17, 0, 5), readerOf({ tag, zone: null }))).toContain('2026');
  expect(momentWords(Date.UTC(2026, 10, 17, 22, 5), readerOf({ tag: 'en', zone: 'Asia/Tokyo' }))).toBe('17 November 2026, 22:05 UTC (18 November 2026, 07:05 Asia/Tokyo)');
  // A zone that reads the same at that moment says nothing more.
  expect(momentWords(Date.UTC(2026, 10, 17, 12, 18), readerOf({ tag: 'en', zone: 'Europe/London' }))).toBe('17 November 2026, 12:18 UTC');
  expect(moneyWords(1870, 'USD')).toBe('$1,870.00');
  expect(moneyWords(5, 'not a code')).toBe('not a code 5.00');
});
