import { expect, test } from 'vitest';
import { differences, digestOfPolicy } from './difference';
import { oddsOf } from './odds';
import { carriedOver } from './leaves';
import { policySchema, type Policy } from './policy';
import { STANDARD_POLICY as P } from './standard';

const TITLES = new Map([['D3', 'Handover after the check']]);
const changed = (over: Partial<Policy>): Policy => policySchema.parse({ ...P, ...over });

test('a policy differs from itself in nothing, whatever its number and title, and has one digest', () => {
  const renamed = changed({ version: 9, title: 'Another name' });
  expect(differences(P, renamed)).toEqual([]);
  expect(digestOfPolicy(renamed)).toBe(digestOfPolicy(P));
  expect(digestOfPolicy(changed({ reopenNats: 2 }))).not.toBe(digestOfPolicy(P));
});

test('differences are said as people say them', () => {
  const now = changed({
    bands: { ...P.bands, act: 2.64 }, signals: { ...P.signals, D3: { state: 'shadow', factor: 0.5 } }, limits: { ...P.limits, holdFirstTermHours: 168 },
    priors: { otherwise: 0.01, segments: P.priors.segments }, pairs: P.pairs.slice(1), queue: { ...P.queue, sampleShare: 0.05 },
  });
  expect(differences(P, now, TITLES)).toEqual([
    { field: 'Handover after the check (D3): state', was: 'on', now: 'shadow' },
    { field: 'Handover after the check (D3): weight', was: '1×', now: '0.5×' },
    { field: 'Prior', was: '1 in 200', now: '1 in 100' },
    { field: 'Act begins at', was: '9 in 10', now: '14 in 15' },
    { field: 'Payout hold, first term, hours', was: '72', now: '168' },
    { field: 'Share of cases drawn by chance', was: '1 in 50', now: '1 in 20' },
    ...['name', 'signals', 'weight', 'words'].map((part) => ({ field: `Pair “${P.pairs[0]!.name}”: ${part}`, was: { name: P.pairs[0]!.name, signals: 'D3 with P3', weight: '0.8 nats', words: P.pairs[0]!.words }[part]!, now: null })),
  ]);
});

test('saying a rule that was unsaid changes nothing', () => {
  expect(differences(P, changed({ signals: { ...P.signals, D3: { state: 'on', factor: 1 } } }))).toEqual([]);
});

test('odds are said in two figures', () => {
  expect([2.2, 2.16, 0.35, 0.2, 0, -0.5, -2.16, -2.3, -3].map(oddsOf)).toEqual(['9 in 10', '90 in 100', '59 in 100', '55 in 100', '1 in 2', '1 in 2.6', '1 in 9.7', '1 in 11', '1 in 21']);
});

test('what a draft changed is carried over to a later policy, and nothing else of it', () => {
  const draft = changed({ bands: { ...P.bands, act: 3 }, pairs: P.pairs.slice(1), signals: { ...P.signals, D3: { state: 'on', factor: 2 } } });
  const later = changed({ version: 2, reopenNats: 2, signals: { ...P.signals, G2: { state: 'shadow', factor: 1 }, D3: { state: 'on', factor: 1, halfLifeDays: 30 } }, grounds: P.grounds.slice(1) });
  const merged = policySchema.parse(carriedOver(P, draft, later));
  expect(merged).toMatchObject({ bands: draft.bands, reopenNats: 2, pairs: P.pairs.slice(1), grounds: P.grounds.slice(1) });
  expect(merged.signals).toMatchObject({ G2: { state: 'shadow', factor: 1 }, D3: { state: 'on', factor: 2, halfLifeDays: 30 } });
  expect(policySchema.parse(carriedOver(P, P, later))).toEqual(later);
});

test('changes that do not fit together are found by the schema', () => {
  const draft = changed({ bands: { watch: -3, review: 1, act: 2.2 } });
  const later = changed({ version: 2, bands: { watch: -3, review: -2.3, act: 0.5 } });
  expect(policySchema.safeParse(carriedOver(P, draft, later)).success).toBe(false);
});
