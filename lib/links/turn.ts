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
 * the first such instant, null where there was none. In a session in which a check of the person was passed or failed an old device may
 * come back, since owners of rented accounts do so for those; before the turn it shows as well as any what the person began with, and
 * often nothing else does. Where nearly every visit shows another device, as browsers do that forget their token,
 * none is known to have been replaced. New hardware bought by its owner looks the same; what it is worth depends on what
 * came to be shared with others at that moment and not before.
 */
export function turnOf(history: Pick<AccountHistory, 'stretches' | 'checks'>): Instant | null {
  const machineOf = machinesAmong(new Set(history.stretches.flatMap(({ device }) => device ?? [])));
  if (new Set(machineOf.values()).size < 2) return null;
  const checked = new Set(history.checks.map((each) => each.session).filter((session) => session !== null));
  const sights = history.stretches.flatMap(({ at, session, device }) => {
    const key = device === null ? undefined : machineOf.get(device);
    return key === undefined ? [] : [{ at, key, working: !checked.has(session) }];
  });
  const working = sights.filter((sight) => sight.working);
  const first = new Map<string, Instant>();
  const last = new Map<string, Instant>();
  for (const { at, key } of sights) if (!first.has(key)) first.set(key, at);
  for (const { at, key } of working) last.set(key, at);
  if (working.length >= RESTLESS_FROM && last.size >= RESTLESS * working.length) return null;
  let until = -Infinity;
  for (const [key, at] of [...first].sort((a, b) => a[1] - b[1])) {
    if (until < at && last.has(key) && steady(sights, (sight) => sight.at < at) && steady(working, (sight) => sight.at >= at)) return at;
    until = Math.max(until, last.get(key) ?? -Infinity);
  }
  return null;
}

function steady(sights: readonly { at: Instant }[], which: (sight: { at: Instant }) => boolean): boolean {
  const side = sights.filter(which);
  return side.length >= SIGHTS && new Set(side.map((sight) => dayOf(sight.at))).size >= DAYS;
}

/** Of the five parts of a machine, those that must be known on either side, and agree, before two sights without a common token are one machine. [T] */
const ALIKE = 4;
type Parts = readonly (string | null)[];

/**
 * Which of these sights of devices show one machine: those with one token, whatever parts were left out now and then; and those that agree in all
 * parts known of both. Clearing a browser turns nothing, and neither does a part that a platform begins to tell. A device that shows neither a
 * token nor enough of itself is left out.
 */
function machinesAmong(devices: ReadonlySet<Device>): Map<Device, string> {
  const nodes = new Map<string, { parts: Parts; known: number }>();
  const nodeOf = new Map<Device, string>();
  for (const device of devices) {
    const { key, components: { screen, gpu, hardware, fonts, platform } } = fingerprintOf(device);
    const node = device.token ?? key;
    if (node === null) continue;
    nodeOf.set(device, node);
    const before = nodes.get(node)?.parts ?? [];
    const parts = [screen, gpu, hardware, fonts, platform].map((part, index) => before[index] ?? part);
    nodes.set(node, { parts, known: parts.filter((part) => part !== null).length });
  }
  const machines = new Map<string, string>();
  const named = new Map<string, string>();
  // The fullest first, so that no order of sights shows, and a machine is found by what it may lack: many a browser shows another one each time.
  for (const [node, { parts, known }] of [...nodes].sort((a, b) => b[1].known - a[1].known || (a[0] < b[0] ? -1 : 1))) {
    const same = known < ALIKE ? undefined : machines.get(JSON.stringify(parts));
    named.set(node, same ?? node);
    if (same !== undefined || known < ALIKE) continue;
    const lacking = known > ALIKE ? parts.map((_, left) => parts.map((part, index) => (index === left ? null : part))) : [];
    for (const shown of [parts, ...lacking].map((each) => JSON.stringify(each))) if (!machines.has(shown)) machines.set(shown, node);
  }
  return new Map([...nodeOf].map(([device, node]) => [device, named.get(node)!]));
}
