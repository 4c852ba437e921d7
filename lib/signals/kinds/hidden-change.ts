import type { AccountHistory, Check, Stretch } from '../../enrichment/history';
import type { Instant } from '../../kernel/instant';
import { explainedBy } from '../declared';
import { stretchOfSession } from '../device-set';
import { isAnonymous } from '../networks';
import { abstains, found, quiet } from '../reading';
import type { Signal } from '../signal';
import { graded } from '../weight';
import type { Explanation } from '../weight';
import { distinctDays, inLast } from '../window';

const WINDOW_DAYS = 90;
/** Checks by which a person shows who they are and where they live; confirming a mail address is everyday life. */
const PERSON: ReadonlySet<Check['check']> = new Set(['document', 'liveness', 'face_match', 'address']);

/**
 * N6. A payout method added, or a document, face, live or address check begun or finished, in a session over Tor or an open proxy, in the last
 * 90 days. Open proxies are no class of network of their own: an address counts as one where the operator's list that holds it
 * calls itself a list of proxies. Browsing over Tor alone says nothing. Source: practice; domain.md section 2.
 */
export const hiddenChange: Signal = {
  id: 'N6',
  version: 2,
  title: 'Payout or check over Tor or a proxy',
  family: 'network',
  halfLifeDays: 60,
  weight: 1.8,
  exhibit: 'timeline',
  innocent: ['A person at risk who does everything over Tor', 'A habit of privacy that was not switched off for once', 'A country in which the platform is hard to reach otherwise'],
  decides: 'The same change confirmed from their usual network and device',
  declarations: ['vpn'],
  alone: true,
  read({ history, asOf }) {
    const acts = actsOf(history, asOf);
    if (acts.length === 0) return abstains('a payout method or a check whose session is on a known network, in the last 90 days');
    const hidden = acts.filter((act) => isAnonymous(act.stretch.network));
    if (hidden.length === 0) return quiet;
    const payouts = hidden.filter((act) => act.payout).length;
    const explained: (Explanation | null)[] = [
      explainedBy(history.declarations, 'vpn', hidden, 'A network that hides the address is declared for this time.', () => 0.8),
      alwaysSo(history, hidden[0]!.at),
    ];
    return found(hiddenChange, {
      llr: graded(distinctDays(hidden) + (payouts > 0 && payouts < hidden.length ? 1 : 0), 1, 4, 1.1, 1.8),
      quality: 0.9,
      firstAt: hidden[0]!.at,
      lastAt: hidden.at(-1)!.at,
      value: { acts: acts.length, hidden: hidden.length, payouts, checks: hidden.length - payouts, tor: hidden.some((act) => act.stretch.network.class === 'tor') },
      words: `${hidden.length === 1 ? 'A' : `${hidden.length} times a`} ${payouts === hidden.length ? 'payout method was added' : payouts === 0 ? 'check was taken' : 'payout method was added or a check taken'} over a network that hides the address.`,
      evidence: hidden.flatMap((act) => [act.event, act.stretch.event]),
      explained: explained.filter((each) => each !== null),
    });
  },
};

type Act = { at: Instant; event: string; payout: boolean; stretch: Stretch };

function actsOf(history: AccountHistory, asOf: Instant): Act[] {
  const told = [
    ...inLast(history.instruments, WINDOW_DAYS, asOf).map((each) => ({ ...each, payout: true })),
    ...inLast(history.checks, WINDOW_DAYS, asOf).filter((each) => PERSON.has(each.check)).map((each) => ({ ...each, payout: false })),
  ];
  return told.flatMap(({ at, event, payout, session }) => {
    const stretch = stretchOfSession(history, session, at);
    return stretch === null || stretch.at > asOf || stretch.network.class === 'unknown' ? [] : [{ at, event, payout, stretch }];
  }).sort((a, b) => a.at - b.at || (a.event < b.event ? -1 : 1));
}

/** Most sessions before it were hidden in the same way: it was not put on for this one act. */
function alwaysSo(history: AccountHistory, at: Instant): Explanation | null {
  const before = history.stretches.filter((each) => each.at < at && each.network.class !== 'unknown');
  const hidden = before.filter((each) => isAnonymous(each.network));
  if (hidden.length < 5 || hidden.length * 2 < before.length) return null;
  return { kind: 'always_so', share: 0.5, words: 'Most of their sessions before it were hidden in the same way.', evidence: hidden.slice(0, 5).map((each) => each.event) };
}
