import { desc } from 'drizzle-orm';
import { z } from 'zod';
import { reportCards } from '../../../db/schema';
import { entry } from '../../audit/entry';
import { command, done } from '../../kernel/command';
import { refuse } from '../../kernel/refusal';
import { changesOf, lockPolicies, putInForce } from '../../policy/commands/draft-record';
import { ruleFor, type Policy } from '../../policy/policy';
import { policyInForce } from '../../policy/queries/policy-in-force';
import { signalOf } from '../../signals/kinds';
import { demotionOf } from '../report-card';

/**
 * Sets to shadow the signals that are past the policy's limits by the latest count: a policy of its own number, whose title says why. The one
 * change that the machine makes to a policy: it can only make the product find less. A person switches a signal on again.
 */
export const demoteSignals = command({
  name: 'signals.demote',
  input: z.object({}),
  async run({ actor, now, tx }) {
    await lockPolicies(tx);
    const policy = await policyInForce(tx);
    const [report] = await tx.select().from(reportCards).orderBy(desc(reportCards.countedAt), desc(reportCards.id)).limit(1);
    // What was counted under an earlier policy says nothing of this one: its signals may have been switched since.
    if (!report || report.policyVersion !== policy.version) return refuse('nothing-left', 'Nothing was counted under this policy yet.');
    const past = report.content.flatMap((card) => demotionOf(card, policy.reports) ?? []);
    if (past.length === 0) return refuse('nothing-left', 'Every signal keeps within its limits.');
    const signals: Policy['signals'] = { ...policy.signals, ...Object.fromEntries(past.map(({ signal }) => [signal, { ...ruleFor(policy, signal), state: 'shadow' as const }])) };
    const why = past.map(({ signal, why: words }) => `${signalOf(signal)?.title ?? signal}: ${words}`).join('; ');
    const title = `To shadow by itself: ${why}`;
    const next = await putInForce(tx, { ...policy, signals, title: title.length > 200 ? `${title.slice(0, 199)}…` : title }, { published: actor.id, countersigned: null, draft: null, reason: why }, now);
    return done({ policy: next.version, signals: past.map(({ signal }) => signal) },
      entry('main', `set ${past.length === 1 ? 'a signal' : `${past.length} signals`} to shadow by policy ${next.version}. ${why}`, { refs: { policy: String(next.version), report: report.id }, changes: changesOf(policy, next) }));
  },
});
