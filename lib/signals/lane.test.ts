import { expect, test } from 'vitest';
import { HOUR } from '../kernel/instant';
import { aDevice, aHistory, aStretch, daysFrom, onDay, workdays } from './history.fixture';
import { deviceCurve } from './lane';

test('whether a device of two evenings is a stray hangs on no midnight: the same life moved by three hours says the same', () => {
  const curve = (moved: number) => {
    const [own, lent, fresh, once] = ['own', 'lent', 'fresh', 'once'].map((token) => aDevice(token));
    const stretches = [
      ...workdays({ device: own!, days: daysFrom(0, 20) }), aStretch({ device: once!, at: onDay(8, 20) }),
      ...[22, 23.5, 24 + 1 / 6, 46.5].map((hour) => aStretch({ device: lent!, at: onDay(10, hour) })), ...workdays({ device: fresh!, days: daysFrom(20, 20) }),
    ];
    return deviceCurve(aHistory({ stretches: stretches.map((each) => ({ ...each, at: each.at + moved * HOUR })) }));
  };
  const [here, there] = [curve(0), curve(3)];
  expect(here.peaks.map(({ to }) => to)).toContain(onDay(20, 9));
  expect(there.peaks.map((gap) => ({ ...gap, from: gap.from - 3 * HOUR, to: gap.to - 3 * HOUR }))).toEqual(here.peaks);
});
