import type { Aggregates } from './aggregates';

/** A published flag by itself: points where it shows, by the class that its source gives it (1 weak, 2 moderate, 4 strong). */
type Flag = { name: string; points: number; shows: (row: Aggregates) => boolean };

const over = (name: string, least: number) => (row: Aggregates) => (row[name] ?? 0) >= least;

/** The flags of the public lists (domain.md section 2), each as a reader of them would code it: one by one, with nothing beside it. */
export const FLAGS: readonly Flag[] = [
  { name: 'works from another country than declared', points: 2, shows: over('awayShare', 0.5) },
  { name: 'logins farther apart than anyone travels', points: 2, shows: over('jumps', 2) },
  { name: 'three countries', points: 1, shows: over('countries', 3) },
  { name: 'clock of the device far from the declared zone', points: 2, shows: over('zoneGap', 0.6) },
  { name: 'mostly behind a VPN or host', points: 1, shows: over('rentedShare', 0.8) },
  { name: 'exits since the check', points: 2, shows: over('exitsAfterCheck', 0.6) },
  { name: 'others on the same exit', points: 2, shows: over('exitOthers', 2) },
  { name: 'slow line for its network', points: 2, shows: over('rttGap', 80) },
  { name: 'device on two accounts', points: 2, shows: over('deviceOthers', 1) },
  { name: 'device on three accounts', points: 2, shows: over('deviceOthers', 2) },
  { name: 'five accounts on one address', points: 4, shows: over('addressOthers', 4) },
  { name: 'new devices after the check', points: 4, shows: over('newDeviceAfterCheck', 1) },
  { name: 'remote desktop', points: 2, shows: over('remoteShare', 0.2) },
  { name: 'spoofed environment', points: 2, shows: over('spoofedShare', 0.2) },
  { name: 'session of a day', points: 2, shows: over('dayLong', 1) },
  { name: 'document on two accounts', points: 4, shows: over('documentOthers', 1) },
  { name: 'face or live check failed twice', points: 4, shows: over('faceFailed', 2) },
  { name: 'picture on two accounts', points: 4, shows: over('photoOthers', 1) },
  { name: 'name or trade changed', points: 2, shows: (row) => (row.renamed ?? 0) + (row.otherTrade ?? 0) > 0 },
  { name: 'checks begun and not ended', points: 1, shows: over('unfinished', 3) },
  { name: 'internet telephone', points: 1, shows: over('voip', 1) },
  { name: 'history not confirmed', points: 4, shows: over('claimFailed', 1) },
  { name: 'payee on two accounts', points: 2, shows: over('payeeOthers', 1) },
  { name: 'payee on three accounts', points: 2, shows: over('payeeOthers', 2) },
  { name: 'payee is somebody else', points: 2, shows: over('payeeMismatch', 1) },
  { name: 'payout changed after the check', points: 2, shows: over('payoutSoonAfterCheck', 1) },
  { name: 'crypto', points: 1, shows: over('crypto', 1) },
  { name: 'paid out within a day, again and again', points: 1, shows: over('sweptFast', 6) },
  { name: 'deals with itself', points: 4, shows: over('selfDealt', 1) },
  { name: 'asks for other ways to pay', points: 2, shows: over('paymentAsks', 2) },
  { name: 'works at night', points: 2, shows: over('nightShare', 0.3) },
  { name: 'more hours than a day has', points: 2, shows: over('mostHoursADay', 16) },
  { name: 'two timers at once', points: 4, shows: over('doubleTimed', 1) },
  { name: 'avoids the camera', points: 1, shows: over('dodged', 3) },
  { name: 'leaves the platform', points: 1, shows: over('offPlatform', 2) },
  { name: 'low prices, many bids', points: 1, shows: (row) => (row.priceRatio ?? 1) < 0.6 || (row.mostBidsADay ?? 0) > 30 },
  { name: 'profile text on two accounts', points: 2, shows: over('profileTextShared', 1) },
  { name: 'proposal text on three accounts', points: 2, shows: over('proposalTextOthers', 2) },
  { name: 'portfolio on two accounts', points: 2, shows: over('portfolioOthers', 1) },
  { name: 'referred another', points: 2, shows: over('referred', 1) },
  { name: 'another person on the call', points: 4, shows: over('otherPerson', 1) },
  { name: 'client reports theft', points: 4, shows: (row) => (row.harm ?? 0) + (row.threats ?? 0) > 0 },
];

export function naivePoints(row: Aggregates): number {
  return FLAGS.reduce((sum, flag) => sum + (flag.shows(row) ? flag.points : 0), 0);
}
