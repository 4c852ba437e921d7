import { abstains, found, quiet } from '../reading';
import { accountsOf, sharersOf, surnameExplanation, tieExplanation } from '../sharing';
import type { Signal } from '../signal';
import { graded } from '../weight';
import type { Explanation } from '../weight';

/**
 * P1. One payout instrument on 2 accounts or more that are not of one group registered with the platform; moderate at 2, strong from 3.
 * It stands while the instrument is the account's latest, and ages from its last use once replaced. Declared groups explain it; a
 * group says nothing of an instrument that came with new hands to both (sharing.ts).
 * Source: US advisory of 16 May 2022, Department of Justice cases; domain.md section 2.
 */
export const sharedBeneficiary: Signal = {
  id: 'P1',
  version: 2,
  title: 'Paid out to one place with other accounts',
  family: 'payout',
  halfLifeDays: 90,
  weight: 3.2,
  exhibit: 'graph',
  innocent: ['A couple or a family with one bank account', 'A small agency that never registered', 'Somebody without a bank who uses a relative’s account'],
  decides: 'Whose account it is, and what its holder says about the others',
  declarations: ['household', 'agency'],
  read(given) {
    const { history } = given;
    if (history.instruments.length === 0 && history.payouts.length === 0) return abstains('a payout method');
    const outside = sharersOf(given, 'payout_instrument').filter((each) => each.tie !== 'registered');
    const strangers = outside.filter((each) => each.tie === null);
    const counted = strangers.length > 0 ? strangers : outside;
    if (counted.length === 0) return quiet;
    const others = accountsOf(counted).length;
    const digests = new Set(counted.map((each) => each.shared.digest));
    const own = history.instruments.filter((each) => digests.has(each.instrument));
    const usedAt = Math.max(...counted.map((each) => each.own.lastAt), ...history.payouts.filter((each) => digests.has(each.instrument)).map((each) => each.at));
    const inUse = digests.has(history.instruments.at(-1)?.instrument ?? '');
    const matches = own.length > 0 && own.every((each) => each.holderMatch === 'match');
    const explained: (Explanation | null)[] = [
      tieExplanation(counted),
      surnameExplanation(counted),
      matches ? { kind: 'own_name', share: 0.35, words: 'The payout method is in the holder’s own name; others use it with them.', evidence: own.map((each) => each.event) } : null,
    ];
    return found(sharedBeneficiary, {
      llr: others === 1 ? 1.5 : graded(others + 1, 3, 8, 2.4, 3.2),
      quality: history.payouts.some((each) => digests.has(each.instrument)) ? 1 : 0.85,
      firstAt: Math.min(...counted.map((each) => Math.max(each.own.firstAt, each.theirs.firstAt))),
      lastAt: inUse ? Math.max(usedAt, history.stretches.at(-1)?.at ?? usedAt) : usedAt,
      value: { accounts: others + 1, instruments: digests.size, ownName: matches },
      words: `${others + 1} accounts are paid out to ${digests.size === 1 ? 'one and the same place' : `the same ${digests.size} places`}.`,
      evidence: [...own.map((each) => each.event), ...history.payouts.filter((each) => digests.has(each.instrument)).slice(-5).map((each) => each.event)],
      identifiers: counted.map((each) => ({ kind: 'payout_instrument', digest: each.shared.digest })),
      explained: explained.filter((each) => each !== null),
    });
  },
};
