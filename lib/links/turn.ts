import { fingerprintOf } from '../enrichment/device';
import type { AccountHistory, Device } from '../enrichment/history';
import { dayOf } from '../kernel/instant';
import type { Instant } from '../kernel/instant';

/** Sights of devices, and days, on either side of a turn before it is believed. [T] */
const SIGHTS = 3;
const DAYS = 2;
/** From so many sights on, of which so many show another device, the devices are not known one from another. [T] */
const RESTLESS_FROM = 4;
const RESTLESS = 0.8;

/**
 * When all devices of an account's beginnings gave way to others, none of which was seen before and none of the old ones after:
 * the first such instant, null where there was none. Sessions in which a check of the person was passed or failed are left out, since
 * owners of rented accounts come back for those. Where nearly every visit shows another device, as browsers do that forget their token,
 * none is known to have been replaced. New hardware bought by its owner looks the same; what it is worth depends on what
 * came to be shared with others at that moment and not before.
 */
export function turnOf(history: Pick<AccountHistory, 'stretches' | 'checks'>): Instant | null {
  const checked = new Set(history.checks.map((each) => each.session).filter((session) => session !== null));
  const sights = history.stretches.flatMap(({ at, session, device }) => {
    const key = device === null || checked.has(session) ? null : hardwareOf(device);
    return key === null ? [] : [{ at, key }];
  });
  const first = new Map<string, Instant>();
  const last = new Map<string, Instant>();
  for (const { at, key } of sights) {
    if (!first.has(key)) first.set(key, at);
    last.set(key, at);
  }
  if (sights.length >= RESTLESS_FROM && first.size >= RESTLESS * sights.length) return null;
  const turns = [...first].sort((a, b) => a[1] - b[1]);
  let until = -Infinity;
  for (const [key, at] of turns) {
    if (until < at && steady(sights, (sight) => sight.at < at) && steady(sights, (sight) => sight.at >= at)) return at;
    until = Math.max(until, last.get(key)!);
  }
  return null;
}

function steady(sights: readonly { at: Instant }[], which: (sight: { at: Instant }) => boolean): boolean {
  const side = sights.filter(which);
  return side.length >= SIGHTS && new Set(side.map((sight) => dayOf(sight.at))).size >= DAYS;
}

/** The machine rather than its token, where it shows enough of itself: clearing a browser turns nothing. */
function hardwareOf(device: Device): string | null {
  return fingerprintOf(device).key ?? device.token;
}
