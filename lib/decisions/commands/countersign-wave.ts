import { z } from 'zod';
import { waveReadings } from '../../../db/schema';
import { caseChain, entry } from '../../audit/entry';
import { keepTouch } from '../../cases/commands/case-record';
import { command, done } from '../../kernel/command';
import { text } from '../../kernel/input';
import { firstLock } from '../../kernel/moves';
import { refuse } from '../../kernel/refusal';
import { announce } from '../../kernel/work';
import { policyInForce } from '../../policy/queries/policy-in-force';
import { fitsFields, mayCountersign, statusOf, type Decision } from '../decision';
import { fitsGrounds, groundsNamed } from '../ground';
import { measureNamed } from '../ladder';
import { STILL_PROPOSED, underWay } from '../queries/under-way';
import { APART_MEASURES } from '../wave';
import { decisionOf, handsOf, recordOf } from './decision-record';
import { clausesOf, lockProposed, openWave, waveRefs } from './wave-record';

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
    apart: z.array(z.object({ account: z.string().max(200), measure: z.string(), words: text('Say why it is left out; it goes back with the case.', { max: 2_000 }) })).default([]),
  }),
  async run({ input, actor, now, tx }) {
    const wave = await openWave(tx, input.wave);
    if (!wave) return refuse('not-found');
    if (wave.withdrawn) return refuse('move-closed', 'Whoever proposed this wave has withdrawn it.');
    if (wave.readings.some(({ by }) => by === actor.id)) return refuse('exists', 'You have committed your verdict on this wave.');
    if (await underWay(tx, input.wave, now)) return refuse('move-closed', STILL_PROPOSED);
    const proposed = (await lockProposed(tx, input.wave)).map(({ found }) => found);
    const rows = proposed.map(decisionOf);
    const hands = await handsOf(tx, rows);
    const [open, back]: [Decision[], Decision[]] = [[], []];
    let barred = null;
    for (const one of rows) {
      const { countersignatures, liftings } = await recordOf(tx, one.case);
      const status = statusOf(one, countersignatures, liftings, now);
      const gate = mayCountersign(actor, one, status, hands.get(one.id) ?? []);
      if (status === 'returned' || status === 'withdrawn') back.push(one);
      if (gate.state === 'open') open.push(one);
      else barred ??= gate;
    }
    if (open.length === 0) return barred === null ? refuse('move-closed', 'Nothing of this wave waits to be read.') : refuse(barred.code, barred.reason);
    if (open.length !== input.accounts) return refuse('stale', 'The wave has changed since you read it. Look at it again; what you wrote is kept.');
    const measure = measureNamed(input.measure);
    if (!measure) return refuse('invalid', 'Choose a measure.', { measure: 'Choose a measure.' });
    const [{ limits }, clauses] = [await policyInForce(tx), await clausesOf(tx, proposed)];
    const gate = firstLock(fitsFields(measure.id, input.fields, limits), fitsGrounds(measure, input.grounds, clauses));
    if (gate.state === 'locked') return refuse(gate.code, gate.reason, gate.fields);
    const stranger = input.apart.find((one) => !open.some(({ account }) => account === one.account) || !APART_MEASURES.some(({ id }) => id === one.measure));
    if (stranger) return refuse('invalid', `${stranger.account} cannot be left out so.`);
    const grounds = groundsNamed(input.grounds, clauses).map(({ number }) => number);
    await tx.insert(waveReadings).values({ wave: input.wave, by: actor.id, at: now, measure: measure.id, fields: measure.fields.parse(input.fields), grounds, words: input.words, apart: input.apart });
    // They have seen all of it from here on, whoever signs: none of its appeals is theirs to hear.
    for (const one of open) await keepTouch(tx, one.case, actor, 'countersigned', now);
    // What came back before, or ended with an appeal, says the same as the rest: they read it blind no more when it is proposed again.
    for (const one of back) await keepTouch(tx, one.case, actor, 'uncovered', now);
    await announce(tx, 'reviews', input.wave);
    const seen = back.map((one) => entry(caseChain(one.case), 'read the rest of a wave of which the proposal here came to nothing, and is no longer to countersign here', { refs: { case: one.case, account: one.account, decision: one.id, ...waveRefs(one) } }));
    return done({ wave: input.wave, accounts: open.map(({ account }) => account) }, entry('main', `read a wave blind and committed one verdict on ${open.length} accounts${input.apart.length === 0 ? '' : `, and another on ${input.apart.length} of them`}`, {
      refs: { ring: wave.row.ring, wave: input.wave }, changes: [{ field: 'second verdict', was: null, now: measure.title }, ...input.apart.map(({ account, measure: instead }) => ({ field: account, was: null, now: measureNamed(instead)?.title ?? instead }))],
    }), ...seen);
  },
});
