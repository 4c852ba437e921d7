import { describe, expect, test } from 'vitest';
import { learn, proposalsOf, weightsOf, type Labelled } from './learning';

const many = (count: number, one: Labelled): Labelled[] => Array.from({ length: count }, () => one);
const one = (against: boolean, signals: Record<string, number>, drawnWith: number | null = null): Labelled => ({ against, drawnWith, nats: new Map(Object.entries(signals)) });

describe('what settled cases say of a signal', () => {
  test('fires in two thirds of the one and a ninth of the other: about six times likelier, shrunk towards none', () => {
    const [learnt] = learn([...many(60, one(true, { D3: 2 })), ...many(30, one(true, {})), ...many(10, one(false, { D3: 2 })), ...many(80, one(false, {}))], ['D3']);
    expect(learnt).toMatchObject({ against: 60, cleared: 10, usual: 2 });
    expect(learnt!.llr).toBeGreaterThan(1);
    expect(learnt!.llr).toBeLessThan(Math.log(6));
    expect(learnt!.low).toBeLessThan(learnt!.llr);
    expect(learnt!.high).toBeGreaterThan(learnt!.llr);
  });

  test('a signal that never fired, and labels that are not there, say nothing', () => {
    expect(learn([], ['D3'])).toEqual([{ signal: 'D3', against: 0, cleared: 0, llr: 0, low: -Infinity, high: Infinity, usual: 0 }]);
  });

  test('more cases of the same shares narrow the interval and shrink less', () => {
    const some = (times: number) => learn([...many(6 * times, one(true, { D3: 1 })), ...many(4 * times, one(true, {})), ...many(2 * times, one(false, { D3: 1 })), ...many(8 * times, one(false, {}))], ['D3'])[0]!;
    expect(some(20).high - some(20).low).toBeLessThan(some(4).high - some(4).low);
    expect(some(20).llr).toBeGreaterThan(some(4).llr);
  });

  test('cases drawn by chance stand for all that were not drawn: they undo what the queue alone would say', () => {
    // In the queue the signal fires on every cleared case, since that is how they came there; out in the population it hardly ever does.
    const queue = [...many(40, one(true, { D3: 2 })), ...many(40, one(false, { D3: 2 }))];
    const drawn = [...many(2, one(false, { D3: 2 }, 0.001)), ...many(38, one(false, {}, 0.001))];
    expect(weightsOf(drawn)[0]).toBeCloseTo(25);
    expect(learn(queue, ['D3'])[0]!.llr).toBeCloseTo(0);
    expect(learn([...queue, ...drawn], ['D3'])[0]!.llr).toBeGreaterThan(0.7);
  });
});

describe('proposals', () => {
  const learnt = { signal: 'D3', against: 30, cleared: 20, llr: 1, low: 0.6, high: 1.4, usual: 2 };
  test('a factor is proposed where the cases leave out what counts now', () => {
    expect(proposalsOf([learnt], () => 1)).toEqual([{ ...learnt, now: 1, factor: 0.5 }]);
  });
  test('nothing is proposed where the interval holds the present weight, on few cases, or where the rounding leaves it', () => {
    expect(proposalsOf([learnt], () => 0.5)).toEqual([]);
    expect(proposalsOf([{ ...learnt, against: 5, cleared: 5 }], () => 1)).toEqual([]);
    expect(proposalsOf([{ ...learnt, usual: 0 }], () => 1)).toEqual([]);
  });
  test('a factor stays within what a policy allows', () => {
    expect(proposalsOf([{ ...learnt, llr: 9, low: 8, high: 10 }], () => 1)[0]).toMatchObject({ factor: 3 });
    expect(proposalsOf([{ ...learnt, llr: -1, low: -2, high: -0.5 }], () => 1)[0]).toMatchObject({ factor: 0 });
  });
});
