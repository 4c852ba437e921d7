import type { AccountHistory, Check } from '../../enrichment/history';
import { DAY } from '../../kernel/instant';
import type { Instant } from '../../kernel/instant';
import { explainedBy } from '../declared';
import { abstains, found, quiet } from '../reading';
import type { Signal } from '../signal';
import { graded } from '../weight';
import type { Explanation } from '../weight';
import { distinctDays, inLast } from '../window';

const LOOK_BACK_DAYS = 90;
const WINDOW = 21 * DAY;
const STARTS = 3;
const LIVE_DAYS = 2;
const LIVE: ReadonlySet<Check['check']> = new Set(['liveness', 'face_match']);
const OF_PERSON: ReadonlySet<Check['check']> = new Set(['document', 'liveness', 'face_match', 'address']);

/**
 * I5. In the last 90 days: checks of the person started at least 3 times within 21 days while bids were placed, and none finished, passed or
 * not; or a live check left unfinished on at least 2 days [T], 16 hours or more from one another (window.ts), while the document was passed and no
 * live check was finished. A platform that tells no starts tells them by what was abandoned. Whether an assisted route was offered is not in the
 * contract: a route that was used and passed speaks for the person. Source: seed fact on evasion of background checks; domain.md section 2.
 */
export const verificationAvoidance: Signal = {
  id: 'I5',
  version: 2,
  title: 'Checks begun and not finished',
  family: 'identity',
  halfLifeDays: 45,
  weight: 0.9,
  exhibit: 'table',
  innocent: ['A form that breaks, or a line too slow for it', 'No documents at hand: refugees, stateless people, long renewals', 'Worry about what becomes of the pictures'],
  decides: 'The same check with a person to help, or by a route without a camera',
  declarations: ['accommodation', 'name_change'],
  alone: true,
  read({ history, asOf }) {
    const checks = inLast(history.checks, LOOK_BACK_DAYS, asOf).filter((each) => OF_PERSON.has(each.check));
    if (checks.length === 0) return abstains('a check of the person that was begun');
    const begun = avoidedWhileBidding(history, checks) ?? leftAtLiveStep(history, checks);
    if (begun === null) return quiet;
    const { tries, live } = begun;
    const [first, last] = [tries[0]!.at, tries.at(-1)!.at];
    const explained: (Explanation | null)[] = [
      finishedAfter(history, last, asOf),
      explainedBy(history.declarations, 'accommodation', tries, 'They asked for another kind of check.'),
      explainedBy(history.declarations, 'name_change', tries, 'A change of name is declared; new documents take time.', () => 0.5),
      distinctDays(tries) === 1 ? { kind: 'one_sitting', share: 0.5, words: 'All tries were made within hours of each other, as when a form fails.', evidence: [] } : null,
    ];
    return found(verificationAvoidance, {
      llr: graded(tries.length, live ? LIVE_DAYS : STARTS, 7, 0.5, 0.9),
      quality: 0.8,
      firstAt: first,
      lastAt: last,
      value: { tries: tries.length, days: distinctDays(tries), atLiveStep: live },
      words: live ? `A live check was left unfinished ${tries.length} times; the document was passed.` : `A check was begun ${tries.length} times within three weeks and never finished, while bids went on.`,
      evidence: tries.map((each) => each.event),
      explained: explained.filter((each) => each !== null),
    });
  },
};

type Avoided = { tries: readonly Check[]; live: boolean };

/** The latest three weeks with enough starts, no finish and a bid. */
function avoidedWhileBidding({ bids }: AccountHistory, checks: readonly Check[]): Avoided | null {
  const started = checks.filter((each) => each.outcome === 'started');
  const starts = started.length > 0 ? started : checks.filter((each) => each.outcome === 'abandoned');
  const finished = checks.filter(isFinished);
  let avoided: Avoided | null = null;
  let [end, done, bid] = [0, 0, 0];
  for (let i = 0; i + STARTS <= starts.length; i += 1) {
    const from = starts[i]!.at;
    while (end < starts.length && starts[end]!.at <= from + WINDOW) end += 1;
    while (done < finished.length && finished[done]!.at < from) done += 1;
    while (bid < bids.length && bids[bid]!.at < from) bid += 1;
    const isOpen = end - i >= STARTS && !(done < finished.length && finished[done]!.at <= from + WINDOW);
    if (isOpen && bid < bids.length && bids[bid]!.at <= from + WINDOW) avoided = { tries: starts.slice(i, end), live: false };
  }
  return avoided;
}

function leftAtLiveStep(history: AccountHistory, checks: readonly Check[]): Avoided | null {
  const live = checks.filter((each) => LIVE.has(each.check));
  const left = live.filter((each) => each.outcome === 'abandoned');
  if (distinctDays(left) < LIVE_DAYS || live.some(isFinished)) return null;
  return history.checks.some((each) => each.check === 'document' && each.outcome === 'passed') ? { tries: left, live: true } : null;
}

function isFinished(check: Check): boolean {
  return check.outcome === 'passed' || check.outcome === 'failed';
}

function finishedAfter(history: AccountHistory, last: Instant, asOf: Instant): Explanation | null {
  const passed = history.checks.filter((each) => OF_PERSON.has(each.check) && each.outcome === 'passed' && each.at > last && each.at <= asOf);
  return passed.length === 0 ? null : { kind: 'finished_later', share: 0.75, words: 'A check of the person was passed afterwards.', evidence: passed.map((each) => each.event) };
}
