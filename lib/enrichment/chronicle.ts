import type { StoredEvent } from '../intake/stored-event';
import type { Instant } from '../kernel/instant';
import type { AccountHistory, Check, Money } from './history';
import { isBefore, Told } from './part';
import type { NamedPlace, Spot } from './place';
import { instantIn, numberIn, recordIn, textIn, truthIn, wordIn } from './reading';
import type { Row } from './reading';
import { Contracts, Declarations } from './span';
import { Stretches } from './stretch';
import type { SessionFacts } from './stretch';
import { accountVersions, profileVersions } from './version';

/** The two tables that a history reads beyond the events. */
export type Tables = {
  /** US dollars by the dated table of the policy; null where the currency is unknown. */
  usd(money: { amount: number; currency: string }, at: Instant): number | null;
  /** Where a declared place is, by the gazetteer; null where it is not found. */
  spotOf(place: NamedPlace): Spot | null;
};

/** The tables, and how far the history looks: nothing later than `asOf` enters it. */
export type Telling = Tables & { asOf: Instant };

/**
 * The history of one account from its stored events (identifiers already keyed digests) and the facts about its sessions, by event id.
 * The same for any order and any repetition of the same events: they are put in order of (at, id) and each id counts once.
 * Events of other accounts and later than `asOf` are left out, and so is what they would have told.
 */
export function historyOf(account: string, events: Iterable<StoredEvent>, facts: ReadonlyMap<string, SessionFacts>, telling: Telling): AccountHistory {
  const once = new Map<string, Row>();
  for (const event of events) {
    if (event.account === account && event.at <= telling.asOf) once.set(event.id, rowOf(event, facts.get(event.id) ?? null));
  }
  const chronicle = new Chronicle(account, telling);
  chronicle.take([...once.values()]);
  return chronicle.upTo(telling.asOf);
}

export function rowOf({ id, at, type, session, data }: Pick<StoredEvent, 'id' | 'at' | 'type' | 'session' | 'data'>, facts: SessionFacts | null): Row {
  return { event: id, at, type, session, data: recordIn(data), facts };
}

/**
 * A history while it grows. Told at once or in portions it is the same: what would have to be told before something that
 * was told already is not taken, and the account is told anew.
 */
export class Chronicle {
  /** The latest instant of any event told so far. */
  latestAt: Instant = -Infinity;
  private registeredAt: Instant | null = null;
  private readonly parts: Parts;

  constructor(readonly account: string, tables: Tables) {
    this.parts = partsOf((value, at) => moneyIn(value, at, tables), tables);
  }

  /** Takes rows that were not told yet, in any order. False where one came too late for what was told already: this chronicle is of no more use then. */
  take(rows: readonly Row[]): boolean {
    for (const row of [...rows].sort((a, b) => (isBefore(a, b) ? -1 : 1))) {
      const part = READ_BY.get(row.type);
      if (part && !this.parts[part].take(row)) return false;
      if (row.type === 'account.registered') this.registeredAt ??= row.at;
      this.latestAt = Math.max(this.latestAt, row.at);
    }
    return true;
  }

  /** The history as it stands, ends cut at `asOf`, which must not lie before `latestAt`. */
  upTo(asOf: Instant): AccountHistory {
    const { account, registeredAt, parts } = this;
    // Copies: what is given away does not grow.
    return {
      account, asOf, registeredAt,
      versions: [...parts.versions.entries], profiles: [...parts.profiles.entries], stretches: parts.stretches.cutAt(asOf), activities: [...parts.activities.entries],
      checks: [...parts.checks.entries], instruments: [...parts.instruments.entries], payouts: [...parts.payouts.entries], earnings: [...parts.earnings.entries],
      bids: [...parts.bids.entries], contracts: [...parts.contracts.entries],
      timeLogs: parts.timeLogs.entries.flatMap((log) => (log.from > asOf ? [] : log.to > asOf ? { ...log, to: asOf } : log)),
      interviews: [...parts.interviews.entries], messageFlags: [...parts.messageFlags.entries], clientReports: [...parts.clientReports.entries],
      declarations: [...parts.declarations.entries], referrals: [...parts.referrals.entries], reviews: [...parts.reviews.entries],
    };
  }
}

function partsOf(money: (value: unknown, at: Instant) => Money | null, { spotOf }: Tables) {
  return {
    versions: accountVersions(money, spotOf),
    profiles: profileVersions(),
    stretches: new Stretches(),
    activities: new Told(({ session, data }) => {
      const kind = wordIn(data.kind, ['page', 'message', 'upload', 'download', 'work', 'mfa']);
      return kind && { session, kind, count: numberIn(data.count) ?? 1, size: numberIn(data.size) };
    }),
    checks: new Told<Omit<Check, 'event' | 'at'>>(({ type, session, data }) => {
      const check = wordIn(data.check, ['document', 'liveness', 'face_match', 'phone', 'email', 'address', 'employment', 'education']);
      const outcome = type === 'verification.started' ? 'started' : wordIn(data.outcome, ['passed', 'failed', 'abandoned']);
      if (!check || !outcome) return null;
      return {
        session, check, outcome, vendor: textIn(data.vendor), score: numberIn(data.score),
        document: textIn(data.document), documentType: textIn(data.documentType), documentCountry: textIn(data.documentCountry),
        imageHash: textIn(data.imageHash), reason: textIn(data.reason),
      };
    }),
    instruments: new Told(({ session, data }) => {
      const instrument = textIn(data.instrument);
      const rail = wordIn(data.rail, ['bank', 'card', 'wallet', 'crypto', 'cash']);
      return instrument && rail && { session, instrument, rail, country: textIn(data.country), holderMatch: wordIn(data.holderMatch, ['match', 'partial', 'none', 'unknown']) };
    }),
    payouts: new Told(({ at, data }) => {
      const [instrument, amount] = [textIn(data.instrument), money(data.amount, at)];
      return instrument && amount && { instrument, amount };
    }),
    earnings: new Told(({ at, data }) => {
      const amount = money(data.amount, at);
      return amount && { amount, contract: textIn(data.contract), client: textIn(data.client) };
    }),
    bids: new Told(({ at, data }) => ({
      client: textIn(data.client), job: textIn(data.job), category: textIn(data.category), price: money(data.price, at), hourly: truthIn(data.hourly), proposal: textIn(data.proposal),
    })),
    contracts: new Contracts(money),
    timeLogs: new Told(({ data }) => {
      const [contract, from, to] = [textIn(data.contract), instantIn(data.from), instantIn(data.to)];
      const source = wordIn(data.source, ['tracker', 'manual']);
      return contract && source && from !== null && to !== null && from <= to && { contract, from, to, source };
    }),
    interviews: new Told(({ data }) => {
      const state = wordIn(data.state, ['requested', 'done', 'declined', 'rescheduled', 'camera_off']);
      return state && { client: textIn(data.client), state, accommodation: truthIn(data.accommodation) ?? false };
    }),
    messageFlags: new Told(({ data }) => {
      const flag = wordIn(data.flag, ['off_platform', 'crypto_request', 'prepayment', 'third_party_payment', 'threat']);
      return flag && { flag, client: textIn(data.client) };
    }),
    clientReports: new Told(({ data }) => {
      const kind = wordIn(data.kind, ['theft', 'extortion', 'impersonation', 'different_person', 'quality', 'other']);
      return kind && { client: textIn(data.client), kind, text: textIn(data.text) };
    }),
    declarations: new Declarations(),
    referrals: new Told(({ data }) => {
      const to = textIn(data.to);
      return to && { to, client: textIn(data.client) };
    }),
    reviews: new Told(({ data }) => {
      const [client, rating] = [textIn(data.client), numberIn(data.rating)];
      return client && rating !== null && { client, rating };
    }),
  };
}

type Parts = ReturnType<typeof partsOf>;

/** Which part reads which type of event; a type that none reads is left out of the history. */
const READ_BY = new Map<string, keyof Parts>([
  ['account.registered', 'versions'], ['account.changed', 'versions'], ['profile.changed', 'profiles'], ['session.seen', 'stretches'], ['activity.recorded', 'activities'],
  ['verification.started', 'checks'], ['verification.finished', 'checks'], ['payout.method_added', 'instruments'], ['payout.sent', 'payouts'], ['earning.cleared', 'earnings'],
  ['bid.placed', 'bids'], ['contract.started', 'contracts'], ['contract.ended', 'contracts'], ['time.logged', 'timeLogs'], ['interview.changed', 'interviews'],
  ['message.flagged', 'messageFlags'], ['client.reported', 'clientReports'], ['declaration.made', 'declarations'], ['referral.made', 'referrals'], ['review.left', 'reviews'],
]);

/** An amount with its worth in dollars at an instant, null where it was not told. */
function moneyIn(value: unknown, at: Instant, tables: Tables): Money | null {
  const { amount, currency } = recordIn(value);
  const [number, code] = [numberIn(amount), textIn(currency)];
  return number === null || code === null ? null : { amount: number, currency: code, usd: tables.usd({ amount: number, currency: code }, at) };
}
