import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HOUR } from '../kernel/instant';
import { BANDS } from '../risk/assessment';
import { partWords, settingsIn } from './queue-form';
import { BY_HAND, dueAt, dueWithin, groupWords, queueSettingsSchema, ruleWords, settingsChanges, soonerLook, USUAL_SETTINGS, type QueueSettings } from './queue-settings';

const S: QueueSettings = queueSettingsSchema.parse({
  ...USUAL_SETTINGS, bigStake: { usd: 5_000, hours: 12 }, hidden: ['closure'], groups: [{ name: 'Rings', members: ['ada'], hidden: [] }, { name: 'Hungarian', members: [], hidden: ['closure', 'suspension'] }],
  rules: [{ group: 'Rings', when: { ring: 'in', bands: ['act'] } }, { group: 'Hungarian', when: { languages: ['hu'], leastStake: 1_000 } }],
});

test('due times follow the band, and much at stake makes them sooner, never later', () => {
  expect(dueAt(USUAL_SETTINGS, 'act', 0, 0)).toBe(24 * HOUR);
  expect(dueAt(USUAL_SETTINGS, 'review', 1e6, 0)).toBe(72 * HOUR);
  expect(dueAt(S, 'review', 4_999, 0)).toBe(72 * HOUR);
  expect(dueAt(S, 'review', 5_000, 0)).toBe(12 * HOUR);
  expect(dueAt(S, 'clear', 5_000, 0)).toBeNull();
  const late = { ...S, bigStake: { usd: 1, hours: 500 } };
  fc.assert(fc.property(fc.constantFrom(...BANDS), fc.nat(20_000), (band, stake) => {
    expect(dueWithin(late, band, stake)).toBe(dueWithin(USUAL_SETTINGS, band, stake));
  }));
});

test('a look is promised sooner when band or stake rise, from that moment on, and is never put off', () => {
  const at = (band: (typeof BANDS)[number], stakeUsd = 0) => ({ band, stakeUsd });
  expect(soonerLook(S, at('review'), at('act'), 1_000)).toBe(1_000 + 24 * HOUR);
  expect(soonerLook(S, at('act'), at('review'), 1_000)).toBeNull();
  expect(soonerLook(S, at('act'), at('act'), 1_000)).toBeNull();
  expect(soonerLook(S, at('review', 10), at('review', 6_000), 1_000)).toBe(1_000 + 12 * HOUR);
  expect(soonerLook(S, at('review', 6_000), at('review', 10), 1_000)).toBeNull();
  expect(soonerLook(S, at('clear'), at('watch'), 0)).toBe(168 * HOUR);
});

describe('what may be set', () => {
  const wrong = (settings: object) => queueSettingsSchema.safeParse({ ...S, ...settings }).error?.issues.map(({ message }) => message);
  test.each([
    [{ hidden: ['dismiss'] }, 'Dismissing and asking are always offered: what lets a person go, and what lets them answer.'],
    [{ groups: [{ name: 'Rings', members: [], hidden: ['ask'] }], rules: [] }, 'Dismissing and asking are always offered: what lets a person go, and what lets them answer.'],
    [{ groups: [{ name: 'Rings', members: [], hidden: [] }, { name: 'rings', members: [], hidden: [] }], rules: [] }, 'Names of groups must differ.'],
    [{ rules: [{ group: 'Nobody', when: { ring: 'in' } }] }, 'There is no group “Nobody”.'],
    [{ rules: [{ group: 'Rings', when: {} }] }, 'A rule needs a condition, else every case would fit it.'],
    [{ dueHours: { ...S.dueHours, act: 0 } }, 'At least a part of an hour.'],
    [{ groups: [{ name: '-', members: [], hidden: [] }], rules: [] }, 'A group needs another name than that.'],
  ])('%j is refused', (settings, words) => expect(wrong(settings)).toContain(words));
});

test('words: what a rule says, why a case is in its group, what a change changed', () => {
  expect(S.rules.map(({ when }) => ruleWords(when))).toEqual(['band act, in a ring', '$1,000 or more at stake, told things in Hungarian']);
  expect(groupWords(S, 'Rings', 1)).toBe('Rings because: band act, in a ring');
  expect([groupWords(S, '', null), groupWords(S, 'Rings', 2), groupWords(S, 'Rings', 9), groupWords(S, '', BY_HAND)]).toEqual([null, null, null, null]);
  expect(groupWords(S, 'Hungarian', BY_HAND)).toBe('Hungarian because: a person handed it on');
  expect(settingsChanges(S, { ...S, dueHours: { ...S.dueHours, act: 12 }, groups: [{ ...S.groups[0]!, members: [] }], rules: [S.rules[0]!] }, new Map([['ada', 'Ada']]))).toEqual([
    { field: 'first look at act within, hours', was: '24', now: '12' }, { field: 'group Rings', was: 'Ada', now: 'nobody' },
    { field: 'group Hungarian', was: 'nobody', now: null }, { field: 'not offered in group Hungarian', was: 'closure, suspension', now: null },
    { field: 'rule 2', was: '$1,000 or more at stake, told things in Hungarian: to Hungarian', now: null },
  ]);
});

test('a form is read: empty rows are none, a place moves a rule, a group that is left out takes its rules along', () => {
  const said = {
    due: { act: '24', review: '72', watch: '168' }, big: { usd: '5000', hours: '12' }, hidden: ['closure'],
    groups: { 0: { name: 'Rings', members: ['ada'] }, 1: { name: 'Hungarian', hidden: ['closure', 'suspension'] }, 2: { members: ['ben'] } },
    rules: { 0: { group: 'Hungarian', place: '2', languages: ['hu'], stake: '1000' }, 1: { group: 'Rings', place: '1', ring: 'in', bands: ['act'] }, 2: { place: '3' } },
  };
  expect(settingsIn(said)).toEqual({ ok: true, settings: S });
  expect(settingsIn({ ...said, groups: { ...said.groups, 1: { ...said.groups[1], remove: 'yes' } } })).toMatchObject({ ok: true, settings: { groups: [{ name: 'Rings' }], rules: [{ group: 'Rings' }] } });
  expect(settingsIn({ ...said, rules: { 0: { group: 'Rings', place: '1', segments: ' Web3, , blockchain' } } })).toMatchObject({ ok: true, settings: { rules: [{ when: { segments: ['web3', 'blockchain'] } }] } });
  expect(settingsIn({ ...said, due: { act: 'soon', review: '72', watch: '168' } })).toMatchObject({ ok: false, fields: { 'dueHours.act': 'Write hours as a number.' }, written: { ...S, dueHours: { act: 'soon' } } });
  expect(settingsIn({ ...said, big: { usd: '5000' } })).toMatchObject({ ok: false, fields: { 'bigStake.hours': 'Write hours as a number.' } });
  expect(settingsIn({ ...said, rules: { 0: { group: 'Rings', place: '1' } } })).toMatchObject({ ok: false, fields: { 'rules.0.when': 'A rule needs a condition, else every case would fit it.' } });
  expect(['dueHours.act', 'bigStake.hours', 'rules.0.when', 'groups', 'groups.1.name', 'hidden'].map(partWords)).toEqual(['First look at act', 'Much at stake, hours', 'Rule 1', 'Groups', 'Group 2', 'Not offered to everybody']);
});
