import { isTimeZone } from '../kernel/time-zone';
import type { Device } from './history';
import { numberIn, recordIn, textIn, textsIn } from './reading';

/**
 * The device of a `session.seen` event as stored (its token already a keyed digest), null where the platform told nothing of it.
 * A zone that tzdata does not know becomes null: what reads it abstains.
 */
export function deviceOf(device: unknown): Device | null {
  const told = recordIn(device);
  if (Object.keys(told).length === 0) return null;
  const timeZone = textIn(told.timeZone);
  return {
    token: textIn(told.token),
    platform: textIn(told.platform),
    browser: textIn(told.browser),
    timeZone: timeZone !== null && isTimeZone(timeZone) ? timeZone : null,
    languages: textsIn(told.languages) ?? [],
    keyboard: textIn(told.keyboard),
    screen: textIn(told.screen),
    gpu: textIn(told.gpu),
    cores: numberIn(told.cores),
    memoryGb: numberIn(told.memoryGb),
    fonts: textIn(told.fonts),
    canvas: textIn(told.canvas),
    hints: textsIn(told.hints) ?? [],
  };
}

/** What a device shows of itself without a token, part by part; null where a part was not reported. `hardware` is cores and memory. */
export type FingerprintComponents = Record<'screen' | 'gpu' | 'hardware' | 'fonts' | 'canvas' | 'platform', string | null>;

/** The parts that stay the same for months, in fixed order. Canvas is left out of the key: a browser update changes it. */
const STABLE = ['screen', 'gpu', 'hardware', 'fonts', 'platform'] as const;

/** Fewer known parts than this name no device in particular. */
const LEAST_COMPONENTS = 3;

/**
 * The stable vector of a device (screen, GPU, cores and memory, fonts, platform) as one text, null with fewer than 3 of its parts; and
 * the parts themselves. Many people own equal machines: a key links nobody until it is weighed by its rarity.
 */
export function fingerprintOf(device: Device): Fingerprint {
  const known = TAKEN.get(device);
  if (known) return known;
  const taken = takenOf(device);
  TAKEN.set(device, taken);
  return taken;
}

type Fingerprint = { readonly key: string | null; readonly components: Readonly<FingerprintComponents> };

/** An account's sessions share their devices (stretch.ts), and every pass asks again. */
const TAKEN = new WeakMap<Device, Fingerprint>();

function takenOf(device: Device): Fingerprint {
  const { cores, memoryGb } = device;
  const components: FingerprintComponents = {
    screen: device.screen,
    gpu: device.gpu,
    hardware: cores === null && memoryGb === null ? null : `${cores ?? '?'} cores, ${memoryGb ?? '?'} GB`,
    fonts: device.fonts,
    canvas: device.canvas,
    platform: device.platform,
  };
  const parts = STABLE.map((part) => components[part]);
  const known = parts.filter((part) => part !== null).length;
  return { key: known < LEAST_COMPONENTS ? null : JSON.stringify(parts), components };
}
