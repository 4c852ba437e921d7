import type { AccountHistory } from '../../enrichment/history';
import { DAY } from '../../kernel/instant';
import { explainedBy } from '../declared';
import { rentedShare } from '../networks';
import { abstains, found, quiet } from '../reading';
import type { Signal } from '../signal';
import { graded, sureness } from '../weight';
import type { Explanation } from '../weight';
import { inLast } from '../window';

const WINDOW_DAYS = 30;
const SHARE = 0.8;
const SESSIONS = 10;

/**
 * N1. Share of the sessions of the last 30 days on hosting or known VPN addresses, sessions on networks of unknown class left out.
 * Fires at 0.8 over 10 sessions or more. Relay and corporate networks are ordinary life and do not count.
 * Source: US advisory of 16 May 2022, Mandiant; domain.md section 2.
 */
export const rentedExitShare: Signal = {
  id: 'N1',
  version: 1,
  title: 'Nearly always behind a VPN or hosting',
  family: 'network',
  halfLifeDays: 30,
  weight: 0.9,
  exhibit: 'timeline',
  innocent: ['A person who values privacy, or needs a VPN where they live', 'An employer or client whose desktop runs in a data centre', 'A travel habit: VPN on every hotel network'],
  decides: 'A session without the VPN at a moment of their own choice, or the employer’s word on its exit',
  declarations: ['vpn', 'virtual_desktop'],
  alone: true,
  read({ history, asOf }) {
    const now = rentedShare(inLast(history.stretches, WINDOW_DAYS, asOf));
    if (now.sessions < SESSIONS) return abstains('10 sessions on known networks in the last 30 days');
    if (now.share < SHARE) return quiet;
    const explained: (Explanation | null)[] = [
      explainedBy(history.declarations, 'vpn', now.shown, 'A VPN is declared for this time.'),
      explainedBy(history.declarations, 'virtual_desktop', now.shown, 'A virtual desktop is declared for this time.', () => 0.8),
      sinceDayOne(history),
    ];
    return found(rentedExitShare, {
      llr: graded(now.share, SHARE, 1, 0.5, 0.9),
      quality: sureness(now.sessions, SESSIONS),
      firstAt: now.shown[0]!.at,
      lastAt: now.shown.at(-1)!.at,
      value: { sessions: now.sessions, behindExit: now.rented, share: now.share },
      words: `${now.rented} of ${now.sessions} sessions of the last 30 days ran over a VPN or a hosting network.`,
      evidence: now.shown.map((each) => each.event),
      explained: explained.filter((each) => each !== null),
    });
  },
};

/** Behind a VPN from the first two weeks on: a habit, not something that began with the account's trouble. */
function sinceDayOne(history: AccountHistory): Explanation | null {
  const first = history.stretches[0]!.at;
  const early = rentedShare(history.stretches.filter((each) => each.at <= first + 14 * DAY));
  if (early.sessions < 5 || early.share < SHARE) return null;
  return { kind: 'since_day_one', share: 0.5, words: 'It has been so since the first two weeks.', evidence: early.shown.slice(0, 5).map((each) => each.event) };
}
