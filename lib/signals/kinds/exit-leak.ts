import type { AccountHistory, Stretch } from '../../enrichment/history';
import { DAY, HOUR } from '../../kernel/instant';
import type { Instant } from '../../kernel/instant';
import { explainedBy } from '../declared';
import { DeviceSet, deviceKey } from '../device-set';
import { countryOf, located, surelyApartKm } from '../distance';
import { isExit } from '../networks';
import { abstains, found, quiet } from '../reading';
import type { Signal } from '../signal';
import { graded } from '../weight';
import type { Explanation } from '../weight';
import { distinctDays } from '../window';

const SESSIONS = 3;
const LASTS = 2 * HOUR;
/** The usual exit must be back in use this soon on either side; a longer silence leaves room for a journey. [T] */
const BRACKET = DAY;
/** Share of the account's sessions within 30 days that makes an exit its usual one. [T] */
const USUAL = 0.5;
/** Door to door there and back; where the usual exit is a home, a day trip must not be able to explain the leak. [T] */
const DAY_TRIP_KM_PER_HOUR = 500;

/**
 * G4. At most 3 sessions on a residential or mobile network within 2 hours, in a country that the account never otherwise shows or
 * declares, on the same device as the sessions on the usual exit (a VPN, hosting, or one home network) right before and right after.
 * Looked for in the whole history; decay does the forgetting. A leak into the declared country supports the account and never
 * counts; nor does a country with any longer stay. Source: practice, LevelBlue case; domain.md section 2.
 */
export const exitLeak: Signal = {
  id: 'G4',
  version: 2,
  title: 'Fell off the usual exit for a moment',
  family: 'geography',
  halfLifeDays: 60,
  weight: 3,
  exhibit: 'timeline',
  innocent: ['A VPN that dropped while on holiday', 'A short stop in another country', 'An address that both sources place wrongly'],
  decides: 'Where they were on that day, by ticket or stamp',
  declarations: ['travel', 'vpn'],
  alone: true,
  read({ history }) {
    if (!history.versions.some((each) => each.declared !== null)) return abstains('a declared place');
    const stretches = history.stretches;
    if (!stretches.some((each) => countryOf(each) !== null)) return abstains('sessions whose place two sources agree on');
    if (!stretches.some((each) => deviceKey(each.device) !== null)) return abstains('devices of the sessions');
    const leaks = leaksOf(history);
    if (leaks.length === 0) return quiet;
    const shown = leaks.flatMap((leak) => leak.run);
    return found(exitLeak, {
      llr: graded(leaks.length, 1, 4, 2.2, 3),
      quality: leaks.every((leak) => leak.hidden) ? 0.9 : 0.75,
      firstAt: shown[0]!.at,
      lastAt: shown.at(-1)!.at,
      value: { leaks: leaks.length, sessions: shown.length, behindExit: leaks.every((leak) => leak.hidden) },
      words: `${leaks.length === 1 ? 'Once' : `${leaks.length} times`} the same device came from another country for under two hours, between sessions on its usual exit.`,
      evidence: leaks.flatMap((leak) => [leak.before.event, ...leak.run.map((each) => each.event), leak.after.event]),
      explained: explanationsOf(history, shown),
    });
  },
};

type Leak = { run: Stretch[]; before: Stretch; after: Stretch; hidden: boolean };

function leaksOf(history: AccountHistory): Leak[] {
  const declared = new Set(history.versions.flatMap((each) => (each.declared ? [each.declared.country] : [])));
  const runs = new Map<string, Run[]>();
  let open: Run | null = null;
  history.stretches.forEach((stretch, index) => {
    const country = countryOf(stretch);
    if (open !== null && open.country === country) open.run.push(stretch);
    else open = country === null || declared.has(country) ? null : begin(runs, { start: index, run: [stretch], country });
  });
  return [...runs.values()].flatMap((ofCountry) => onlyLeaks(history.stretches, ofCountry)).sort((a, b) => a.run[0]!.at - b.run[0]!.at);
}

type Run = { start: number; run: Stretch[]; country: string };

function begin(runs: Map<string, Run[]>, run: Run): Run {
  const ofCountry = runs.get(run.country);
  if (ofCountry) ofCountry.push(run);
  else runs.set(run.country, [run]);
  return run;
}

/** All visits to one country, or none: a single one that is no leak means that the account shows the country openly. */
function onlyLeaks(all: readonly Stretch[], runs: readonly Run[]): Leak[] {
  const leaks: Leak[] = [];
  for (const { start, run } of runs) {
    const leak = leakOf(all, start, run);
    if (leak === null) return [];
    leaks.push(leak);
  }
  return leaks;
}

function leakOf(all: readonly Stretch[], start: number, run: Stretch[]): Leak | null {
  const before = all[start - 1];
  const after = all[start + run.length];
  if (before === undefined || after === undefined || new Set(run.map((each) => each.session)).size > SESSIONS) return null;
  const begins = run[0]!.at;
  const ends = Math.max(...run.map(endOf));
  if (ends - begins >= LASTS || begins - before.at > BRACKET || after.at - ends > BRACKET) return null;
  const exit = exitOf(before);
  if (exit === null || exit !== exitOf(after) || !isUsual(all, exit, begins)) return null;
  const device = new DeviceSet([before.device]);
  if (![...run, after].every((each) => device.has(each.device))) return null;
  const hidden = exit === 'hidden';
  if (!hidden && !tooFarForADay(before, run, after, ends)) return null;
  return { run, before, after, hidden };
}

/** All networks that hide the place are one exit (providers rotate addresses); a home is its network in its country. */
function exitOf(stretch: Stretch): string | null {
  if (isExit(stretch.network.class)) return 'hidden';
  const country = countryOf(stretch);
  return country === null || stretch.network.class !== 'residential' ? null : `home ${stretch.network.asn ?? 'unknown'} ${country}`;
}

function isUsual(all: readonly Stretch[], exit: string, at: Instant): boolean {
  const around = all.filter((each) => Math.abs(each.at - at) <= 30 * DAY);
  return around.length >= 8 && around.filter((each) => exitOf(each) === exit).length >= USUAL * around.length;
}

function tooFarForADay(before: Stretch, run: readonly Stretch[], after: Stretch, ends: Instant): boolean {
  const [home, away, back] = [located(before), located(run[0]!), located(after)];
  if (!home || !away || !back) return false;
  const hours = (run[0]!.at - Math.min(endOf(before), run[0]!.at) + Math.max(0, after.at - ends)) / HOUR;
  const km = surelyApartKm(home, away) + surelyApartKm(away, back);
  return km > 1_000 && km > DAY_TRIP_KM_PER_HOUR * hours;
}

function endOf(stretch: Stretch): Instant {
  return Math.max(stretch.at, stretch.lastInputAt ?? stretch.at, stretch.endedAt ?? stretch.at);
}

/** People who live in several countries in the open look like this without hiding anything. */
function explanationsOf(history: AccountHistory, shown: readonly Stretch[]): Explanation[] {
  const leaked = new Set(shown.map(countryOf));
  const open = new Map<string, Stretch[]>();
  for (const stretch of history.stretches) {
    const country = countryOf(stretch);
    if (country === null || leaked.has(country)) continue;
    const known = open.get(country);
    if (known) known.push(stretch);
    else open.set(country, [stretch]);
  }
  const stays = [...open.values()].filter((there) => distinctDays(there) >= 3).length;
  const all: (Explanation | null)[] = [
    explainedBy(history.declarations, 'travel', shown, 'A journey is declared for that day.'),
    explainedBy(history.declarations, 'vpn', shown, 'A VPN is declared, so a dropped one is to be expected.', () => 0.3),
    stays < 3 ? null : { kind: 'lives_in_several_countries', share: 0.5, words: `The account shows longer stays in ${stays} countries openly.`, evidence: [] },
  ];
  return all.filter((each) => each !== null);
}
