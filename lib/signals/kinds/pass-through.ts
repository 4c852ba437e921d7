import type { AccountHistory, Earning, Payout } from '../../enrichment/history';
import { DAY } from '../../kernel/instant';
import type { Instant } from '../../kernel/instant';
import { declaredNear, coveredBy, weightOf } from '../declared';
import { abstains, found, quiet } from '../reading';
import type { Signal } from '../signal';
import { graded } from '../weight';
import type { Explanation } from '../weight';
import { inLast } from '../window';

const WINDOW_DAYS = 90;
const SOON = DAY;
const SHARE = 0.9;
const TIMES = 8;
const CHANGES = 2;

/**
 * P4. Cleared earnings of which at least 90% were withdrawn within 24 hours, 8 times in a row or more, to payout methods that take turns: the longest
 * such run of the last 90 days. Taking turns means 2 methods or more and 2 changes between them [T]: one change is a new bank.
 * A payout serves the earliest earning that it can, once. Amounts are compared in dollars; without a known rate a row is left out.
 * Source: founding report on money handed on; domain.md section 2.
 */
export const passThrough: Signal = {
  id: 'P4',
  version: 1,
  title: 'Money passes through at once, to several places',
  family: 'payout',
  halfLifeDays: 60,
  weight: 0.9,
  exhibit: 'timeline',
  innocent: ['Somebody who lives from hand to mouth and pays bills directly', 'A platform that pays out by itself, and a second account for savings', 'A habit of not leaving money on platforms'],
  decides: 'Whose the payout methods are, by statements that name the holder',
  declarations: ['household', 'relocation'],
  alone: true,
  read({ history, asOf }) {
    const earned = inLast(history.earnings, WINDOW_DAYS, asOf).filter((each) => (each.amount.usd ?? 0) > 0);
    const paid = inLast(history.payouts, WINDOW_DAYS, asOf).filter((each) => (each.amount.usd ?? 0) > 0);
    if (earned.length === 0 || paid.length === 0) return abstains('cleared earnings and payouts of the last 90 days in a currency with a known rate');
    if (earned.length < TIMES || new Set(paid.map((each) => each.instrument)).size < 2) return quiet;
    const run = longestRun(earned, paid, asOf);
    if (run === null) return quiet;
    const outs = [...new Set(run.flatMap((each) => each.outs))];
    const instruments = new Set(outs.map((each) => each.instrument));
    return found(passThrough, {
      llr: graded(run.length, TIMES, 20, 0.5, 0.9),
      quality: 0.9,
      firstAt: run[0]!.earning.at,
      lastAt: Math.max(run.at(-1)!.earning.at, ...outs.map((each) => each.at)),
      value: { timesInARow: run.length, methods: instruments.size, changes: changesIn(run) },
      words: `${run.length} times in a row nearly all of the money left within a day of clearing, to ${instruments.size} payout methods in turn.`,
      evidence: run.flatMap((each) => [each.earning.event, ...each.outs.map((out) => out.event)]),
      identifiers: [...instruments].map((digest) => ({ kind: 'payout_instrument', digest })),
      explained: explanationsOf(history, instruments, run[0]!.earning.at, asOf),
    });
  },
};

type Passed = { earning: Earning; outs: Payout[] };

/** The longest run that qualifies, of equal ones the last; null where there is none. One pass over both lists. */
function longestRun(earned: readonly Earning[], paid: readonly Payout[], asOf: Instant): Passed[] | null {
  const left = paid.map((each) => each.amount.usd!);
  let next = 0;
  let run: Passed[] = [];
  let best: Passed[] | null = null;
  const close = () => {
    if (run.length >= TIMES && changesIn(run) >= CHANGES && run.length >= (best?.length ?? 0)) best = run;
    run = [];
  };
  for (const earning of earned) {
    while (next < paid.length && (paid[next]!.at < earning.at || left[next]! <= 0)) next += 1;
    const outs: Payout[] = [];
    let owed = SHARE * earning.amount.usd!;
    for (let index = next; index < paid.length && owed > 1e-9 && paid[index]!.at <= earning.at + SOON; index += 1) {
      const taken = Math.min(owed, left[index]!);
      if (taken <= 0) continue;
      owed -= taken;
      left[index]! -= taken;
      outs.push(paid[index]!);
    }
    if (owed <= 1e-9) run.push({ earning, outs });
    // A day that is not over yet proves nothing either way.
    else if (earning.at + SOON <= asOf) close();
  }
  close();
  return best;
}

function changesIn(run: readonly Passed[]): number {
  const order = run.flatMap((each) => each.outs.map((out) => out.instrument));
  return order.slice(1).filter((each, index) => each !== order[index]).length;
}

function explanationsOf(history: AccountHistory, instruments: ReadonlySet<string>, from: Instant, asOf: Instant): Explanation[] {
  const added = history.instruments.filter((each) => instruments.has(each.instrument) && each.at <= asOf);
  const own = new Set(added.filter((each) => each.holderMatch === 'match').map((each) => each.instrument));
  const household = coveredBy(history.declarations, 'household', asOf);
  const moved = declaredNear(history.declarations, 'relocation', from, 90);
  const all: (Explanation | null)[] = [
    own.size === 0 ? null : { kind: 'own_name', share: (0.7 * own.size) / instruments.size, words: 'Payout methods among them are in the holder’s own name.', evidence: added.filter((each) => own.has(each.instrument)).map((each) => each.event) },
    household && { kind: 'declared_household', share: 0.6 * weightOf(household), words: 'They declared a household, which has several accounts.', evidence: [household.event] },
    moved && { kind: 'declared_relocation', share: 0.5 * weightOf(moved), words: 'They declared a move, after which old and new bank run side by side.', evidence: [moved.event] },
  ];
  return all.filter((each) => each !== null);
}
