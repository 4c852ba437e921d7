import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { DAY } from '../kernel/instant';
import { assessed, finding } from './assessment.fixture';
import { assessmentLine } from './export';

const FIELDS = [...readFileSync('docs/contract/assessments.md', 'utf8').matchAll(/^\| `(\w+)` \|/gm)].map(([, field]) => field);

test('a line has every field of the contract, in its order, and no other', () => {
  const line = assessmentLine({ assessment: assessed([finding('D3', 3)]), firstReviewAt: null, firstActAt: null });
  expect(Object.keys(line)).toEqual(FIELDS);
  expect(FIELDS.length).toBe(13);
  expect(Object.keys(line.findings[0] ?? {})).toEqual(['signal', 'version', 'family', 'llr', 'quality', 'firstAt', 'lastAt']);
});

test('a finding weighs what is left after quality and decay, and counter-evidence stands beside it with what it took', () => {
  const fresh = assessed([finding('D3', 3)]);
  const [seen] = fresh.findings;
  const faded = assessed([{ ...finding('D3', 3), quality: 0.5, lastAt: fresh.assessedAt - 400 * DAY, counter: [{ kind: 'declared_new_device', llr: -1, words: 'They declared a new device.', evidence: [] }] }]);
  const [line, before] = [faded, fresh].map((assessment) => assessmentLine({ assessment, firstReviewAt: 0, firstActAt: null }));
  expect(line!.findings[0]!.llr).toBeLessThan(0.5 * before!.findings[0]!.llr);
  expect(line!.findings[0]!.llr).toBe(faded.findings[0]!.raised);
  const taken = line!.counter.find((one) => one.kind === 'declared_new_device')!.llr;
  expect(line!.findings[0]!.llr + taken).toBeCloseTo(faded.findings[0]!.counted, 12);
  expect(before!.findings[0]!.llr).toBe(seen!.raised);
  expect([line!.firstReviewAt, line!.firstActAt]).toEqual(['1970-01-01T00:00:00Z', null]);
});
