import type { Finding } from '../signals/signal';
import { dayWords } from './wording';

type Told = Pick<Finding, 'signal' | 'firstAt' | 'lastAt'>;

const since = (finding: Told): string => `Since ${dayWords(finding.firstAt)}`;
const during = (finding: Told): string => {
  const [first, last] = [dayWords(finding.firstAt), dayWords(finding.lastAt)];
  return first === last ? `On ${first}` : `Between ${first} and ${last}`;
};

/**
 * What the holder may be told of each finding: account-integrity facts with their dates, enough to answer them. Never a threshold
 * or a weight, another person's name, an address, or how closely we look. Signals not in this table, such as a client's report
 * (it would point to who made it), are told nothing of; a new signal stays untold until somebody has written its sentence here.
 */
const SENTENCES: Readonly<Record<string, (finding: Told) => string>> = {
  G1: (f) => `${since(f)} your account has mostly been used from a country other than the one on your profile.`,
  G2: (f) => `${during(f)} your account was used in two places so far apart that one person could not have travelled between them in time.`,
  G3: (f) => `${during(f)} your account was used from several countries within a few days.`,
  G4: (f) => `${during(f)} your account was used for a short time from a country it was not used from before or after.`,
  G5: () => 'Your account is used from the same home connection as several other accounts.',
  G7: (f) => `${since(f)} the clock of the device you use has not fitted the place it connects from.`,
  N1: (f) => `${since(f)} your account has mostly been used through a VPN or a hosted network.`,
  N2: (f) => `${since(f)}, soon after your identity check, your account has mostly been used through a VPN or a hosted network.`,
  N3: () => 'Your account is used through the same private connection as a few other accounts.',
  N4: (f) => `${during(f)} connections to your account took longer than connections from that place usually do.`,
  N5: (f) => `${during(f)} your account was used through an address that is known for hiding where a connection comes from.`,
  N6: (f) => `${during(f)} an identity check or a change of your payout details was made through a network that hides where it comes from.`,
  D1: () => 'Your account has been used on a device that is also used for other accounts.',
  D2: () => 'Your account has been used on a device with the same unusual set-up as a device used for other accounts.',
  D3: (f) => `${since(f)}, after your identity check, your account has been used on a device that we had not seen before, and not on your earlier one.`,
  D4: (f) => `${during(f)} the device on which your account was used looked as if it was being operated from another computer.`,
  D5: (f) => `${during(f)} your account was used on two devices at the same time, in places far apart.`,
  D6: (f) => `${during(f)} one session on your account went on around the clock.`,
  D7: (f) => `${during(f)} the device on which your account was used described itself in ways that do not fit together.`,
  I1: () => 'A document used to verify your account has also been used to verify another account.',
  I2: (f) => `${during(f)} live checks on your account did not match the person who was verified.`,
  I3: () => 'A photo used on your account is also used on an account of somebody else.',
  I4: (f) => `${during(f)} the name or other personal details on your account changed.`,
  I5: (f) => `${during(f)} identity checks on your account were started and not finished.`,
  P1: () => 'Your pay goes to a payout account that other accounts on this platform are paid to as well.',
  P2: () => 'The name on the payout account you use does not match the name that was verified.',
  P3: (f) => `${since(f)} your pay goes somewhere new, added from a device we had not seen before.`,
  P4: (f) => `${during(f)} nearly everything you earned was passed on soon after it arrived.`,
  P5: () => 'Your account shares a device, a connection or a payout account with one of your clients.',
  P6: (f) => `${during(f)} clients were asked from your account to pay in other ways than this platform offers.`,
  T1: (f) => `${during(f)} the hours in which your account is used did not fit the time zone on your profile.`,
  T2: (f) => `${during(f)} your account was in use for most of the day and the night.`,
  T3: (f) => `${during(f)} your account was used in two separate shifts of the day, on different devices.`,
  T5: (f) => `${during(f)} more hours of work were billed on your account than one person can work.`,
  T6: (f) => `${during(f)} your account and other accounts did the same things in the same minutes, again and again.`,
  C1: (f) => `${during(f)} video calls that clients asked for did not take place.`,
  C2: (f) => `${during(f)} the way in which texts on your account are written changed.`,
  C3: () => 'Parts of the text on your profile or in your proposals are the same as on another account.',
  C4: () => 'Work samples on your account are also shown on another account.',
  C6: () => 'Proposals sent from your account are nearly the same as proposals sent from other accounts.',
  B1: (f) => `${during(f)} a large number of offers at very low prices was sent from your account.`,
  L1: () => 'Your account shares several things, such as devices, connections or payout accounts, with a group of other accounts.',
  L2: () => 'Your account shares devices, documents or payout details with an account that we closed earlier.',
  L3: () => 'A device, a home connection or a payout account that you use is also used for the accounts of several other people.',
  L4: () => 'Accounts that were verified with the same documents as yours show another name or history.',
  L5: () => 'Another account that shares devices, connections or payout details with yours worked for the same client.',
};

/** The sentence for the holder, or null when the finding cannot be told. */
export function canTell(finding: Told): string | null {
  return SENTENCES[finding.signal]?.(finding) ?? null;
}

/** Signals whose findings can be told. */
export const TELLABLE = Object.keys(SENTENCES) as readonly string[];
