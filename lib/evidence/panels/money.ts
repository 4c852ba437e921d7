import type { Money } from '../../enrichment/history';
import { DAY, HOUR, type Instant } from '../../kernel/instant';
import { stakeOf } from '../../links/card';
import { clockOf, within, type Content, type PanelGiven, type Range } from './given';
import { mostly, type Hand } from './hands';
import { handOfInstrument, instrumentsOf, RAIL_WORDS, type UsedInstrument } from './instruments';
import { grouped, instrumentLabel, plural, rangeWords, shortDay, shortMonth, span } from './labels';

export type EarnedWeek = { from: Instant; earned: number; paid: number; hand: Hand };
export type InstrumentLine = { id: string; says: string; match: UsedInstrument['holderMatch'] };
export type MoneyPanel = Content<'money', {
  weeks: readonly EarnedWeek[]; currency: 'USD'; turn: { at: Instant; words: string } | null; instruments: readonly InstrumentLine[]; innocent: string;
  /** How fast and how fully pay leaves again, before the turn and since. Packets sealed earlier have none. */
  through?: readonly { when: string; says: string }[];
  /** Original currencies, amounts without a rate, what is cleared and not yet paid. */
  foot: string; describe: string;
}>;

const WEEK = 7 * DAY;

/** Earned and paid out by week, and to whom. Dollars by the policy's dated rates; sums in other currencies are named beside. */
export function money(given: PanelGiven): MoneyPanel {
  const { history, range } = given;
  const by = clockOf(given);
  const used = instrumentsOf(history);
  const [earned, paid] = [within(history.earnings, range), within(history.payouts, range)];
  if (used.length === 0 && earned.length === 0 && paid.length === 0) return { panel: 'money', nothing: { words: 'No earnings, payouts or payout methods', searched: `Searched ${rangeWords(range, by)}.` } };
  const handBy = new Map(used.map((each) => [each.instrument, handOfInstrument(given, each)]));
  const turn = used.slice(1).find((each) => handBy.get(each.instrument) === 'other' && each.from >= range.from) ?? null;
  const since = turn === null ? null : shareOf(given, { from: turn.from, to: range.to });
  return {
    panel: 'money', currency: 'USD', weeks: weeksOf(given, handBy),
    turn: turn === null ? null : { at: turn.from, words: `Since ${shortDay(turn.from, by)}${since === null ? '' : `: ${since} paid out`}` },
    instruments: [...used].reverse().map((each) => lineOf(given, each)),
    innocent: 'Somebody in need of cash, or with a new bank, looks the same; an instrument shared with strangers does not.',
    through: throughOf(given, turn?.from ?? null),
    foot: footOf(given),
    describe: `Earned and paid out by week: ${plural(earned.length, 'earning')} and ${plural(paid.length, 'payout')}.${turn === null ? '' : ` Since ${shortDay(turn.from, by)} pay goes to ${instrumentLabel(turn.instrument, given.tails)}.`}`,
  };
}

/** How much pay left again, and the median wait of a cleared sum until the next payout. Where the days shown cut money off, each part names the day that they begin or end with. */
function throughOf(given: PanelGiven, turn: Instant | null): { when: string; says: string }[] {
  const { history, range } = given;
  const moved = [...history.earnings, ...history.payouts];
  const by = clockOf(given);
  const parts = turn === null || turn <= range.from ? [{ when: 'In these days', from: range.from, to: range.to }] : [
    { when: moved.some(({ at }) => at < range.from) ? span(range.from, turn, by) : `Until ${shortDay(turn, by)}`, from: range.from, to: turn - 1 },
    { when: moved.some(({ at }) => at > range.to) ? rangeWords({ from: turn, to: range.to }, by) : `Since ${shortDay(turn, by)}`, from: turn, to: range.to },
  ];
  return parts.flatMap(({ when, ...part }) => {
    const share = shareOf(given, part);
    const waits = waitsIn(given, part);
    if (share === null || waits.length === 0) return share === null ? [] : [{ when, says: `${share} of what was earned was paid out` }];
    const middle = waits[Math.floor((waits.length - 1) / 2)] ?? 0;
    return [{ when, says: `${share} of what was earned was paid out; a payout followed half of the earnings within ${middle < DAY ? plural(Math.max(1, Math.round(middle / HOUR)), 'hour') : plural(Math.round(middle / DAY), 'day')}` }];
  });
}

/** How long each cleared sum waited for the next payout, shortest first. */
function waitsIn({ history }: PanelGiven, part: Range): number[] {
  const payouts = history.payouts.map(({ at }) => at).sort((a, b) => a - b);
  let next = 0;
  return within(history.earnings, part).map(({ at }) => at).sort((a, b) => a - b).flatMap((at) => {
    while (next < payouts.length && payouts[next]! < at) next += 1;
    return next < payouts.length ? [payouts[next]! - at] : [];
  }).sort((a, b) => a - b);
}

const usdIn = (rows: readonly { amount: Money }[]): number => rows.reduce((sum, { amount }) => sum + (amount.usd ?? 0), 0);

/** "96%" of the earnings of a time; null where nothing was earned in it. */
function shareOf({ history }: PanelGiven, range: Range): string | null {
  const earned = usdIn(within(history.earnings, range));
  return earned <= 0 ? null : `${Math.min(100, Math.round((usdIn(within(history.payouts, range)) / earned) * 100))}%`;
}

function weeksOf({ history, range }: PanelGiven, handBy: ReadonlyMap<string, Hand>): EarnedWeek[] {
  const weeks: EarnedWeek[] = [];
  for (let from = range.from; from < range.to; from += WEEK) {
    const week = { from, to: Math.min(range.to, from + WEEK) - 1 };
    const paid = within(history.payouts, week);
    weeks.push({ from, earned: Math.round(usdIn(within(history.earnings, week)) * 100) / 100, paid: Math.round(usdIn(paid) * 100) / 100, hand: mostly(paid.map((each) => handBy.get(each.instrument) ?? 'unknown')) });
  }
  return weeks;
}

function lineOf(given: PanelGiven, each: UsedInstrument): InstrumentLine {
  const { neighbourhood, tails } = given;
  const by = clockOf(given);
  const accounts = neighbourhood.identifiers.find(({ kind, digest }) => kind === 'payout_instrument' && digest === each.instrument)?.accounts ?? 1;
  const time = each.to === null ? `since ${shortDay(each.from, by)}` : `${shortMonth(each.from)} to ${shortDay(each.to, by)}`;
  return { id: instrumentLabel(each.instrument, tails), says: `${RAIL_WORDS[each.rail]}, ${time}${accounts > 1 ? `, on ${accounts} accounts` : ''}`, match: each.holderMatch };
}

function footOf({ history, range }: PanelGiven): string {
  const rows = [...within(history.earnings, range), ...within(history.payouts, range)].map(({ amount }) => amount);
  const foreign = [...new Set(rows.filter(({ currency, usd }) => currency !== 'USD' && usd !== null).map(({ currency }) => currency))].sort();
  const unknown = [...new Set(rows.filter(({ usd }) => usd === null).map(({ currency }) => currency))].sort();
  const originals = foreign.map((currency) => `${currency} ${grouped(rows.filter((row) => row.currency === currency).reduce((sum, row) => sum + row.amount, 0))}`);
  return [
    `Cleared and not yet paid out: $${grouped(stakeOf(history))}.`,
    ...(originals.length === 0 ? [] : [`Moved in other currencies: ${originals.join(', ')}, by the policy’s rates.`]),
    ...(unknown.length === 0 ? [] : [`Left out, no rate is known: ${unknown.join(', ')}.`]),
  ].join(' ');
}
