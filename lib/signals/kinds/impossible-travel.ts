import type { Stretch } from '../../enrichment/history';
import { HOUR, MINUTE } from '../../kernel/instant';
import { explainedBy } from '../declared';
import { DeviceSet, deviceKey } from '../device-set';
import { located, surelyApartKm } from '../distance';
import { abstains, found, quiet } from '../reading';
import type { Signal } from '../signal';
import { graded, sureness } from '../weight';
import type { Explanation } from '../weight';
import { inLast } from '../window';

const WINDOW_DAYS = 14;
const KM = 500;
const KM_PER_HOUR = 900;
const TIMES = 2;

/**
 * G2. Consecutive logins of the last 14 days more than 500 km apart after both uncertainties are taken off, at over 900 km/h and
 * at least 5 minutes apart, both ends residential or mobile with two agreeing sources. Fires at 2. A login on any other
 * network between two places breaks the pair: nothing is said about it. The same device at both ends counts three tenths.
 * Source: Microsoft Entra and Sigma rule documents, which name VPN switching as the false alarm; domain.md section 2.
 */
export const impossibleTravel: Signal = {
  id: 'G2',
  version: 1,
  title: 'Logins farther apart than anyone travels',
  family: 'geography',
  halfLifeDays: 30,
  weight: 1.9,
  exhibit: 'map',
  innocent: ['A VPN that the lists do not know, switched on and off', 'A mobile network that surfaces in another city', 'An address that both sources place wrongly'],
  decides: 'Which of the two sessions the holder recognises as their own',
  declarations: ['vpn', 'travel'],
  alone: true,
  read({ history, asOf }) {
    const logins = inLast(history.stretches, WINDOW_DAYS, asOf);
    const pairs = logins.slice(1).map((to, index) => ({ from: logins[index]!, to })).filter(({ from, to }) => located(from) && located(to));
    if (pairs.length === 0) return abstains('two logins in a row whose places two sources agree on, in the last 14 days');
    const leaps = pairs.map(leapOf).filter((leap) => leap !== null);
    if (leaps.length < TIMES) return quiet;
    const known = leaps.filter((leap) => leap.sameDevice !== null).length / leaps.length;
    return found(impossibleTravel, {
      llr: graded(leaps.length, TIMES, 8, 1.1, 1.9),
      quality: sureness(leaps.length, TIMES) * (0.6 + 0.4 * known),
      firstAt: leaps[0]!.from.at,
      lastAt: leaps.at(-1)!.to.at,
      value: { times: leaps.length, fastestKmPerHour: Math.round(Math.max(...leaps.map((leap) => leap.speed))), farthestKm: Math.round(Math.max(...leaps.map((leap) => leap.km))) },
      words: `${leaps.length} times in 14 days one login followed another faster than a plane could have carried a person.`,
      evidence: leaps.flatMap((leap) => [leap.from.event, leap.to.event]),
      explained: explanationsOf(leaps, history.declarations),
    });
  },
};

type Leap = { at: number; from: Stretch; to: Stretch; km: number; speed: number; sameDevice: boolean | null };

function leapOf({ from, to }: { from: Stretch; to: Stretch }): Leap | null {
  const lapse = to.at - from.at;
  if (lapse < 5 * MINUTE) return null;
  const km = surelyApartKm(located(from)!, located(to)!);
  const speed = km / (lapse / HOUR);
  if (km <= KM || speed <= KM_PER_HOUR) return null;
  const known = deviceKey(from.device) !== null && deviceKey(to.device) !== null;
  return { at: to.at, from, to, km, speed, sameDevice: known ? new DeviceSet([from.device]).has(to.device) : null };
}

function explanationsOf(leaps: readonly Leap[], declarations: Parameters<typeof explainedBy>[0]): Explanation[] {
  const same = leaps.filter((leap) => leap.sameDevice === true);
  const mobile = leaps.filter((leap) => leap.from.network.class === 'mobile' || leap.to.network.class === 'mobile');
  const all: (Explanation | null)[] = [
    same.length === 0 ? null : {
      kind: 'same_device', share: (0.7 * same.length) / leaps.length,
      words: 'The same device was at both ends; its network may have moved, not the person.', evidence: same.map((leap) => leap.to.event),
    },
    mobile.length === 0 ? null : {
      kind: 'mobile_network', share: (0.5 * mobile.length) / leaps.length,
      words: 'One end is a mobile network, which may surface far from the phone.', evidence: mobile.map((leap) => leap.to.event),
    },
    explainedBy(declarations, 'vpn', leaps, 'A VPN is declared for this time.'),
    explainedBy(declarations, 'travel', leaps, 'A journey is declared for this time.', () => 0.4),
  ];
  return all.filter((each) => each !== null);
}
