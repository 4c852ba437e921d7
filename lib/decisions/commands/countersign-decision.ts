import { z } from 'zod';
import { countersignatures } from '../../../db/schema';
import { caseChain, entry } from '../../audit/entry';
import { caseName, keepMove, keepTouch } from '../../cases/commands/case-record';
import { tellInboxOnce } from '../../cases/commands/inbox-record';
import { present } from '../../kernel/assert';
import { command, done } from '../../kernel/command';
import { newId } from '../../kernel/ids';
import { text } from '../../kernel/input';
import { firstLock, locked, OPEN } from '../../kernel/moves';
import { refuse } from '../../kernel/refusal';
import { announce } from '../../kernel/work';
import { policyInForce, policyOf } from '../../policy/queries/policy-in-force';
import { fitsFields, groundsTogether, mayCountersign, reconcile, sameMeasure, statusOf } from '../decision';
import { fitsGrounds, groundsNamed } from '../ground';
import { measureNamed } from '../ladder';
import { lockedDecision, sealOfProposal } from './decision-record';
import { proposerOf, takeEffect } from './take-effect';
import { keepRead, otherReaders, otherThanCommitted, waveRefs } from './wave-record';

/**
 * Commits a second person's own verdict on the sealed evidence, made before the proposal was shown. The same measure puts the
 * decision into effect, on the grounds that both name; another, or none in common, returns the case with words. Both verdicts stay as rows.
 */
export const countersignDecision = command({
  name: 'decision.countersign',
  input: z.object({
    decisionId: z.string(),
    /** Of the case, as the page showed it. */
    version: z.coerce.number().int(),
    measure: z.string(),
    fields: z.record(z.string(), z.unknown()).default({}),
    grounds: z.array(z.string()).default([]),
    words: text('Say what decided it for you.', { max: 5_000 }),
  }),
  async run({ input, actor, now, tx }) {
    const held = await lockedDecision(tx, input.decisionId);
    if (!held.ok) return held;
    const { found, row, decision, record } = held;
    // Both name clauses of one policy, that of the proposal; what is done keeps within the limits of the one in force.
    const [{ limits }, { grounds }] = [await policyInForce(tx), await policyOf(tx, Number(found.policyVersion))];
    const measure = measureNamed(input.measure);
    if (!measure) return refuse('invalid', 'Choose a measure.', { measure: 'Choose a measure.' });
    const status = statusOf(decision, record.countersignatures, record.liftings, now);
    // A verdict on a wave was held against the policy when it was committed; one that came since leaves none of its accounts unsigned.
    const fits = decision.wave === null ? firstLock(fitsFields(measure.id, input.fields, limits), fitsGrounds(measure, input.grounds, grounds)) : measure.fields.safeParse(input.fields).success ? OPEN : locked('invalid', 'You have committed another verdict on this wave.');
    const gate = firstLock(mayCountersign(actor, decision, status, record.handsOn(decision)), fits);
    if (gate.state === 'locked') return refuse(gate.code, gate.reason, gate.fields);
    if (row.version !== input.version) return refuse('stale');
    const reading = { measure: measure.id, fields: measure.fields.parse(input.fields), grounds: measure.leastGrounds === 0 ? [] : decision.wave === null ? groundsNamed(input.grounds, grounds).map(({ number }) => number) : input.grounds };
    const other = decision.wave === null ? null : await otherThanCommitted(tx, decision, { ...reading, words: input.words }, actor);
    if (other) return other;
    const agrees = reconcile(decision, reading) === 'settles';
    await tx.insert(countersignatures).values({ id: newId('signature', now), decision: decision.id, by: actor.id, at: now, ...reading, words: input.words, agrees });
    await keepTouch(tx, row.id, actor, agrees ? 'countersigned' : 'returned', now);
    const seen = agrees ? [] : await keepRead(tx, decision, 'returned', await otherReaders(tx, decision, actor), now);
    const proposed = present(measureNamed(decision.measure), decision.measure);
    const until = proposed.endsAt(decision.fields, now);
    const moved = !agrees
      ? await keepMove(tx, row, { name: 'returnToProposer', ...(await proposerOf(tx, decision)) }, actor, now, { returnedWords: input.words })
      : proposed.course === 'settles'
        ? await keepMove(tx, row, { name: 'confirm' }, actor, now, { outcome: decision.measure, settledLogOdds: row.logOdds, returnedWords: null })
        : await keepMove(tx, row, { name: 'confirmHold', until: present(until, 'end of term') }, actor, now, { returnedWords: null });
    if (!moved.ok) return moved;
    if (!agrees) await tellInboxOnce(tx, decision.proposedBy, { kind: 'returned', case: row.id, about: decision.wave ?? decision.id }, now);
    const effects = agrees ? await takeEffect(tx, decision, record, actor, now) : [];
    await announce(tx, 'reviews', row.id, moved.row.version);
    const says = agrees ? `countersigned: ${proposed.title.toLowerCase()}` : sameMeasure(decision, reading) ? `read the evidence blind and came to the same measure, ${measure.title.toLowerCase()}, on no ground in common` : `read the evidence blind and came to another measure: ${measure.title.toLowerCase()} instead of ${proposed.title.toLowerCase()}`;
    return done({ caseId: row.id, name: caseName(row), decision: decision.id, agrees }, entry(caseChain(row.id), says, {
      refs: { case: row.id, account: row.account, decision: decision.id, ...waveRefs(decision) },
      changes: [...moved.changes, { field: 'proposal', was: sealOfProposal(decision, found.reason), now: `${proposed.title}, on ${decision.grounds.join(', ') || 'no ground'}` }, { field: 'second verdict', was: null, now: `${measure.title}, on ${reading.grounds.join(', ') || 'no ground'}` }, ...(agrees ? [{ field: 'grounds in force', was: null, now: groundsTogether(decision, reading.grounds).join(', ') || 'none' }] : []), { field: 'decision', was: 'proposed', now: agrees ? 'in force' : 'returned' }, ...seen],
    }), ...effects);
  },
});
