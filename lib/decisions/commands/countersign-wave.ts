import { z } from 'zod';
import { waveReadings } from '../../../db/schema';
import { caseChain, entry, type Entry } from '../../audit/entry';
import { command, done } from '../../kernel/command';
import { text } from '../../kernel/input';
import { firstLock } from '../../kernel/moves';
import { refuse } from '../../kernel/refusal';
import { announce } from '../../kernel/work';
import { policyInForce } from '../../policy/queries/policy-in-force';
import { fitsFields, mayCountersign, type Decision } from '../decision';
import { fitsGrounds, groundsNamed } from '../ground';
import { measureNamed } from '../ladder';
import { answersOn } from '../queries/answers-on';
import { STILL_PROPOSED, underWay } from '../queries/under-way';
import { APART_MEASURES } from '../wave';
import { handsOf } from './decision-record';
import { clausesOf, keepRead, lockProposed, openWave, waveRefs } from './wave-record';

/**
 * Commits a second person's verdict on a whole wave, before any of it was shown. It is kept at once and for good; the countersignatures of the
 * members repeat it. Members may be read otherwise, with words that go back with their cases.
 */
export const countersignWave = command({
  name: 'wave.countersign',
  input: z.object({
    wave: z.string().max(80),
    measure: z.string(),
    fields: z.record(z.string(), z.unknown()).default({}),
    grounds: z.array(z.string()).default([]),
    words: text('Say what decided it for you.', { max: 5_000 }),
    /** How many accounts the page showed: a wave that has grown is read again. */
    accounts: z.coerce.number().int(),
    /** And how many answers of their holders: one that came since is read first. */
    answers: z.coerce.number().int().default(0),
    apart: z.array(z.object({ account: z.string().max(200), measure: z.string(), words: text('Say why it is left out; it goes back with the case.', { max: 2_000 }) })).default([]),
  }),
  async run({ input, actor, now, tx }) {
    const wave = await openWave(tx, input.wave);
    if (!wave) return refuse('not-found');
    if (wave.withdrawn) return refuse('move-closed', 'Whoever proposed this wave has withdrawn it.');
    if (wave.readings.some(({ by }) => by === actor.id)) return refuse('exists', 'You have committed your verdict on this wave.');
    if (await underWay(tx, input.wave, now)) return refuse('move-closed', STILL_PROPOSED);
    const proposed = await lockProposed(tx, input.wave, now);
    const hands = await handsOf(tx, proposed.map(({ decision }) => decision));
    const open: Decision[] = [];
    let barred = null;
    for (const { decision, status } of proposed) {
      const gate = mayCountersign(actor, decision, status, hands.get(decision.id) ?? []);
      if (gate.state === 'open') open.push(decision);
      else barred ??= gate;
    }
    if (open.length === 0) return barred === null ? refuse('move-closed', 'Nothing of this wave waits to be read.') : refuse(barred.code, barred.reason);
    if (open.length !== input.accounts) return refuse('stale', 'The wave has changed since you read it. Look at it again; what you wrote is kept.');
    const answered = await answersOn(tx, open.map((one) => one.case));
    if ([...answered.values()].reduce((sum, count) => sum + count, 0) !== input.answers) return refuse('stale', 'A holder has answered since you read the wave. Look at it again; what you wrote is kept.');
    const measure = measureNamed(input.measure);
    if (!measure) return refuse('invalid', 'Choose a measure.', { measure: 'Choose a measure.' });
    const [{ limits }, clauses] = [await policyInForce(tx), await clausesOf(tx, proposed.map(({ found }) => found))];
    const gate = firstLock(fitsFields(measure.id, input.fields, limits), fitsGrounds(measure, input.grounds, clauses));
    if (gate.state === 'locked') return refuse(gate.code, gate.reason, gate.fields);
    const stranger = input.apart.find((one) => !open.some(({ account }) => account === one.account) || !APART_MEASURES.some(({ id }) => id === one.measure));
    if (stranger) return refuse('invalid', `${stranger.account} cannot be left out so.`);
    const grounds = measure.leastGrounds === 0 ? [] : groundsNamed(input.grounds, clauses).map(({ number }) => number);
    await tx.insert(waveReadings).values({ wave: input.wave, by: actor.id, at: now, measure: measure.id, fields: measure.fields.parse(input.fields), grounds, words: input.words, apart: input.apart });
    // They have seen all of it from here on, what was signed, came back or ended before included: it says the same as the rest.
    const seen: Entry[] = [];
    for (const { decision, status } of proposed) {
      const changes = await keepRead(tx, decision, status, [actor.id], now);
      if (changes.length > 0) seen.push(entry(caseChain(decision.case), 'read the rest of a wave of which the proposal here came to nothing', { refs: { case: decision.case, account: decision.account, decision: decision.id, ...waveRefs(decision) }, changes }));
    }
    await announce(tx, 'reviews', input.wave);
    return done({ wave: input.wave, accounts: open.map(({ account }) => account) }, entry('main', `read a wave blind and committed one verdict on ${open.length} accounts${input.apart.length === 0 ? '' : `, and another on ${input.apart.length} of them`}`, {
      refs: { ring: wave.row.ring, wave: input.wave }, changes: [{ field: 'second verdict', was: null, now: measure.title }, ...input.apart.map(({ account, measure: instead }) => ({ field: account, was: null, now: measureNamed(instead)?.title ?? instead }))],
    }), ...seen);
  },
});
