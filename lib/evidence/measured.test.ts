import { expect, test } from 'vitest';
import { STANDARD_RATIOS } from '../policy/standard-ratios';
import { measuredWords } from './measured';

const said = (value: Parameters<typeof measuredWords>[0]): string[] => measuredWords(value).map(({ term, fact }) => `${term}: ${fact}`);

test('what was measured reads as words: names, units, shares, lists, yes and no', () => {
  expect(said({ check: 'face_match', changes: 'country network language', changed: 3, sessionsBefore: 24 })).toEqual(['check: face match', 'changes: country, network and language', 'sides that changed: 3', 'sessions before: 24']);
  expect(said({ farthestKm: 6_779.2, medianMs: 190, peersMs: 30, peers: 24, mostHours: 17.25, mobileShare: 0.126 })).toEqual(['farthest: 6,779 km', 'round trip: 190 ms', 'round trip of peers: 30 ms', 'peers: 24', 'most in a day: 17.25 hours', 'mobile share: 13%']);
  expect(said({ jaccard: 0.42, onProfile: true, tor: false, bytes: 1_204_000 })).toEqual(['phrases in common: 42%', 'on profile: yes', 'over Tor: no', 'bytes: 1,204,000']);
});

test('what is not known is left out, and ids are told as they are', () => {
  expect(said({ device: null, ways: '', client: 'cl_F7', dated: '2026-03-02' })).toEqual(['client: cl_F7', 'dated: 2026-03-02']);
});

test('where a ratio comes from names no nation beside anybody’s evidence', () => {
  for (const [signal, { source }] of Object.entries(STANDARD_RATIOS)) expect(source, signal).not.toMatch(/\b(?:Korea\w*|US|American|FBI|Chin\w+|Russia\w*|India\w*|Iran\w*|German\w*)\b/);
});
