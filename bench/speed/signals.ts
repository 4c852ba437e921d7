/**
 * What reading an account costs: medians, beside a reference of the same run (parsing a JSON copy of the same history), since
 * machines differ and are busy. `npx tsx bench/speed/signals.ts`
 */
import { DAY } from '../../lib/kernel/instant';
import { handoverOf } from '../../lib/signals/handover';
import { aDevice, aHistory, aStretch, daysFrom, mallory, onDay } from '../../lib/signals/history.fixture';
import { SIGNALS } from '../../lib/signals/kinds';
import { readAll } from '../../lib/signals/reading';

const ROUNDS = 31;

function medianMs(act: () => unknown): number {
  for (let round = 0; round < 5; round += 1) act();
  const times = Array.from({ length: ROUNDS }, () => {
    const began = performance.now();
    act();
    return performance.now() - began;
  });
  return times.sort((a, b) => a - b)[(ROUNDS - 1) / 2]!;
}

const given = mallory();
// A new object each time, since what was worked out of a history is remembered with it.
const nomad = aHistory({ stretches: daysFrom(0, 1_000).flatMap((day) => [8, 9, 10, 11, 12, 13, 14, 15, 16, 17].map((hour) => aStretch({ at: onDay(day, hour), device: aDevice(`d${Math.floor(day / 20)}`), city: day % 40 < 20 ? 'leeds' : 'lisbon' }))) });
const rows = [
  ['every signal on Mallory', given.history, () => readAll({ ...given, history: { ...given.history } }, SIGNALS)],
  [`handover of a nomad, ${nomad.stretches.length} sessions over ${Math.round((nomad.stretches.at(-1)!.at - nomad.stretches[0]!.at) / DAY)} days`, nomad, () => handoverOf({ ...nomad })],
] as const;
for (const [name, history, act] of rows) {
  const text = JSON.stringify(history, (_, value: unknown) => (value instanceof Map ? [...value] : value instanceof Set ? [...value] : value));
  const [took, parsed] = [medianMs(act), medianMs(() => JSON.parse(text))];
  console.log(`${name}: ${took.toFixed(2)} ms, ${(took / parsed).toFixed(1)} times the parsing of its history as JSON (${parsed.toFixed(2)} ms)`);
}
