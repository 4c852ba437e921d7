import { printOf } from '../../signals/device-set';
import { NAMED_BY, printDigest } from '../../enrichment/print-digest';
import type { Device, Stretch } from '../../enrichment/history';
import { isEyeball, type NetworkClass } from '../../enrichment/network';
import { sha256Hex } from '../../kernel/canonical';
import type { Instant } from '../../kernel/instant';
import { daysOnBoth, inWords, momentOnBoth, shortDayIn, shortDaysIn, written, type Clock } from '../both-clocks';
import type { Range } from './given';

// Short names for things whose raw values are never shown. Times are UTC and, in brackets, by the clock that the account declares: a sealed
// packet reads the same everywhere.

const time = written({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const month = written({ month: 'short', year: 'numeric' });

/** "17 Nov", "17 Nov 2024", "17 Nov UTC (18 Nov, Asia/Tokyo)" */
export const shortDay = (at: Instant, { zone, now }: Clock): string => inWords(daysOnBoth(zone, (where) => shortDayIn(at, where, now)));
/** "17 Nov, 14:06 UTC (15:06 Europe/Paris)" */
export const shortMoment = (at: Instant, { zone, now }: Clock): string => inWords(momentOnBoth(at, zone, (when, where) => shortDayIn(when, where, now), time));
/** "Mar 2024" */
export const shortMonth = (at: Instant): string => month(at, 'UTC');
/** "2 Mar to 8 Sep", "6 Aug to 8 Aug 2024", "9 Sep" */
export const span = (from: Instant, to: Instant, { zone, now }: Clock): string => inWords(daysOnBoth(zone, (where) => shortDaysIn(from, to, where, now).join(' to ')));

/** A range in words. It may end with the midnight after its last day. */
export const rangeWords = ({ from, to }: Range, by: Clock): string => span(from, to - 1, by);

export { grouped, plural } from '../../kernel/words';

/** "D-9E2A": the head of the token's digest, else of the fingerprint's; null where the device shows neither. */
export function deviceLabel(device: Device | null): string | null {
  const print = printOf(device);
  const named = device?.token ?? (print === null ? null : printDigest(print));
  return named === null ? null : `D-${head(named)}`;
}

/** The first signs of a digest, for eyes. A value that is no digest (tests, foreign data) is digested first. */
export function head(digest: string): string {
  return (/^[0-9a-f]{16,}$/.test(digest) ? digest : sha256Hex(digest)).slice(0, NAMED_BY).toUpperCase();
}

/** "··4417" where a tail may be shown, else "P-03FA". */
export function instrumentLabel(digest: string, tails: ReadonlyMap<string, string>): string {
  const tail = tails.get(digest);
  return tail === undefined ? `P-${head(digest)}` : `··${tail}`;
}

export const NETWORK_WORDS: Readonly<Record<NetworkClass, string>> = {
  residential: 'Home broadband', mobile: 'Mobile network', hosting: 'Hosting', vpn_known: 'Known VPN', tor: 'Tor', relay: 'Relay', corporate: 'Company network', unknown: 'Not known',
};
const EXIT_WORDS: Readonly<Partial<Record<NetworkClass, string>>> = { hosting: 'hosting', vpn_known: 'VPN exit', tor: 'Tor exit', relay: 'relay' };

/** What a session on a network that hides its place is called; null on any other. */
export const exitWords = (network: NetworkClass): string | null => EXIT_WORDS[network] ?? null;

/** The city that a source names for the session, else the country's code; null where no source says anything. */
export function cityOf(stretch: Stretch): string | null {
  const { readings, country } = stretch.place;
  return readings.find(({ city }) => city !== null)?.city ?? country ?? readings.find((reading) => reading.country !== null)?.country ?? null;
}

/** Whether both sources agree on a place and the network says something of it. */
export const isPlaced = (stretch: Stretch): boolean => stretch.place.agreed && isEyeball(stretch.network.class);

const HINT_WORDS: Readonly<Record<string, string>> = {
  remote_desktop: 'remote desktop', virtual_machine: 'virtual machine', virtual_gpu: 'virtual display', rdp_screen: 'screen size of a remote session', port_3389: 'port 3389 open',
  uniform_key_lag: 'even key rhythm', no_pointer_inertia: 'pointer without inertia', kvm_switch: 'KVM switch', spoofed_user_agent: 'altered browser name', anti_detect_browser: 'anti-detect browser',
  impossible_pair: 'parts that do not exist together',
};

/** "Virtual display, even key rhythm"; null without hints. */
export function hintWords(hints: readonly string[]): string | null {
  const words = [...new Set(hints)].map((hint) => HINT_WORDS[hint] ?? hint.replaceAll('_', ' ')).join(', ');
  return words === '' ? null : sentence(words);
}

export const sentence = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
