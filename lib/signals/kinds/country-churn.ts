import type { Declaration, Stretch } from '../../enrichment/history';
import { DAY, HOUR } from '../../kernel/instant';
import { declaredAt, explainedBy } from '../declared';
import { countryOf, located, surelyApartKm } from '../distance';
import { abstains, found, quiet } from '../reading';
import type { Signal } from '../signal';
import { graded, sureness } from '../weight';
import type { Explanation } from '../weight';
import { inLast } from '../window';

const WINDOW_DAYS = 30;
const SPAN = 7 * DAY;
const COUNTRIES = 3;
const KM_PER_HOUR = 900;

/**
 * G3. Different countries of sessions on residential networks within 7 days, both sources agreeing: the fullest such week of the last 30 days.
 * Fires at 3. Mobile networks are left out, since they surface far from the phone. Which countries they are never matters.
 * Source: US advisory of 16 May 2022; domain.md section 2.
 */
export const countryChurn: Signal = {
  id: 'G3',
  version: 1,
  title: 'Homes in several countries within a week',
  family: 'geography',
  halfLifeDays: 30,
  weight: 0.9,
  exhibit: 'map',
  innocent: ['Crew of an airline, a ship or a train', 'A tour through several countries', 'A VPN whose addresses pass for homes'],
  decides: 'The itinerary of that week, by ticket, roster or stamp',
  declarations: ['travel', 'vpn'],
  alone: true,
  read({ history, asOf }) {
    const seen = inLast(history.stretches, WINDOW_DAYS, asOf).filter((each) => each.network.class === 'residential' && countryOf(each) !== null);
    if (seen.length === 0) return abstains('sessions of the last 30 days on home networks whose place two sources agree on');
    const week = fullestWeek(seen);
    const countries = new Set(week.map(countryOf)).size;
    if (countries < COUNTRIES) return quiet;
    const moves = week.slice(1).filter((each, index) => countryOf(each) !== countryOf(week[index]!)).length;
    const away = week.filter((each) => countryOf(each) !== declaredAt(history, each.at)?.country);
    const explained: (Explanation | null)[] = [
      explainedBy(history.declarations, 'travel', away, 'A journey is declared for that week.', fits),
      explainedBy(history.declarations, 'vpn', away, 'A VPN is declared for that week.', () => 0.5),
      itinerary(week, moves === countries - 1),
    ];
    return found(countryChurn, {
      llr: graded(countries, COUNTRIES, 6, 0.5, 0.9),
      quality: sureness(week.length, countries),
      firstAt: week[0]!.at,
      lastAt: week.at(-1)!.at,
      value: { countries, sessions: week.length, moves, homeAmongThem: away.length < week.length },
      words: `Within 7 days sessions came from homes in ${countries} countries.`,
      evidence: week.map((each) => each.event),
      explained: explained.filter((each) => each !== null),
    });
  },
};

/** The sessions of the 7 days with most countries; of equally full ones the last. One pass with two ends. */
function fullestWeek(seen: readonly Stretch[]): Stretch[] {
  const held = new Map<string, number>();
  let from = 0;
  let best = { countries: 0, from: 0, to: 0 };
  seen.forEach((stretch, to) => {
    const country = countryOf(stretch)!;
    held.set(country, (held.get(country) ?? 0) + 1);
    for (; stretch.at - seen[from]!.at >= SPAN; from += 1) {
      const left = countryOf(seen[from]!)!;
      const count = held.get(left)! - 1;
      if (count === 0) held.delete(left);
      else held.set(left, count);
    }
    if (held.size >= best.countries) best = { countries: held.size, from, to };
  });
  return seen.slice(best.from, best.to + 1);
}

/** A declaration that names one country explains the sessions there; of a tour people name the first stop only. */
function fits(declaration: Declaration, stretch: Stretch): number {
  return declaration.country === null ? 0.9 : declaration.country === countryOf(stretch) ? 1 : 0.5;
}

/** Each country once, one after another, at the speed of a plane or slower: the way people travel. */
function itinerary(week: readonly Stretch[], once: boolean): Explanation | null {
  if (!once) return null;
  const flown = week.slice(1).every((to, index) => {
    const from = week[index]!;
    const [a, b] = [located(from), located(to)];
    return a === null || b === null || surelyApartKm(a, b) <= (KM_PER_HOUR * (to.at - from.at)) / HOUR;
  });
  return flown ? { kind: 'gradual_path', share: 0.5, words: 'The countries follow one another, as on a journey.', evidence: [] } : null;
}
