import { MINUTE } from '../../kernel/instant';
import { BEATS_AT_LEAST, BEAT_DAYS, beatsOf } from '../../links/beat';
import { abstains, found, quiet } from '../reading';
import { sharersOf, tieExplanation, tieTo } from '../sharing';
import type { Given, Signal } from '../signal';
import { beyondChance, stepsWith } from '../synchrony';
import type { Step } from '../synchrony';
import type { Explanation } from '../weight';
import { graded } from '../weight';

const ACCOUNTS = 3;
const LEVEL = 1e-4;
const DAY_MINUTES = 24 * 60;
/** Acts in step that all fall within so much of the clock are the beginning of a shift or a class. [T] */
const SHIFT_MINUTES = 60;

/**
 * T6. At least 3 accounts do the same sort of thing within 2 minutes of each other, 10 times or more in the 14 days up to the account's last
 * act, beyond what chance does within the same hours (Poisson, p < 1e-4, false discoveries held to it over all pairs and sorts). Looks only
 * at accounts that share more than a crowd does: a device, payout, contact, text, template, ring, or an exit or fingerprint of few; and of one sort
 * at the latest 2,016 minutes of an account, one in ten of the 14 days.
 * Source: SynchroTrap (Cao et al. 2014, 1,156 campaigns in a month); domain.md section 2.
 */
export const actingInStep: Signal = {
  id: 'T6',
  version: 2,
  title: 'Acts in step with other accounts',
  family: 'time',
  halfLifeDays: 45,
  weight: 2.8,
  exhibit: 'timeline',
  innocent: ['A class or a shift that begins at one hour', 'Colleagues who work on one order together', 'A scheduled tool that several people use'],
  decides: 'Whether one person or one program is behind the acts, or several people who meet',
  declarations: ['agency', 'household'],
  read(given) {
    const { history, neighbourhood } = given;
    const last = Math.max(...[history.stretches, history.bids, history.activities].map((rows) => rows.findLast(({ at }) => at <= given.asOf)?.at ?? -Infinity));
    if (last === -Infinity) return abstains('sessions, bids or recorded activities');
    if (neighbourhood.beats.size < ACCOUNTS - 1) return quiet;
    const own = beatsOf(history, last);
    const steps = [...neighbourhood.beats.keys()].sort().flatMap((account) => stepsWith(account, own, neighbourhood.beats.get(account)!));
    const beyond = beyondChance(steps, LEVEL).filter((step) => step.together >= BEATS_AT_LEAST);
    const sorts = [...new Set(beyond.map((step) => step.sort))].map((sort) => ({ sort, with: beyond.filter((step) => step.sort === sort) }));
    const best = sorts.sort((a, b) => b.with.length - a.with.length || sumOf(b.with) - sumOf(a.with) || (a.sort < b.sort ? -1 : 1))[0];
    if (best === undefined || best.with.length < ACCOUNTS - 1) return quiet;
    const tied = best.with.map((step) => tieTo(given, neighbourhood.neighbours.get(step.account) ?? null));
    const outside = tied.filter((each) => each.tie === null).length;
    const minutes = [...new Set(best.with.flatMap((step) => step.minutes))].sort((a, b) => a - b);
    const explained: (Explanation | null)[] = [outside === 0 ? tieExplanation(tied) : null, oneHour(minutes), oneLine(given, best.with)];
    const inStep = new Set(minutes);
    return found(actingInStep, {
      llr: graded(best.with.length + 1, ACCOUNTS, 8, 2.1, 2.8),
      quality: 0.9,
      firstAt: minutes[0]! * MINUTE,
      lastAt: minutes.at(-1)! * MINUTE,
      value: { accounts: best.with.length + 1, times: Math.max(...best.with.map((step) => step.together)), expected: Math.round(Math.max(...best.with.map((step) => step.expected)) * 10) / 10, days: BEAT_DAYS },
      words: `${best.with.length + 1} accounts did the same within two minutes of each other ${Math.max(...best.with.map((step) => step.together))} times in 14 days.`,
      evidence: [...history.stretches, ...history.bids, ...history.activities].filter((each) => inStep.has(Math.floor(each.at / MINUTE))).sort((a, b) => a.at - b.at || (a.event < b.event ? -1 : 1)).map((each) => each.event),
      explained: explained.filter((each) => each !== null),
    });
  },
};

function sumOf(steps: readonly Step[]): number {
  return steps.reduce((sum, step) => sum + step.together, 0);
}

/** All at about the same time of day. */
function oneHour(minutes: readonly number[]): Explanation | null {
  const clock = minutes.map((minute) => minute % DAY_MINUTES).sort((a, b) => a - b);
  const widest = clock.reduce((most, minute, index) => Math.max(most, index === 0 ? minute + DAY_MINUTES - clock.at(-1)! : minute - clock[index - 1]!), 0);
  if (DAY_MINUTES - widest > SHIFT_MINUTES) return null;
  return { kind: 'one_hour', share: 0.6, words: 'It is always the same hour, as when a shift or a class begins.', evidence: [] };
}

function oneLine(given: Given, steps: readonly Step[]): Explanation | null {
  const beside = new Set(sharersOf(given, 'ip').map((each) => each.account));
  if (!steps.every((step) => beside.has(step.account))) return null;
  return { kind: 'one_line', share: 0.35, words: 'They are on one home or office line, as people who work side by side.', evidence: [] };
}
