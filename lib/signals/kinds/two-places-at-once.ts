import type { Stretch } from '../../enrichment/history';
import { MINUTE } from '../../kernel/instant';
import type { Instant } from '../../kernel/instant';
import { DeviceSet, deviceKey } from '../device-set';
import { located, surelyApartKm } from '../distance';
import { explainedBy } from '../declared';
import { abstains, found, quiet } from '../reading';
import type { Signal } from '../signal';
import { graded, sureness } from '../weight';
import type { Explanation } from '../weight';
import { inLast } from '../window';

const WINDOW_DAYS = 14;
const TOLERANCE = MINUTE;
const KM = 300;
const TIMES = 3;

/**
 * D5. Two different devices of the account in use within 60 seconds of each other, more than 300 km apart after both uncertainties are
 * taken off, in the last 14 days. Fires at 3 times; sessions that overlap in one go are one time. A session is in use from its start
 * to its last human input; an open window without input does not count. With a mobile network at either end it counts three tenths.
 * Source: US advisory of 16 May 2022, seed fact on several people under one profile. Drivers have been dismissed on this alone, wrongly;
 * it needs a second family beside it; domain.md section 2.
 */
export const twoPlacesAtOnce: Signal = {
  id: 'D5',
  version: 1,
  title: 'Two devices at work in two places at once',
  family: 'device',
  halfLifeDays: 30,
  weight: 2.6,
  exhibit: 'timeline',
  innocent: ['A phone on a network that surfaces elsewhere, beside the laptop', 'A computer at home steered by its owner from a journey', 'A partner or an assistant who answers messages'],
  decides: 'Who used the second device, in the holder’s own words',
  declarations: ['agency', 'household', 'virtual_desktop'],
  alone: true,
  read({ history, asOf }) {
    const seen = inLast(history.stretches, WINDOW_DAYS, asOf).filter((each) => located(each) !== null && deviceKey(each.device) !== null);
    if (seen.length < 2) return abstains('two sessions with a device and an agreed place in the last 14 days');
    const times = timesOf(seen);
    if (times.length < TIMES) return quiet;
    const mobile = times.filter((time) => time.pairs.every((pair) => pair.some((each) => each.network.class === 'mobile')));
    const explained: (Explanation | null)[] = [
      mobile.length === 0 ? null : {
        kind: 'mobile_network', share: (0.7 * mobile.length) / times.length, words: 'One of the two is on a mobile network, which may surface far from the phone.',
        evidence: mobile.map((time) => time.pairs[0]![0].event),
      },
      explainedBy(history.declarations, 'agency', times, 'They declared that others of an agency work here.', () => 0.7),
      explainedBy(history.declarations, 'household', times, 'They declared a household.', () => 0.4),
      explainedBy(history.declarations, 'virtual_desktop', times, 'A virtual desktop is declared for this time.', () => 0.7),
    ];
    return found(twoPlacesAtOnce, {
      llr: graded(times.length, TIMES, 12, 1.5, 2.6),
      quality: sureness(times.length, TIMES),
      firstAt: times[0]!.at,
      lastAt: times.at(-1)!.at,
      value: { times: times.length, farthestKm: Math.round(Math.max(...times.map((time) => time.km))), mobileShare: mobile.length / times.length },
      words: `${times.length} times in 14 days two devices worked in the same minute, far apart from each other.`,
      evidence: times.flatMap((time) => time.pairs.flatMap((pair) => pair.map((each) => each.event))),
      explained: explained.filter((each) => each !== null),
    });
  },
};

type Time = { at: Instant; until: Instant; km: number; pairs: [Stretch, Stretch][] };

/** Pairs of sessions in use together, those that overlap in one go merged. `stretches` in order of their start. */
function timesOf(stretches: readonly Stretch[]): Time[] {
  const times: Time[] = [];
  for (const [index, first] of stretches.entries()) {
    for (let next = index + 1; next < stretches.length; next += 1) {
      const second = stretches[next]!;
      if (second.at > inUseUntil(first) + TOLERANCE) break;
      if (new DeviceSet([first.device]).has(second.device)) continue;
      const km = surelyApartKm(located(first)!, located(second)!);
      if (km <= KM) continue;
      times.push({ at: second.at, until: Math.min(inUseUntil(first), inUseUntil(second)), km, pairs: [[first, second]] });
    }
  }
  times.sort((a, b) => a.at - b.at || a.until - b.until);
  const merged: Time[] = [];
  for (const time of times) {
    const last = merged.at(-1);
    if (last === undefined || time.at > last.until + TOLERANCE) merged.push(time);
    else merged[merged.length - 1] = { at: last.at, until: Math.max(last.until, time.until), km: Math.max(last.km, time.km), pairs: [...last.pairs, ...time.pairs] };
  }
  return merged;
}

function inUseUntil(stretch: Stretch): Instant {
  return Math.max(stretch.at, stretch.lastInputAt ?? stretch.at);
}
