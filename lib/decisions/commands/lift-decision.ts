import { z } from 'zod';
import { keepTouch } from '../../cases/commands/case-record';
import { command, done } from '../../kernel/command';
import { text } from '../../kernel/input';
import { LANGUAGES } from '../../kernel/language';
import { refuse } from '../../kernel/refusal';
import { mayLift, statusOf } from '../decision';
import { objectionTo } from '../lint';
import { blankInWords } from '../notice';
import { lockedDecision } from './decision-record';
import { freeCase, lift } from './take-effect';
import { namesBeside } from './wave-record';

/** Ends a measure before its term, in the holder's favour: releases a hold, ends a restriction. The opposite orders follow. */
export const liftDecision = command({
  name: 'decision.lift',
  input: z.object({ decisionId: z.string(), /** Of the case, as the page showed it. */ version: z.coerce.number().int(), words: text('Say why.', { max: 2_000 }), /** Language of the words. */ written: z.enum(LANGUAGES).default('en') }),
  async run({ input, actor, now, tx }) {
    const held = await lockedDecision(tx, input.decisionId);
    if (!held.ok) return held;
    const { row, decision, record } = held;
    const gate = mayLift(actor, statusOf(decision, record.countersignatures, record.liftings, now));
    if (gate.state === 'locked') return refuse(gate.code, gate.reason);
    if (row.version !== input.version) return refuse('stale');
    const blank = blankInWords(input.words);
    if (blank !== null) return refuse('blanks', blank, { words: blank });
    const objection = objectionTo(input.words, await namesBeside(tx, decision, decision.account));
    if (objection !== null) return refuse('invalid', objection, { words: objection });
    const line = await lift(tx, decision, { cause: 'released', words: input.words, wordsIn: input.written }, actor, now);
    await keepTouch(tx, row.id, actor, 'lifted', now);
    const freed = await freeCase(tx, row, decision, actor, now);
    if (!freed.ok) return freed;
    return done({ decision: decision.id, caseId: row.id }, { ...line, changes: [...freed.changes, ...line.changes] });
  },
});
