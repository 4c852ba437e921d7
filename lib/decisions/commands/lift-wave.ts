import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { decisions } from '../../../db/schema';
import { entry } from '../../audit/entry';
import { command, done } from '../../kernel/command';
import { text } from '../../kernel/input';
import { refuse } from '../../kernel/refusal';
import { mayLift, statusOf } from '../decision';
import { objectionTo } from '../lint';
import { blankInWords } from '../notice';
import { decisionOf, recordOf } from './decision-record';
import { namesBeside, openWave } from './wave-record';

/** Begins the reversal of a wave and answers which of its decisions still stand: each is then lifted on its own case. */
export const liftWave = command({
  name: 'wave.lift',
  input: z.object({ wave: z.string().max(80), words: text('Say why.', { max: 2_000 }) }),
  async run({ input, actor, now, tx }) {
    const wave = await openWave(tx, input.wave);
    if (!wave) return refuse('not-found');
    const blank = blankInWords(input.words);
    if (blank !== null) return refuse('blanks', blank, { words: blank });
    const objection = objectionTo(input.words, await namesBeside(tx, { wave: input.wave, ring: wave.row.ring }));
    if (objection !== null) return refuse('invalid', objection, { words: objection });
    const standing = [];
    let last = null;
    for (const row of await tx.select().from(decisions).where(eq(decisions.wave, input.wave))) {
      const { countersignatures, liftings } = await recordOf(tx, row.case);
      const gate = mayLift(actor, statusOf(decisionOf(row), countersignatures, liftings, now));
      if (gate.state === 'open') standing.push(row.account);
      else last = gate;
    }
    if (standing.length === 0) return last?.code === 'not-allowed' ? refuse(last.code, last.reason) : refuse('move-closed', 'No decision of this wave is in force.');
    return done({ wave: input.wave, accounts: standing }, entry('main', `began to reverse a wave: ${standing.length} of its decisions stood`, { refs: { ring: wave.row.ring, wave: input.wave }, changes: standing.map((account) => ({ field: account, was: 'in force', now: 'to be lifted' })) }));
  },
});
