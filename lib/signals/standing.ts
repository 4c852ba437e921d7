import type { AccountHistory } from '../enrichment/history';
import { DAY } from '../kernel/instant';
import type { Instant } from '../kernel/instant';

/** Days for which what has no end is held to go on after its last sign. [T] */
const GOES_ON_DAYS = 90;

type Lived = Pick<AccountHistory, 'stretches' | 'profiles' | 'checks'>;

function lastWorked({ stretches }: Pick<Lived, 'stretches'>, asOf: Instant): Instant {
  return stretches.findLast((each) => each.at <= asOf)?.at ?? -Infinity;
}

/** Until when the profile showed what it showed last at `shownAt`: to the account's last session, or to the edit that took it off. */
export function shownUntil(history: Pick<Lived, 'stretches' | 'profiles'>, shownAt: Instant, asOf: Instant): Instant {
  return history.profiles.find((each) => each.at > shownAt && each.at <= asOf)?.at ?? Math.max(shownAt, lastWorked(history, asOf));
}

/** Until when a picture stood: one of a check while the account works, which rests on it; one of the profile until it was taken off. */
export function pictureUntil(history: Lived, hash: string, asOf: Instant): Instant {
  const shownAt = history.profiles.findLast((each) => each.photoHash === hash && each.at <= asOf)?.at;
  const checked = history.checks.findLast((each) => each.imageHash === hash && each.at <= asOf)?.at;
  return checked === undefined ? shownUntil(history, shownAt ?? asOf, asOf) : Math.max(checked, lastWorked(history, asOf));
}

/** Until when something without an end went on, whose last sign was at `signAt`: while the account worked, for 90 days at most. */
export function goesOnUntil(history: Pick<Lived, 'stretches'>, signAt: Instant, asOf: Instant): Instant {
  return Math.max(signAt, Math.min(lastWorked(history, asOf), signAt + GOES_ON_DAYS * DAY));
}
