import { fingerprintOf } from '../enrichment/device';
import type { AccountHistory, Device, Stretch } from '../enrichment/history';
import type { Instant } from '../kernel/instant';
import { perHistory } from './per-history';

type Identity = { key: string | null; print: string | null };

/** Read once per device: forming a fingerprint is slow, and every device signal asks for it. */
const IDENTITIES = new WeakMap<Device, Identity>();

function identityOf(device: Device): Identity {
  const known = IDENTITIES.get(device);
  if (known) return known;
  const print = fingerprintOf(device).key;
  const bare = print === null ? null : `print ${print}`;
  const identity = { key: device.token === null ? bare : `token ${device.token}`, print };
  IDENTITIES.set(device, identity);
  return identity;
}

/** What a device is known by within one account: its token, else its fingerprint; null where it shows neither. */
export function deviceKey(device: Device | null): string | null {
  return device === null ? null : identityOf(device).key;
}

/** The fingerprint of a device, whether or not it shows a token; null where too little is known. */
export function printOf(device: Device | null): string | null {
  return device === null ? null : identityOf(device).print;
}

/**
 * Devices by token and by fingerprint at once. A device that shows its token one day and hides it the next is still known
 * by its fingerprint, so a missing optional field does not make a second device.
 */
export class DeviceSet {
  readonly keys = new Set<string>();
  readonly tokens = new Set<string>();
  readonly prints = new Set<string>();
  /** Fingerprints of devices that showed no token. */
  private readonly bare = new Set<string>();

  constructor(devices: Iterable<Device | null> = []) {
    for (const device of devices) this.add(device);
  }

  add(device: Device | null): void {
    if (device === null) return;
    const { key, print } = identityOf(device);
    if (key === null) return;
    this.keys.add(key);
    if (print !== null) this.prints.add(print);
    if (device.token !== null) this.tokens.add(device.token);
    else if (print !== null) this.bare.add(print);
  }

  get size(): number {
    return this.keys.size;
  }

  /** Whether this very device is in the set: by token where both show one, by fingerprint where either does not. */
  has(device: Device | null): boolean {
    if (device === null) return false;
    const { print } = identityOf(device);
    if (device.token === null) return print !== null && this.prints.has(print);
    return this.tokens.has(device.token) || (print !== null && this.bare.has(print));
  }

  /** Whether a device of the set has the same fingerprint, whatever the tokens say. */
  resembles(device: Device | null): boolean {
    const print = device === null ? null : identityOf(device).print;
    return print !== null && this.prints.has(print);
  }
}

/** When each token, each fingerprint, and each fingerprint of a device without a token was first seen. */
const firstSights = perHistory((history) => {
  const [tokens, prints, bare] = [new Map<string, Instant>(), new Map<string, Instant>(), new Map<string, Instant>()];
  for (const { at, device } of history.stretches) {
    if (device === null) continue;
    const { key, print } = identityOf(device);
    if (key === null) continue;
    if (print !== null && !prints.has(print)) prints.set(print, at);
    if (device.token !== null) { if (!tokens.has(device.token)) tokens.set(device.token, at); }
    else if (print !== null && !bare.has(print)) bare.set(print, at);
  }
  return { tokens, prints, bare };
});

/** Whether this very device was seen up to an instant: what `DeviceSet.has` answers of all stretches up to it. */
export function wasSeenBy(history: AccountHistory, device: Device | null, at: Instant): boolean {
  if (device === null) return false;
  const { print } = identityOf(device);
  const { tokens, prints, bare } = firstSights(history);
  const seen = (first: Instant | undefined): boolean => first !== undefined && first <= at;
  if (device.token === null) return print !== null && seen(prints.get(print));
  return seen(tokens.get(device.token)) || (print !== null && seen(bare.get(print)));
}

/** The stretches on a device that is known by something, in order of time. */
export const onDevices = perHistory((history): readonly Stretch[] => history.stretches.filter((each) => deviceKey(each.device) !== null));

export function devicesOf(stretches: readonly Stretch[]): DeviceSet {
  return new DeviceSet(stretches.map((stretch) => stretch.device));
}

/**
 * Whether the devices of these stretches last: a browser that forgets its token at every visit shows a new device each time,
 * and then a set of devices says nothing. Needs four sights before it doubts.
 */
export function devicesLast(stretches: readonly Stretch[]): boolean {
  const keys = stretches.map((stretch) => deviceKey(stretch.device)).filter((key) => key !== null);
  return keys.length < 4 || new Set(keys).size < 0.8 * keys.length;
}

/** The stretches of each session, in order of time. */
export const bySession = perHistory((history) => {
  const sessions = new Map<string, Stretch[]>();
  for (const stretch of history.stretches) {
    const own = sessions.get(stretch.session);
    if (own) own.push(stretch);
    else sessions.set(stretch.session, [stretch]);
  }
  return sessions;
});

/** The stretch of a session that was under way at an instant, else its latest before it, else its first. */
export function stretchOfSession(history: AccountHistory, session: string | null, at: Instant): Stretch | null {
  if (session === null) return null;
  let chosen: Stretch | null = null;
  for (const stretch of bySession(history).get(session) ?? []) {
    if (chosen !== null && stretch.at > at) break;
    chosen = stretch;
  }
  return chosen;
}
