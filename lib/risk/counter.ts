import type { Policy } from '../policy/policy';
import type { CountedEvidence } from './assessment';
import type { Circumstances, Shown } from './circumstances';

/** Facts about the account as a whole that lower its odds; what lowers one finding only is the signal's own business. */
const KINDS: readonly { kind: string; words: string; shown: (c: Circumstances) => Shown }[] = [
  { kind: 'live_check_on_this_device', words: 'A live or face check was passed on the device that works now.', shown: (c) => c.liveCheckOnThisDevice },
  { kind: 'verified_device_continues', words: 'The device of the first check is still in use.', shown: (c) => c.verifiedDeviceContinues },
  { kind: 'works_where_declared', words: 'They work in the open from where they declare to be.', shown: (c) => c.placeFits },
  { kind: 'payee_matches', words: 'The instrument last paid to, or else the one on file, is in the verified person’s name.', shown: (c) => c.payeeMatches },
];

/** Counter-evidence by the policy's weights; together never below its floor, each shortened alike. */
export function counterEvidence(circumstances: Circumstances, policy: Policy): CountedEvidence[] {
  const found = KINDS.flatMap(({ kind, words, shown }): CountedEvidence[] => {
    const evidence = shown(circumstances);
    const llr = Object.hasOwn(policy.counters.kinds, kind) ? policy.counters.kinds[kind]! : 0;
    return evidence === null || llr === 0 ? [] : [{ kind, llr, words, evidence, lowers: null }];
  });
  const sum = found.reduce((total, each) => total + each.llr, 0);
  const scale = sum < policy.counters.floor ? policy.counters.floor / sum : 1;
  return found.map((each) => ({ ...each, llr: each.llr * scale }));
}
