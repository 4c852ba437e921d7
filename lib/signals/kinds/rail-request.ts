import type { AccountHistory, MessageFlag } from '../../enrichment/history';
import { declaredNear, weightOf } from '../declared';
import { abstains, found, quiet } from '../reading';
import type { Signal } from '../signal';
import { graded } from '../weight';
import type { Explanation } from '../weight';
import { distinctDays, inLast } from '../window';

const WINDOW_DAYS = 60;
const TIMES = 3;
const DAYS = 2;
/** The platform's own flags; what was written is never read. */
const RAILS: ReadonlySet<MessageFlag['flag']> = new Set(['crypto_request', 'prepayment', 'third_party_payment']);

/**
 * P6. Clients asked for crypto currency, for payment to a third party or in advance, by the platform's flags: at least 3 times on 2 days of the last
 * 60 [T], and, where flags name clients, to 2 of them. A third country is not flagged as such; a third party is what the flags carry.
 * The messages themselves are never read. Source: US advisory of 16 May 2022, German advisory; domain.md section 2.
 */
export const railRequest: Signal = {
  id: 'P6',
  version: 2,
  title: 'Asks clients to pay in another way',
  family: 'payout',
  halfLifeDays: 45,
  weight: 1.7,
  exhibit: 'table',
  innocent: ['Money at home that loses its worth by the week', 'Banks cut off from the platform’s ways to pay', 'Bad experience with clients who did not pay'],
  decides: 'Which of the platform’s ways to be paid work where they live',
  declarations: ['relocation'],
  alone: true,
  read({ history, asOf }) {
    if (history.messageFlags.length === 0 && !history.activities.some((each) => each.kind === 'message')) return abstains('messages, with the platform’s flags on those that ask for another way to pay');
    const flags = inLast(history.messageFlags, WINDOW_DAYS, asOf).filter((each) => RAILS.has(each.flag));
    const days = distinctDays(flags);
    const named = new Set(flags.map((each) => each.client).filter((client) => client !== null));
    if (flags.length < TIMES || days < DAYS || named.size === 1) return quiet;
    const kinds = new Set(flags.map((each) => each.flag));
    return found(railRequest, {
      llr: graded(flags.length + kinds.size - 1, TIMES, 10, 1.1, 1.7),
      quality: named.size > 1 ? 0.9 : 0.7,
      firstAt: flags[0]!.at,
      lastAt: flags.at(-1)!.at,
      value: { times: flags.length, days, clients: named.size, ways: [...kinds].sort().join(' ') },
      words: `${flags.length} times in 60 days the platform flagged a request to be paid in another way.`,
      evidence: flags.map((each) => each.event),
      explained: explanationsOf(history, flags),
    });
  },
};

function explanationsOf(history: AccountHistory, flags: readonly MessageFlag[]): Explanation[] {
  const { at } = flags[0]!;
  const open = history.instruments.filter((each) => each.rail === 'crypto' || each.rail === 'cash');
  const crypto = flags.filter((each) => each.flag === 'crypto_request');
  const moved = declaredNear(history.declarations, 'relocation', at, 90);
  const all: (Explanation | null)[] = [
    open.length === 0 || crypto.length === 0 ? null : { kind: 'same_way_in_the_open', share: (0.5 * crypto.length) / flags.length, words: 'The platform itself pays them in such a way.', evidence: open.map((each) => each.event) },
    history.instruments.length > 0 ? null : { kind: 'no_way_to_be_paid', share: 0.4, words: 'No payout method of the platform was ever added; they may have none that works.', evidence: [] },
    moved && { kind: 'declared_relocation', share: 0.5 * weightOf(moved), words: 'They declared a move at that time.', evidence: [moved.event] },
  ];
  return all.filter((each) => each !== null);
}
