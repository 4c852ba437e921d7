import { current } from '../../enrichment/history';
import type { AccountHistory, Instrument } from '../../enrichment/history';
import type { Instant } from '../../kernel/instant';
import { CONFIRMED, coveredBy, declaredNear, weightOf } from '../declared';
import { abstains, found, quiet } from '../reading';
import type { Signal } from '../signal';
import type { Explanation } from '../weight';
import { inLast } from '../window';

const WINDOW_DAYS = 90;

/**
 * P2. The holder of a payout method in use is not the verified person: the vendor's comparison, which knows other scripts, orders and
 * spellings of a name, says "none" at its latest. In use is the method added last, and any that was paid to in the last 90 days.
 * Names are never compared here. Without a passed document check there is nobody whose name was proven, and it counts less.
 * Source: US advisory of 16 May 2022; domain.md section 2.
 */
export const foreignPayee: Signal = {
  id: 'P2',
  version: 1,
  title: 'Paid out to somebody else',
  family: 'payout',
  halfLifeDays: 90,
  weight: 1.8,
  exhibit: 'table',
  innocent: ['A name before or after marriage, or after another change', 'A business account of their own', 'Somebody without a bank who uses a relative’s account'],
  decides: 'A statement or letter of the bank that names the holder',
  declarations: ['name_change', 'household', 'agency'],
  alone: true,
  read({ history, asOf }) {
    const added = history.instruments.filter((each) => each.at <= asOf);
    const judged = new Map(added.filter((each) => each.holderMatch !== null && each.holderMatch !== 'unknown').map((each) => [each.instrument, each]));
    if (judged.size === 0) return abstains('the vendor’s comparison of the payout method’s holder with the verified person');
    const paid = inLast(history.payouts, WINDOW_DAYS, asOf);
    const latest = added.at(-1)!.instrument;
    const inUse = new Set([latest, ...paid.map((each) => each.instrument)]);
    const foreign = [...judged.values()].filter((each) => each.holderMatch === 'none' && inUse.has(each.instrument)).sort((a, b) => a.at - b.at || (a.event < b.event ? -1 : 1));
    if (foreign.length === 0) return quiet;
    const digests = new Set(foreign.map((each) => each.instrument));
    const money = paid.filter((each) => digests.has(each.instrument));
    const proven = history.checks.some((each) => each.check === 'document' && each.outcome === 'passed' && each.at <= asOf);
    const usedAt = Math.max(foreign.at(-1)!.at, money.at(-1)?.at ?? 0);
    return found(foreignPayee, {
      llr: 1.2 + (money.length > 0 ? 0.35 : 0) + (foreign.length > 1 ? 0.25 : 0),
      quality: proven ? 1 : 0.6,
      firstAt: foreign[0]!.at,
      lastAt: digests.has(latest) ? Math.max(usedAt, lastSight(history, asOf)) : usedAt,
      value: { methods: foreign.length, payouts: money.length, verified: proven },
      words: `The vendor finds no match between ${proven ? 'the verified person' : 'the account’s name'} and the holder of ${foreign.length === 1 ? 'the payout method' : `${foreign.length} payout methods`} in use.`,
      evidence: [...foreign.map((each) => each.event), ...money.slice(-5).map((each) => each.event)],
      identifiers: foreign.map((each) => ({ kind: 'payout_instrument', digest: each.instrument })),
      explained: explanationsOf(history, foreign, [...judged.values()].filter((each) => each.holderMatch === 'match' && paid.some((one) => one.instrument === each.instrument)), asOf),
    });
  },
};

/** It stands while the method is in use: the last session up to `asOf`. */
function lastSight(history: AccountHistory, asOf: Instant): Instant {
  return history.stretches.findLast((each) => each.at <= asOf)?.at ?? 0;
}

function explanationsOf(history: AccountHistory, foreign: readonly Instrument[], own: readonly Instrument[], asOf: Instant): Explanation[] {
  const { at } = foreign[0]!;
  const renamed = declaredNear(history.declarations, 'name_change', at, 365);
  const household = coveredBy(history.declarations, 'household', asOf);
  const agency = coveredBy(history.declarations, 'agency', asOf);
  const account = current(history);
  const registered = account !== null && account.organisation !== null && account.kind !== null && account.kind !== 'individual';
  const names = history.versions.filter((each, index) => index > 0 && each.legalName !== history.versions[index - 1]!.legalName && history.versions[index - 1]!.legalName !== null);
  const papers = history.checks.filter((each) => each.check === 'document' && each.outcome === 'passed' && each.at > foreign.at(-1)!.at && each.at <= asOf);
  const all: (Explanation | null)[] = [
    renamed && { kind: 'declared_name_change', share: 0.9 * weightOf(renamed), words: 'They declared a change of name.', evidence: [renamed.event] },
    household && { kind: 'declared_household', share: 0.7 * weightOf(household), words: 'They declared a household, in which an account may be shared.', evidence: [household.event] },
    agency && { kind: 'declared_agency', share: 0.8 * weightOf(agency), words: 'They declared an agency, which may be paid in its own name.', evidence: [agency.event] },
    registered ? { kind: 'registered_group', share: 0.8 * CONFIRMED, words: 'Registered as part of a household or agency, which may be paid in its own name.', evidence: [account.event] } : null,
    names.length === 0 ? null : { kind: 'legal_name_updated', share: 0.4, words: 'The legal name on the account was changed.', evidence: names.map((each) => each.event) },
    papers.length === 0 ? null : { kind: 'documents_after', share: 0.4, words: 'A document was checked and passed afterwards.', evidence: papers.map((each) => each.event) },
    own.length === 0 ? null : { kind: 'own_account_too', share: 0.3, words: 'Money also goes to a payout method in their own name.', evidence: own.map((each) => each.event) },
  ];
  return all.filter((each) => each !== null);
}
