import { type Instant } from '../../lib/kernel/instant';
import type { Machine } from './devices';
import type { Trade } from './lexicon';
import type { Name } from './names';
import type { Place } from './places';
import type { Random } from './random';
import type { Route } from './routes';
import type { Education, Employment, Voice } from './texts';

/** Somebody at the keyboard for a stretch of an account's life. Stretches of one account may overlap: two people, one account. */
export type Hand = {
  from: Instant;
  to: Instant;
  /** Where this person's body is: sets the hours. */
  body: Place;
  /** The local hour at which a working day begins, and how many hours it spans. */
  startHour: number;
  span: number;
  /** Working days a week, sessions on such a day, and how much of it happens at weekends (1: as on any day). */
  perWeek: number;
  perDay: number;
  weekend: number;
  routes: readonly Route[];
  machines: readonly { machine: Machine; weight: number }[];
  /** The zone the browser reports; null: that of the body. */
  shownZone: string | null;
  voice: Voice;
  /** How eagerly this person bids, beside the account's own habit. */
  eager: number;
  /** Milliseconds added to every round trip: a desktop seen from afar. */
  addedRttMs: number;
  /** How much of what is done in a session is told, beside the session itself: 1 in full. */
  telling: number;
  /** Share of sessions that are on the phone, after the working day. */
  evenings: number;
  /** Chance that a session stays open for a day or more: attended by somebody at every hour, or left running by itself. */
  open: { chance: number; attended: boolean } | null;
  /** Now and then another line shows, mid-session. */
  leak: { chance: number; route: Route } | null;
};

/** Something an account does or suffers at a moment. In a session: at the first session from then on, or, `exact`, in one of its own. */
export type Act = { at: Instant; type: string; data: Record<string, unknown>; where: 'session' | 'exact' | 'nowhere'; machine?: Machine; route?: Route };

export type Instrument = { instrument: string; rail: 'bank' | 'card' | 'wallet' | 'crypto' | 'cash'; country: string; holderMatch: 'match' | 'partial' | 'none' | 'unknown' };

/**
 * How an account earns: bids a week, chance to win one, contracts at a time, share paid by the hour, and its prices beside its peers'.
 * `sprees`: chance that a session is one of some forty bids.
 */
export type Work = { bidsAWeek: number; sprees: number; winning: number; parallel: number; hourly: number; tracker: boolean; price: number; hoursAWeek: number };

/** How it is paid out from a moment on: the share that leaves, and after how many hours. `rotates`: by turns through all its instruments. */
export type Paying = { from: Instant; share: number; afterHours: number; rotates: boolean };

export type Interviewing = { chance: number; declines: number; cameraOff: number; accommodation: boolean };

/** An account with everything that will happen to it decided, before it is lived. Archetypes change it; `livedOf` turns it into events. */
export type Life = {
  account: string;
  random: Random;
  registeredAt: Instant;
  /** The identity the platform knows, which is not always the person's. */
  name: Name;
  legalName: string;
  born: number;
  birthDate: string;
  email: string;
  phone: string;
  phoneKind: 'mobile' | 'landline' | 'voip' | 'unknown';
  declared: Place;
  document: { number: string; type: 'passport' | 'id_card' | 'driving_licence' | 'residence_permit'; country: string };
  photo: string;
  kind: 'individual' | 'agency' | 'agency_member' | 'household_member';
  organisation: string | null;
  trade: Trade;
  skills: readonly string[];
  hourlyRate: number;
  currency: string;
  education: readonly Education[];
  employment: readonly Employment[];
  portfolio: readonly string[];
  /** Checked when: null where never. */
  checkedAt: Instant | null;
  /** Platforms ask again: after a year, a new document, a change of rules. */
  checkedAgainAt: Instant | null;
  hands: Hand[];
  instruments: { at: Instant; instrument: Instrument }[];
  work: Work;
  /** The last that has begun holds. */
  paying: Paying[];
  interviewing: Interviewing;
  /** Chance that a new contract brings a request to leave the platform or to pay another way. */
  offPlatform: number;
  /** Share of those requests that are about the way of paying. */
  paymentAsks: number;
  /** Chance that a school or an employer, asked with consent, confirms what the profile says. */
  confirmed: number;
  /** Clients met, in place of the market's. */
  clients: readonly string[] | null;
  acts: Act[];
  closedAt: Instant | null;
};

/** Changes what happens from one moment to another: hands are cut there, and those inside pass through `change`. */
export function during(life: Life, from: Instant, to: Instant, change: (hand: Hand) => Hand): void {
  life.hands = life.hands.flatMap((hand) => {
    if (hand.to <= from || hand.from >= to) return [hand];
    const inside = change({ ...hand, from: Math.max(hand.from, from), to: Math.min(hand.to, to) });
    const before = hand.from < from ? [{ ...hand, to: from }] : [];
    const after = hand.to > to ? [{ ...hand, from: to }] : [];
    return [...before, inside, ...after];
  });
}

/** From a moment on this hand alone has the account. */
export function takenOver(life: Life, at: Instant, hand: Hand): void {
  life.hands = [...life.hands.filter((one) => one.from < at).map((one) => ({ ...one, to: Math.min(one.to, at) })), { ...hand, from: at }];
}

/** Changes the whole of a life's hands. */
export function always(life: Life, change: (hand: Hand) => Hand): void {
  life.hands = life.hands.map(change);
}

export function does(life: Life, at: Instant, type: string, data: Record<string, unknown>, where: Act['where'] = 'session', by: { machine?: Machine; route?: Route } = {}): void {
  life.acts.push({ at, type, data, where, ...by });
}

export type DeclarationKind = 'travel' | 'relocation' | 'vpn' | 'virtual_desktop' | 'household' | 'agency' | 'name_change' | 'new_device' | 'accommodation';

export function declares(life: Life, at: Instant, kind: DeclarationKind, more: { from?: string; to?: string; country?: string; organisation?: string; verified?: boolean } = {}): void {
  does(life, at, 'declaration.made', { kind, ...more });
}
