import type { AccountHistory, Check, Stretch } from '../../enrichment/history';
import { DAY, type Instant } from '../../kernel/instant';
import { declaredAt } from '../../signals/declared';
import { countsOf, humanMoments, presenceOf } from '../../signals/rhythm';
import { clockOf, type Content, type PanelGiven, type Range } from './given';
import { mostly, type Hand, type Turn } from './hands';
import { cityOf, deviceLabel, exitWords, hintWords, instrumentLabel, NETWORK_WORDS, plural, sentence, shortDay, shortMonth, span } from './labels';
import { handOfInstrument, instrumentsOf, RAIL_WORDS } from './instruments';
import { declaredName, placeHand, whereOf } from './places';

export type LaneBar = { from: Instant; to: Instant | null; hand: Hand; label: string; short?: string };
export type LaneMark = { at: Instant; shape: 'done' | 'open' | 'diamond'; hand: Hand | null; label: string };
export type LaneRow = { id: string; label: string; bars: readonly LaneBar[]; marks: readonly LaneMark[] };
export type HoursWeek = { from: Instant; to: Instant; hand: Hand; hours: readonly number[] };
export type SameHands = Content<'same-hands', {
  from: Instant; to: Instant;
  lanes: readonly LaneRow[];
  hours: readonly HoursWeek[];
  handover: Turn | null;
  overview: { weeks: readonly { from: Instant; sessions: number }[]; notes: readonly { at: Instant; words: string }[]; to: Instant };
  describe: string;
}>;

const WEEK = 7 * DAY;
/** Sights of one thing with less between them are one bar. */
const SAME_BAR = 4 * DAY;
/** A stay elsewhere of no more sessions than these is drawn as a leak. */
const LONE = 2;

/** Seven lanes on one axis: whose hands, when. */
export function sameHands(given: PanelGiven): SameHands {
  const { history, hands, range } = given;
  if (history.stretches.length === 0 && history.checks.length === 0 && history.instruments.length === 0) {
    return { panel: 'same-hands', nothing: { words: 'Nothing to lay side by side yet', searched: 'Searched sessions, devices, checks and payouts, up to the assessment.' } };
  }
  const stretches = history.stretches.filter((each) => each.at <= range.to && endOf(each) >= range.from);
  const lanes: LaneRow[] = [
    placeLane(given, stretches),
    { id: 'network', label: 'Network', bars: barsOf(stretches, (each) => each.network.class === 'unknown' ? null : { hand: hands.ofStretch(each), label: NETWORK_WORDS[each.network.class], short: SHORT_NETWORK[each.network.class] }), marks: [] },
    { id: 'device', label: 'Device', bars: deviceBars(given, stretches), marks: [] },
    { id: 'checks', label: 'Checks', bars: [], marks: checkMarks(history, range) },
    payoutLane(given),
    { id: 'profile', label: 'Profile', bars: [], marks: profileMarks(history, range) },
  ];
  const { turn } = hands;
  const by = clockOf(given);
  return {
    panel: 'same-hands', ...range, lanes, hours: weeksOf(given, stretches), handover: turn, overview: overviewOf(history),
    describe: turn === null
      ? `Same-hands timeline of ${plural(stretches.length, 'session')}. No lane shows a change of hands. A table of the same follows.`
      : `Same-hands timeline of ${plural(stretches.length, 'session')}. ${turn.words}, around ${shortDay(turn.at, by)}, 9 times in 10 within ${span(turn.from, turn.to, by)}. A table of the same follows.`,
  };
}

const SHORT_NETWORK: Readonly<Record<Stretch['network']['class'], string>> = { residential: 'Home', mobile: 'Mobile', hosting: 'Hosting', vpn_known: 'VPN', tor: 'Tor', relay: 'Relay', corporate: 'Company', unknown: 'Unknown' };

const endOf = (stretch: Stretch): Instant => stretch.lastInputAt ?? stretch.endedAt ?? stretch.at;

/** Runs of sessions that say the same, in order; a session that says nothing neither makes nor breaks a run. */
function barsOf(stretches: readonly Stretch[], read: (stretch: Stretch) => Pick<LaneBar, 'hand' | 'label' | 'short'> | null): LaneBar[] {
  const bars: (LaneBar & { to: Instant })[] = [];
  for (const stretch of stretches) {
    const said = read(stretch);
    if (said === null) continue;
    const last = bars.at(-1);
    const until = Math.max(endOf(stretch), stretch.at);
    if (last !== undefined && last.label === said.label && last.hand === said.hand && stretch.at - last.to < SAME_BAR) last.to = Math.max(last.to, until);
    else bars.push({ from: stretch.at, to: until, ...said });
  }
  return bars;
}

function placeLane({ history, hands }: PanelGiven, stretches: readonly Stretch[]): LaneRow {
  const read = (stretch: Stretch): Pick<LaneBar, 'hand' | 'label' | 'short'> | null => {
    const where = whereOf(history, stretch);
    if (where === 'unknown') return null;
    const hand = placeHand(hands, stretch, where);
    if (where === 'exit') return { hand, label: sentence(exitWords(stretch.network.class) ?? 'exit'), short: 'Exit' };
    const city = (where === 'declared' ? declaredName(history, stretch.at) : cityOf(stretch)) ?? 'a place';
    return { hand, label: where === 'declared' ? `${city}, declared` : `near ${city}`, short: city };
  };
  const away = runsOf(stretches.filter((each) => whereOf(history, each) !== 'unknown'), (each) => read(each)?.label ?? '');
  const leaks = new Set(away.filter((run) => run.length <= LONE && run[0] !== undefined && whereOf(history, run[0]) === 'elsewhere').flat());
  const marks = [...leaks].map((each): LaneMark => ({ at: each.at, shape: 'diamond', hand: placeHand(hands, each, 'elsewhere'), label: cityOf(each) ?? 'elsewhere' }));
  return { id: 'place', label: 'Place', bars: barsOf(stretches.filter((each) => !leaks.has(each)), read), marks };
}

function runsOf<T>(rows: readonly T[], keyOf: (row: T) => string): T[][] {
  const runs: T[][] = [];
  for (const row of rows) {
    const last = runs.at(-1);
    if (last?.[0] !== undefined && keyOf(last[0]) === keyOf(row)) last.push(row);
    else runs.push([row]);
  }
  return runs;
}

/** A device carries all its traces throughout: they come and go from session to session, and the device stays the same. */
function deviceBars({ hands }: PanelGiven, stretches: readonly Stretch[]): LaneBar[] {
  // Sessions share their devices: what one is called is made once.
  const devices = new Map([...new Set(stretches.map(({ device }) => device))].map((device) => [device, deviceLabel(device)]));
  const traces = new Map<string, Set<string>>();
  for (const [device, label] of devices) {
    if (label !== null) traces.set(label, new Set([...(traces.get(label) ?? []), ...(device?.hints ?? [])]));
  }
  const words = new Map([...traces].map(([label, of]) => {
    const hints = hintWords([...of]);
    return [label, { label: hints === null ? label : `${label}, ${hints.toLowerCase()}`, short: label }];
  }));
  return barsOf(stretches, (stretch) => {
    const said = words.get(devices.get(stretch.device) ?? '');
    return said === undefined ? null : { hand: hands.ofStretch(stretch), ...said };
  });
}

const CHECK_WORDS: Readonly<Record<Check['check'], string>> = { document: 'Document', liveness: 'Live check', face_match: 'Face', phone: 'Phone', email: 'E-mail', address: 'Address', employment: 'Employment', education: 'Education' };
const OUTCOME_WORDS: Readonly<Record<Check['outcome'], string>> = { passed: 'passed', failed: 'failed', abandoned: 'not taken', started: 'started' };
const OF_PERSON: ReadonlySet<Check['check']> = new Set(['document', 'liveness', 'face_match']);

function checkMarks(history: AccountHistory, range: Range): LaneMark[] {
  const shown = history.checks.filter((each) => each.at >= range.from && each.at <= range.to && each.outcome !== 'started');
  return runsOf(shown, (each) => `${Math.floor(each.at / DAY)} ${each.outcome}`).flatMap((run) => {
    const [first] = run;
    if (first === undefined) return [];
    const names = [...new Set(run.map(({ check }) => CHECK_WORDS[check]))];
    const label = sentence(`${names.map((name, index) => (index === 0 ? name : name.toLowerCase())).join(' and ')} ${OUTCOME_WORDS[first.outcome]}`);
    const person = run.some(({ check }) => OF_PERSON.has(check));
    return [{ at: first.at, shape: first.outcome === 'passed' ? 'done' as const : 'open' as const, hand: first.outcome === 'passed' && person ? 'verified' as const : null, label }];
  });
}

function payoutLane(given: PanelGiven): LaneRow {
  const used = instrumentsOf(given.history).filter((each) => each.from <= given.range.to && (each.to ?? given.range.to) >= given.range.from);
  return {
    id: 'payout', label: 'Payout', marks: [],
    bars: used.map((each) => {
      const name = instrumentLabel(each.instrument, given.tails);
      const shared = given.neighbourhood.identifiers.find((one) => one.kind === 'payout_instrument' && one.digest === each.instrument)?.accounts ?? 1;
      return { from: each.from, to: each.to, hand: handOfInstrument(given, each), label: `${RAIL_WORDS[each.rail]} ${name}${shared > 1 ? `, on ${shared} accounts` : ''}`, short: name };
    }),
  };
}

function profileMarks(history: AccountHistory, range: Range): LaneMark[] {
  const changed = (rows: readonly { at: Instant }[], fieldsOf: (index: number) => string[]): LaneMark[] => rows.flatMap((row, index) => {
    const fields = index === 0 ? [] : fieldsOf(index);
    return fields.length === 0 || row.at < range.from || row.at > range.to ? [] : [{ at: row.at, shape: 'done' as const, hand: null, label: sentence(fields.join(', ')) }];
  });
  const differing = <T extends object>(before: T | undefined, after: T | undefined, names: Readonly<Partial<Record<keyof T, string>>>): string[] => (
    Object.entries(names).flatMap(([field, words]) => (JSON.stringify(before?.[field as keyof T]) === JSON.stringify(after?.[field as keyof T]) ? [] : [words as string]))
  );
  return [
    ...changed(history.profiles, (index) => differing(history.profiles[index - 1], history.profiles[index], { photoHash: 'photo', headline: 'headline', summary: 'summary', resume: 'résumé', portfolio: 'portfolio' })),
    ...changed(history.versions, (index) => differing(history.versions[index - 1], history.versions[index], { name: 'name', declared: 'declared place', email: 'e-mail', phone: 'phone', category: 'field of work', hourlyRate: 'rate', skills: 'skills' })),
  ].sort((a, b) => a.at - b.at);
}

/** The working hours, a column a week: share of the week's busiest hour. Claimed local time; UTC where no zone is claimed. */
function weeksOf({ history, hands, range }: PanelGiven, stretches: readonly Stretch[]): HoursWeek[] {
  // Each moment and each session is looked at once, however many weeks there are.
  const moments = inWeeks(humanMoments(history, range.from - 1, range.to - 1), (at) => at, range);
  const sessions = inWeeks(stretches, ({ at }) => at, range);
  const weeks: HoursWeek[] = [];
  for (let from = range.from; from < range.to; from += WEEK) {
    const counts = countsOf(presenceOf(moments.get(weeks.length) ?? [], (at) => declaredAt(history, at)?.timeZone ?? 'UTC'));
    const most = Math.max(1, ...counts);
    const hand = mostly((sessions.get(weeks.length) ?? []).map((each) => hands.ofStretch(each)));
    weeks.push({ from, to: Math.min(range.to, from + WEEK), hand, hours: [...counts].map((count) => Math.round((count / most) * 100) / 100) });
  }
  return weeks;
}

function inWeeks<T>(rows: readonly T[], atOf: (row: T) => Instant, range: Range): Map<number, T[]> {
  const weeks = new Map<number, T[]>();
  for (const row of rows) {
    const week = Math.floor((atOf(row) - range.from) / WEEK);
    const known = weeks.get(week);
    if (known) known.push(row);
    else weeks.set(week, [row]);
  }
  return weeks;
}

/** The sessions of each week of the whole life, and its long pauses. */
export function overviewOf(history: AccountHistory): { weeks: { from: Instant; sessions: number }[]; notes: { at: Instant; words: string }[]; to: Instant } {
  const first = Math.min(history.registeredAt ?? history.asOf, history.stretches[0]?.at ?? history.asOf);
  const weeks = Array.from({ length: Math.max(1, Math.ceil((history.asOf - first) / WEEK)) }, (_, index) => ({ from: first + index * WEEK, sessions: 0 }));
  for (const { at } of history.stretches) {
    const week = weeks[Math.min(weeks.length - 1, Math.max(0, Math.floor((at - first) / WEEK)))];
    if (week !== undefined) week.sessions += 1;
  }
  const notes = history.registeredAt === null ? [] : [{ at: history.registeredAt, words: `Registered, ${shortMonth(history.registeredAt)}` }];
  return { weeks, notes: [...notes, ...quietOf(weeks)], to: history.asOf };
}

/** Thirteen weeks and more without a session, told once with the return. */
function quietOf(weeks: readonly { from: Instant; sessions: number }[]): { at: Instant; words: string }[] {
  const gaps = runsOf(weeks, (week) => String(week.sessions === 0)).filter((run) => run[0]?.sessions === 0 && run.length >= 13);
  return gaps.slice(-1).flatMap((run) => {
    const [start, end] = [run[0], run.at(-1)];
    const back = end !== undefined && end !== weeks.at(-1) ? [{ at: end.from + WEEK, words: 'Active again' }] : [];
    return start === undefined ? [] : [{ at: start.from, words: `Quiet for ${Math.round(run.length / 4.35)} months` }, ...back];
  });
}
