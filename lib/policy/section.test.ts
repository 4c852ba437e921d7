import { expect, test } from 'vitest';
import { policySchema } from './policy';
import { partOf, readPart, SECTIONS } from './section';
import { STANDARD_POLICY as P } from './standard';

const fieldsOf = (...asked: Parameters<typeof readPart>) => { const read = readPart(...asked); return read.ok ? {} : read.fields; };

test('texts of a form become numbers where numbers belong, and an empty half-life is the signal’s own', () => {
  expect(readPart('signals', { unlisted: 'on', signals: { D3: { state: 'shadow', factor: '0.5', halfLifeDays: '' }, G2: { state: 'on', factor: '1', halfLifeDays: '30' } } }))
    .toEqual({ ok: true, part: { unlisted: 'on', signals: { D3: { state: 'shadow', factor: 0.5 }, G2: { state: 'on', factor: 1, halfLifeDays: 30 } } } });
});

test('what is wrong names its field and the way out', () => {
  expect(fieldsOf('signals', { unlisted: 'on', signals: { D3: { state: 'loud', factor: '7' } } })).toEqual({
    'values.signals.D3.state': 'D3: state: choose one of on, off, shadow.', 'values.signals.D3.factor': 'D3: weight: write 3 or less.',
  });
  expect(fieldsOf('bands', { bands: { watch: '1', review: '0', act: 'nine' }, calibration: P.calibration, reopenNats: '1', clearedFactor: '0.5' })).toEqual({ 'values.bands.act': 'Act begins at: write a number, with a point before decimals.' });
  expect(fieldsOf('bands', { bands: { watch: '1', review: '0', act: '2' }, calibration: P.calibration, reopenNats: '1', clearedFactor: '0.5' })).toEqual({ 'values.bands.review': 'Review begins at: bands must rise from watch to act.' });
  expect(fieldsOf('title', { title: '' })).toEqual({ 'values.title': 'Title: this must not be empty.' });
});

test('rows that are empty or marked are left out; an error stands at the row that was typed', () => {
  const grounds = { 0: { number: '2.1', title: 'One', text: 'One text.', remove: 'on' }, 1: { number: '2.2', title: 'Two', text: 'Two text.' }, 2: { number: 'x', title: 'Three', text: 'Three.' }, 3: { number: '', title: '', text: '' } };
  expect(fieldsOf('grounds', { grounds })).toEqual({ 'values.grounds.2.number': 'Ground 1: number: write it as the terms print it, such as 2.4.' });
  expect(readPart('grounds', { grounds: { 1: grounds[1], 3: grounds[3] } })).toEqual({ ok: true, part: { grounds: [{ number: '2.2', title: 'Two', text: 'Two text.' }] } });
  expect(fieldsOf('priors', { priors: { otherwise: '0.005', segments: { 0: { segment: 'Web3', share: '2' } } } })).toEqual({ 'values.priors.segments.0.share': 'Prior for web3: write less than 1.' });
});

test('a calibration by steps is read line by line, and steps that fall are told where they were typed', () => {
  const bands = { bands: { watch: '-2', review: '0', act: '2' }, reopenNats: '1', clearedFactor: '0.5' };
  const steps = (text: string) => readPart('bands', { ...bands, calibration: { a: '1', b: '0', source: 'isotonic: a test', cases: '80', steps: text } });
  expect(steps('-2 0.1\n 0, 0.3 \n')).toMatchObject({ ok: true, part: { calibration: { steps: [[-2, 0.1], [0, 0.3]], cases: 80 } } });
  expect(steps('')).toMatchObject({ ok: true, part: { calibration: { a: 1 } } });
  expect(steps('-2 0.3\n0 0.1')).toMatchObject({ ok: false, fields: { 'values.calibration': 'Calibration: the steps of a calibration must rise.' } });
  expect(steps('-2 much')).toMatchObject({ ok: false, fields: { 'values.calibration.steps': expect.stringContaining('write a number') as string } });
});

test('every part of the standard policy can be read back from its own form', () => {
  const text = (value: unknown): unknown => (typeof value === 'number' ? String(value) : value !== null && typeof value === 'object' ? Object.fromEntries(Object.entries(value).map(([key, member]) => [key, text(member)])) : value);
  const forms = {
    title: { title: P.title }, signals: { signals: text(P.signals), unlisted: P.unlisted }, ratios: { ratios: text(P.ratios) }, bands: text({ bands: P.bands, calibration: P.calibration, reopenNats: P.reopenNats, clearedFactor: P.clearedFactor }),
    weights: { caps: text(P.caps), counters: text(P.counters), pairs: Object.fromEntries(P.pairs.map(({ signals: [one, other], ...pair }, index) => [index, { ...(text(pair) as object), one, other }])) },
    priors: { stories: text(P.stories), priors: { otherwise: String(P.priors.otherwise), segments: Object.fromEntries(Object.entries(P.priors.segments).map(([segment, share], index) => [index, { segment, share: String(share) }])) } },
    limits: text({ limits: P.limits, queue: P.queue, reports: P.reports, retention: P.retention }),
    grounds: { grounds: Object.fromEntries(P.grounds.entries()) },
    rates: { rates: { 0: { date: P.rates[0]!.date, usd: Object.entries(P.rates[0]!.usd).map(([currency, rate]) => `${currency} ${rate}`).join('\n') } } },
  } as const;
  let whole: Record<string, unknown> = { version: 1 };
  for (const [section, values] of Object.entries(forms)) {
    const read = readPart(section as keyof typeof forms, values as Record<string, unknown>);
    expect(read, section).toMatchObject({ ok: true });
    if (read.ok) whole = { ...whole, ...read.part };
  }
  expect(policySchema.parse(whole)).toEqual(P);
});

test('the parts are all of a policy but its number, and a change in one leaves the others as they are', () => {
  const parts = SECTIONS.map((section) => partOf(P, section));
  expect(parts.reduce((all, part) => ({ ...all, ...part }), { version: P.version })).toEqual(P);
  expect(parts.flatMap((part) => Object.keys(part))).toHaveLength(Object.keys(P).length - 1);
  const other = { ...P, reopenNats: 3 };
  expect(SECTIONS.filter((section) => JSON.stringify(partOf(other, section)) !== JSON.stringify(partOf(P, section)))).toEqual(['bands']);
});
