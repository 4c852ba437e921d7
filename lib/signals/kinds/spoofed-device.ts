import type { AccountHistory, Device, Stretch } from '../../enrichment/history';
import { DAY } from '../../kernel/instant';
import { explainedBy } from '../declared';
import { deviceKey } from '../device-set';
import { impossiblePairs, isPrivacyBrowser, systemOf } from '../environment';
import type { System } from '../environment';
import { abstains, found, quiet } from '../reading';
import type { Signal } from '../signal';
import { graded, sureness } from '../weight';
import type { Explanation } from '../weight';
import { distinctDays, inLast } from '../window';

const WINDOW_DAYS = 30;
const PAIRS = 2;
const MARKED_SESSIONS = 2;

/**
 * D7. At least 2 different pairs of properties of the account's devices in the last 30 days that no real machine shows together, or the mark of an
 * anti-detect browser on 2 sessions [T]. Pairs: system and graphics, system and browser, one fonts digest or token on two systems (one pair, whichever shows
 * it; a phone's desktop view names Linux for Android and a Mac for an iPad, and is none), and what the platform itself reports
 * (`impossible_pair`, `spoofed_user_agent`). A zone against the seen place is G7; the zone's own offset
 * and the text of the user agent are not kept, so pairs with them are left out. Source: practice; domain.md section 2.
 */
export const spoofedDevice: Signal = {
  id: 'D7',
  version: 2,
  title: 'A device that cannot be what it says',
  family: 'device',
  halfLifeDays: 45,
  weight: 1.9,
  exhibit: 'table',
  innocent: ['A browser that hides what it is, for privacy', 'An emulator or a compatibility layer', 'A tool of a web developer that changes the browser’s name'],
  decides: 'One session from the plain browser of the same machine',
  declarations: ['virtual_desktop', 'accommodation'],
  alone: true,
  read({ history, asOf }) {
    const seen = inLast(history.stretches, WINDOW_DAYS, asOf).filter((each) => each.device !== null);
    if (seen.length === 0) return abstains('device details of the sessions of the last 30 days');
    const pairs = new Set<string>();
    const shown: Stretch[] = [];
    const moving = turncoats(seen);
    for (const stretch of seen) {
      const device = stretch.device!;
      const own = [...impossiblePairs(device), ...(moving.has(device) ? ['one_device_on_two_systems'] : [])];
      for (const pair of own) pairs.add(pair);
      if (own.length > 0 || isMarked(device)) shown.push(stretch);
    }
    const marked = shown.filter((each) => isMarked(each.device!));
    if (pairs.size < PAIRS && marked.length < MARKED_SESSIONS) return quiet;
    const explained: (Explanation | null)[] = [
      privacyBrowser(history, shown),
      explainedBy(history.declarations, 'virtual_desktop', shown, 'A virtual desktop is declared for this time.', () => 0.7),
      explainedBy(history.declarations, 'accommodation', shown, 'Assistive software is declared.', () => 0.5),
    ];
    return found(spoofedDevice, {
      llr: Math.min(1.9, graded(pairs.size, PAIRS, 4, 1.1, 1.7) + (marked.length > 0 ? 0.2 : 0)),
      quality: sureness(shown.length, 2),
      firstAt: shown[0]!.at,
      lastAt: shown.at(-1)!.at,
      value: { sessions: seen.length, withTraces: shown.length, pairs: [...pairs].sort().join(' '), days: distinctDays(shown), marked: marked.length },
      words: `${shown.length} of ${seen.length} sessions ${pairs.size >= PAIRS ? 'show properties that no real machine has together' : 'carry the mark of a browser made to pass for others'}.`,
      evidence: shown.map((each) => each.event),
      explained: explained.filter((each) => each !== null),
    });
  },
};

function isMarked(device: Device): boolean {
  return device.hints.includes('anti_detect_browser');
}

/** Systems that one browser names by turns: the desktop view of a phone or tablet. */
const KIN: Partial<Record<System, System>> = { android: 'linux', ios: 'macos' };

/** Devices that stay themselves by token or fonts and change their system: browsers keep neither across systems. */
function turncoats(seen: readonly Stretch[]): Set<Device> {
  const systems = new Map<string, Set<System>>();
  // Sessions share their devices (lib/enrichment/stretch.ts): most accounts show one or two.
  const devices = [...new Set(seen.map((each) => each.device!))];
  if (devices.length < 2) return new Set();
  const sights = devices.map((device) => {
    const system = systemOf(device.platform);
    const marks = (['token', 'fonts'] as const).flatMap((part) => (device[part] === null ? [] : [`${part} ${device[part]}`]));
    if (system !== null) for (const mark of marks) systems.set(mark, (systems.get(mark) ?? new Set()).add(KIN[system] ?? system));
    return { device, marks };
  });
  return new Set(sights.flatMap(({ device, marks }) => (marks.some((mark) => (systems.get(mark)?.size ?? 0) > 1) ? [device] : [])));
}

/** One and the same privacy browser on all these sessions, from the first two weeks on: a habit, and a stable one. */
function privacyBrowser(history: AccountHistory, shown: readonly Stretch[]): Explanation | null {
  const browsers = new Set(shown.map((each) => each.device!.browser));
  if (browsers.size > 1 || !isPrivacyBrowser(shown[0]!.device!.browser)) return null;
  const first = history.stretches[0]!.at;
  const early = history.stretches.filter((each) => each.at <= first + 14 * DAY && each.device !== null && browsers.has(each.device.browser));
  const steady = early.length >= 3 || new Set(shown.map((each) => deviceKey(each.device))).size === 1;
  return { kind: 'privacy_browser', share: steady ? 0.7 : 0.4, words: `They use a browser that hides what it is${steady ? ', and always the same one' : ''}.`, evidence: early.slice(0, 5).map((each) => each.event) };
}
