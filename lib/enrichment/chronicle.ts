import type { StoredEvent } from '../intake/stored-event';
import type { Instant } from '../kernel/instant';
import type { AccountHistory, Money } from './history';
import type { NamedPlace, Spot } from './place';
import { instantIn, numberIn, recordIn, textIn, truthIn, wordIn } from './reading';
import type { Row } from './reading';
import { contractsOf, declarationsOf } from './span';
import { stretchesOf } from './stretch';
import type { SessionFacts } from './stretch';
import { profilesOf, versionsOf } from './version';

/** What a history needs beyond the events: how far it looks, and the two tables it reads. */
export type Telling = {
  /** Nothing later than this enters the history. */
  asOf: Instant;
  /** US dollars by the dated table of the policy; null where the currency is unknown. */
  usd(money: { amount: number; currency: string }, at: Instant): number | null;
  /** Where a declared place is, by the gazetteer; null where it is not found. */
  spotOf(place: NamedPlace): Spot | null;
};

/**
 * The history of one account from its stored events (identifiers already keyed digests) and the facts about its sessions, by event id.
 * The same for any order and any repetition of the same events: they are put in order of (at, id) and each id counts once.
 * Events of other accounts and later than `asOf` are left out, and so is what they would have told.
 */
export function historyOf(account: string, events: Iterable<StoredEvent>, facts: ReadonlyMap<string, SessionFacts>, telling: Telling): AccountHistory {
  const rows = inOrder(account, events, telling.asOf);
  const of = (...types: string[]) => rows.filter(({ type }) => types.includes(type));
  const money = (value: unknown, at: Instant) => moneyIn(value, at, telling);
  return {
    account,
    asOf: telling.asOf,
    registeredAt: of('account.registered')[0]?.at ?? null,
    versions: versionsOf(of('account.registered', 'account.changed'), money, telling.spotOf),
    profiles: profilesOf(of('profile.changed')),
    stretches: stretchesOf(of('session.seen'), facts, telling.asOf),
    activities: told(of('activity.recorded'), ({ session, data }) => {
      const kind = wordIn(data.kind, ['page', 'message', 'upload', 'download', 'work', 'mfa']);
      return kind && { session, kind, count: numberIn(data.count) ?? 1, size: numberIn(data.size) };
    }),
    checks: told(of('verification.started', 'verification.finished'), ({ type, session, data }) => {
      const check = wordIn(data.check, ['document', 'liveness', 'face_match', 'phone', 'email', 'address', 'employment', 'education']);
      const outcome = type === 'verification.started' ? 'started' : wordIn(data.outcome, ['passed', 'failed', 'abandoned']);
      if (!check || !outcome) return null;
      return {
        session, check, outcome, vendor: textIn(data.vendor), score: numberIn(data.score),
        document: textIn(data.document), documentType: textIn(data.documentType), documentCountry: textIn(data.documentCountry),
        imageHash: textIn(data.imageHash), reason: textIn(data.reason),
      };
    }),
    instruments: told(of('payout.method_added'), ({ session, data }) => {
      const instrument = textIn(data.instrument);
      const rail = wordIn(data.rail, ['bank', 'card', 'wallet', 'crypto', 'cash']);
      return instrument && rail && { session, instrument, rail, country: textIn(data.country), holderMatch: wordIn(data.holderMatch, ['match', 'partial', 'none', 'unknown']) };
    }),
    payouts: told(of('payout.sent'), ({ at, data }) => {
      const [instrument, amount] = [textIn(data.instrument), money(data.amount, at)];
      return instrument && amount && { instrument, amount };
    }),
    earnings: told(of('earning.cleared'), ({ at, data }) => {
      const amount = money(data.amount, at);
      return amount && { amount, contract: textIn(data.contract), client: textIn(data.client) };
    }),
    bids: told(of('bid.placed'), ({ at, data }) => ({
      client: textIn(data.client), job: textIn(data.job), category: textIn(data.category), price: money(data.price, at), hourly: truthIn(data.hourly), proposal: textIn(data.proposal),
    })),
    contracts: contractsOf(of('contract.started', 'contract.ended'), money),
    timeLogs: told(of('time.logged'), ({ data }) => {
      const [contract, from, to] = [textIn(data.contract), instantIn(data.from), instantIn(data.to)];
      const source = wordIn(data.source, ['tracker', 'manual']);
      if (!contract || !source || from === null || to === null || from > telling.asOf || to < from) return null;
      return { contract, from, to: Math.min(to, telling.asOf), source };
    }),
    interviews: told(of('interview.changed'), ({ data }) => {
      const state = wordIn(data.state, ['requested', 'done', 'declined', 'rescheduled', 'camera_off']);
      return state && { client: textIn(data.client), state, accommodation: truthIn(data.accommodation) ?? false };
    }),
    messageFlags: told(of('message.flagged'), ({ data }) => {
      const flag = wordIn(data.flag, ['off_platform', 'crypto_request', 'prepayment', 'third_party_payment', 'threat']);
      return flag && { flag, client: textIn(data.client) };
    }),
    clientReports: told(of('client.reported'), ({ data }) => {
      const kind = wordIn(data.kind, ['theft', 'extortion', 'impersonation', 'different_person', 'quality', 'other']);
      return kind && { client: textIn(data.client), kind, text: textIn(data.text) };
    }),
    declarations: declarationsOf(of('declaration.made')),
    referrals: told(of('referral.made'), ({ data }) => {
      const to = textIn(data.to);
      return to && { to, client: textIn(data.client) };
    }),
    reviews: told(of('review.left'), ({ data }) => {
      const [client, rating] = [textIn(data.client), numberIn(data.rating)];
      return client && rating !== null && { client, rating };
    }),
  };
}

/** The account's events up to `asOf`, each id once, in order of (at, id). Ids are compared by code unit: no locale has a say. */
function inOrder(account: string, events: Iterable<StoredEvent>, asOf: Instant): Row[] {
  const once = new Map<string, Row>();
  for (const { id, at, type, session, data, account: owner } of events) {
    if (owner === account && at <= asOf) once.set(id, { event: id, at, type, session, data: recordIn(data) });
  }
  return [...once.values()].sort((a, b) => a.at - b.at || (a.event < b.event ? -1 : 1));
}

/** One entry for each row that tells what its type asks for; rows that were blanked out of it are left out. */
function told<Entry extends object>(rows: readonly Row[], read: (row: Row) => Entry | null | false | '' | 0): (Entry & { event: string; at: Instant })[] {
  return rows.flatMap((row) => {
    const entry = read(row);
    return entry ? [{ event: row.event, at: row.at, ...entry }] : [];
  });
}

/** An amount with its worth in dollars at an instant, null where it was not told. */
function moneyIn(value: unknown, at: Instant, telling: Telling): Money | null {
  const { amount, currency } = recordIn(value);
  const [number, code] = [numberIn(amount), textIn(currency)];
  return number === null || code === null ? null : { amount: number, currency: code, usd: telling.usd({ amount: number, currency: code }, at) };
}
