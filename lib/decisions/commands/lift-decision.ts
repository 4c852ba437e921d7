import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { decisions } from '../../../db/schema';
import { keepTouch, lockCase } from '../../cases/commands/case-record';
import { command, done } from '../../kernel/command';
import { text } from '../../kernel/input';
import { LANGUAGES } from '../../kernel/language';
import { refuse } from '../../kernel/refusal';
import { mayLift, statusOf } from '../decision';
import { objectionTo } from '../lint';
import { blankInWords } from '../notice';
import { decisionOf, recordOf } from './decision-record';
import { freeCase, lift } from './take-effect';
import { namesInWave } from './wave-record';

/** Ends a measure before its term, in the holder's favour: releases a hold, ends a restriction. The opposite orders follow. */
export const liftDecision = command({
  name: 'decision.lift',
  input: z.object({ decisionId: z.string(), /** Of the case, as the page showed it. */ version: z.coerce.number().int(), words: text('Say why.', { max: 2_000 }), /** Language of the words. */ written: z.enum(LANGUAGES).default('en') }),
  async run({ input, actor, now, tx }) {
    const [found] = await tx.select().from(decisions).where(eq(decisions.id, input.decisionId));
    const row = found ? await lockCase(tx, found.case) : null;
    if (!found || !row) return refuse('not-found');
    const record = await recordOf(tx, row.id);
    const decision = decisionOf(found);
    const gate = mayLift(actor, statusOf(decision, record.countersignatures, record.liftings, now));
    if (gate.state === 'locked') return refuse(gate.code, gate.reason);
    if (row.version !== input.version) return refuse('stale');
    const blank = blankInWords(input.words);
    if (blank !== null) return refuse('blanks', blank, { words: blank });
    const objection = objectionTo(input.words, await namesInWave(tx, decision.wave, decision.account));
    if (objection !== null) return refuse('invalid', objection, { words: objection });
    const line = await lift(tx, decision, { cause: 'released', words: input.words, wordsIn: input.written }, actor, now);
    await keepTouch(tx, row.id, actor, 'lifted', now);
    const stuck = await freeCase(tx, row, decision, actor, now);
    if (stuck) return stuck;
    return done({ decision: decision.id, caseId: row.id }, line);
  },
});
