/**
 * What reading an account costs: medians, beside a reference of the same run (parsing a JSON copy of the same history), since
 * machines differ and are busy. `npx tsx bench/speed/signals.ts`
 */
import { DAY } from '../../lib/kernel/instant';
import { turnOf } from '../../lib/links/turn';
import { handoverOf } from '../../lib/signals/handover';
import { aDevice, aHistory, aStretch, daysFrom, mallory, onDay } from '../../lib/signals/history.fixture';
import { SIGNALS } from '../../lib/signals/kinds';
import { readAll } from '../../lib/signals/reading';

/** The middle of so many rounds, an odd number. */
function medianMs(act: () => unknown, rounds: number): number {
  for (let round = 0; round < Math.min(5, rounds); round += 1) act();
  const times = Array.from({ length: rounds }, () => {
    const began = performance.now();
    act();
    return performance.now() - began;
  });
  return times.sort((a, b) => a - b)[(rounds - 1) / 2]!;
}

const given = mallory();
// A new object each time, since what was worked out of a history is remembered with it.
const nomad = aHistory({ stretches: daysFrom(0, 1_000).flatMap((day) => [8, 9, 10, 11, 12, 13, 14, 15, 16, 17].map((hour) => aStretch({ at: onDay(day, hour), device: aDevice(`d${Math.floor(day / 20)}`), city: day % 40 < 20 ? 'leeds' : 'lisbon' }))) });
/** As many visits of one browser on a few machines, of one that shows another machine each time, and of one that leaves parts out besides. */
const VISITS = 20_000;
const visits = (deviceOf: (visit: number) => Parameters<typeof aDevice>[1] & object) => aHistory({ stretches: Array.from({ length: VISITS }, (_, visit) => aStretch({ at: onDay(Math.floor(visit / 20), visit % 20), session: `${visit}`, device: { ...aDevice('one'), ...deviceOf(visit) } })) });
const few = visits((visit) => ({ token: `token ${visit % 5}`, gpu: `gpu ${visit % 5}` }));
const restless = visits((visit) => ({ token: `token ${visit}`, gpu: `gpu ${visit}`, fonts: `fonts ${visit}` }));
const patchy = visits((visit) => ({ token: visit % 3 === 0 ? `token ${visit}` : null, gpu: visit % 7 === 0 ? null : `gpu ${visit}`, fonts: visit % 5 === 0 ? null : `fonts ${visit}` }));
const rows = [
  ['every signal on Mallory', 31, given.history, () => readAll({ ...given, history: { ...given.history } }, SIGNALS)],
  [`handover of a nomad, ${nomad.stretches.length} sessions over ${Math.round((nomad.stretches.at(-1)!.at - nomad.stretches[0]!.at) / DAY)} days`, 31, nomad, () => handoverOf({ ...nomad })],
  [`machines told apart, ${VISITS} visits on 5 of them`, 7, few, () => turnOf({ ...few })],
  [`machines told apart, ${VISITS} visits on as many`, 7, restless, () => turnOf({ ...restless })],
  [`machines told apart, ${VISITS} visits on as many, parts left out`, 7, patchy, () => turnOf({ ...patchy })],
] as const;
for (const [name, rounds, history, act] of rows) {
  const text = JSON.stringify(history, (_, value: unknown) => (value instanceof Map ? [...value] : value instanceof Set ? [...value] : value));
  const [took, parsed] = [medianMs(act, rounds), medianMs(() => JSON.parse(text), rounds)];
  console.log(`${name}: ${took.toFixed(2)} ms, ${(took / parsed).toFixed(1)} times the parsing of its history as JSON (${parsed.toFixed(2)} ms)`);
}
