import type { Device } from '../enrichment/history';

/** The operating system that a device says it runs, as far as its own words tell. */
export type System = 'windows' | 'macos' | 'ios' | 'android' | 'linux';

/** `platform` as reported: "Win32", "MacIntel", "iPhone", "Android 14", "Linux x86_64"; null where it is none of these. */
export function systemOf(platform: string | null): System | null {
  if (platform === null) return null;
  if (/iphone|ipad|ipod|\bios\b/i.test(platform)) return 'ios';
  if (/mac|darwin/i.test(platform)) return 'macos';
  if (/android/i.test(platform)) return 'android';
  if (/win/i.test(platform)) return 'windows';
  return /linux|x11|cros/i.test(platform) ? 'linux' : null;
}

/**
 * Graphics by the systems on which they cannot be. Direct3D exists on Windows only, Metal and Apple's own chips on Apple's systems (free drivers
 * for them on Linux name themselves Mesa), Mali and PowerVR in no machine with Windows or macOS, Adreno in none with macOS,
 * graphics cards of a desktop in no iPhone. [K] A Linux platform may be a phone: nothing is held against it there.
 */
const NOT_ON: readonly { gpu: RegExp; but?: RegExp; systems: readonly System[] }[] = [
  { gpu: /direct3d|\bd3d(9|11|12)\b/i, systems: ['macos', 'ios', 'android'] },
  { gpu: /\bmetal\b|\bapple (gpu|m\d|a\d)/i, but: /mesa|agx/i, systems: ['windows', 'android', 'linux'] },
  { gpu: /\bmali\b|mali-|powervr/i, systems: ['windows', 'macos', 'ios'] },
  { gpu: /adreno/i, systems: ['macos', 'ios'] },
  { gpu: /geforce|radeon|\bintel\b/i, systems: ['ios'] },
];

/** Browsers that exist on these systems only. [K] */
const ONLY_ON: readonly { browser: RegExp; systems: readonly System[] }[] = [
  { browser: /^(mobile )?safari\b/i, systems: ['macos', 'ios'] },
  { browser: /internet explorer|^msie\b|\btrident\b/i, systems: ['windows'] },
  { browser: /samsung ?(internet|browser)/i, systems: ['android', 'linux'] },
];

const KNOWN = new WeakMap<Device, readonly string[]>();

/** Names of the pairs of a device's properties that no real machine shows together; what the platform itself reports among them. */
export function impossiblePairs(device: Device): readonly string[] {
  const known = KNOWN.get(device);
  if (known) return known;
  const pairs = pairsOf(device);
  KNOWN.set(device, pairs);
  return pairs;
}

function pairsOf({ platform, gpu, browser, hints }: Device): string[] {
  const system = systemOf(platform);
  const pairs = ['impossible_pair', 'spoofed_user_agent'].filter((hint) => hints.includes(hint));
  if (system === null) return pairs;
  if (gpu !== null && NOT_ON.some((each) => each.systems.includes(system) && each.gpu.test(gpu) && !each.but?.test(gpu))) pairs.push('system_and_graphics');
  if (browser !== null && ONLY_ON.some((each) => each.browser.test(browser) && !each.systems.includes(system))) pairs.push('system_and_browser');
  return pairs;
}

/** Browsers that show made-up properties to everybody, so as to make their users alike. */
export function isPrivacyBrowser(browser: string | null): boolean {
  return browser !== null && /\b(tor|brave|librewolf|mullvad|waterfox|duckduckgo|icecat|pale ?moon)\b/i.test(browser);
}
