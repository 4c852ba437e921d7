import { DAY, type Instant } from '../lib/kernel/instant';
import { STANDARD_POLICY } from '../lib/policy/standard';
import type { Assessment } from '../lib/risk/assessment';
import { UNREMARKABLE } from '../lib/risk/circumstances';
import { assess, inRing } from '../lib/risk/scorecard';
import { classOf } from '../lib/risk/weighing';
import { SIGNALS } from '../lib/signals/kinds';
import type { Finding } from '../lib/signals/signal';

/** What was found of one account, in short: signal, nats, words. `sharers` counts other accounts on its identifiers. */
type Storyline = { findings: readonly [signal: string, nats: number, words: string][]; sharers: number };

/** The kinds of case that a queue holds on a usual day, heaviest first. */
export const STORYLINES = {
  handover: { sharers: 3, findings: [['D3', 3, 'Another machine took over within days of the live check'], ['P3', 2.2, 'Payout replaced five days after the check'], ['N2', 1.9, 'A VPN began the day after the check'], ['G5', 2.6, 'Fell off the usual exit once, for 40 minutes']] },
  ring: { sharers: 6, findings: [['P1', 3, 'Paid out to one wallet with 4 accounts'], ['D1', 2.9, 'One machine on 4 accounts'], ['C3', 2.6, 'Profile nearly a copy of another'], ['T1', 1.5, 'Quiet hours 9 h from the claimed night']] },
  document: { sharers: 1, findings: [['I1', 3.2, 'One document on 2 accounts'], ['D3', 2.1, 'No device from before the check was seen since'], ['P3', 1.6, 'New instrument before the first large payout']] },
  steered: { sharers: 0, findings: [['D4', 2.3, 'Traces of a machine steered from elsewhere in most sessions'], ['I2', 2.2, 'Face check failed on two different days'], ['P3', 1.8, 'New payee two days after the first money']] },
  twoPlaces: { sharers: 1, findings: [['D5', 2.4, 'Two devices at work 300 km apart at one time'], ['T1', 1.2, 'Two daily rhythms'], ['C3', 1.8, 'Profile text shared with another account'], ['P3', 1.6, 'Payout replaced eight days after the check']] },
  farm: { sharers: 8, findings: [['G4', 2.2, 'One home line with 9 accounts, 3 weeks'], ['P1', 2.4, 'Shared beneficiary, 6 accounts'], ['C3', 1.9, 'Profile text shared with 3 other accounts']] },
  payee: { sharers: 2, findings: [['P3', 2.1, 'Payee is not the verified person'], ['P1', 2.2, 'Paid out to one place with 2 accounts'], ['D1', 1.6, 'One device on 2 accounts'], ['I2', 1.5, 'Live check failed on two days']] },
  copied: { sharers: 2, findings: [['C3', 2.6, 'Profile text shared with 2 other accounts'], ['D1', 2.1, 'One device on 3 accounts']] },
  gap: { sharers: 0, findings: [['G5', 1.6, 'Fell off the usual exit twice'], ['G2', 1.5, 'Works from another country than declared on 26 of 30 days'], ['D3', 2, 'Other hands after the check'], ['N1', 1.1, 'Behind hosting on 92% of sessions'], ['P3', 1.8, 'Payout replaced three days after the handover']] },
  traveller: { sharers: 0, findings: [['G1', 1.4, 'Third city in 7 days'], ['N1', 1, 'VPN on 84% of sessions'], ['T1', 0.8, 'Quiet hours moved by 5 h']] },
} as const satisfies Record<string, Storyline>;
export type StorylineName = keyof typeof STORYLINES;

const KINDS = new Map(SIGNALS.map((signal) => [signal.id, signal]));

/** An assessment of the account as the scorecard makes it from such findings under the standard policy. */
export function assessmentOf(name: StorylineName, account: string, asOf: Instant, ring: string | null = null): Assessment {
  const { findings, sharers }: Storyline = STORYLINES[name];
  const shares = (signal: string) => (findings.some(([id]) => id === signal) ? sharers : 0);
  const circumstances = { ...UNREMARKABLE, sharers, deviceSharers: shares('D1'), payoutSharers: shares('P1'), ownPayout: shares('P1') === 0 };
  const alone = assess({
    account, asOf, findings: findings.map(([signal, nats, words], index) => findingOf(account, signal, nats, words, asOf - (index + 1) * DAY)),
    abstained: findings.some(([signal]) => signal === 'I2') ? [] : [{ signal: 'I2', missing: 'No live check was asked for in 90 days.' }], circumstances, kinds: KINDS, policy: STANDARD_POLICY, rarityVersion: null,
  });
  return ring === null ? alone : inRing(alone, { ring, posterior: 0.9, strength: 0.8 }, STANDARD_POLICY);
}

function findingOf(account: string, signal: string, llr: number, words: string, lastAt: Instant): Finding {
  const kind = KINDS.get(signal);
  if (!kind) throw new Error(`There is no signal ${signal}.`);
  return {
    signal, version: kind.version, family: kind.family, strength: classOf(llr), llr, quality: 1, firstAt: lastAt - 12 * DAY, lastAt,
    value: { sessions: 26 }, words, evidence: [`${account} ${signal}`], identifiers: [], counter: [],
  };
}
