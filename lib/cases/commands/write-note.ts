import { z } from 'zod';
import { notes } from '../../../db/schema';
import { caseChain, entry } from '../../audit/entry';
import { command, done } from '../../kernel/command';
import { newId } from '../../kernel/ids';
import { text } from '../../kernel/input';
import { refuse } from '../../kernel/refusal';
import { announce } from '../../kernel/work';
import { gateOf } from '../case';
import { caseOf, keepTouch, lockCase } from './case-record';

/** Adds a note to the discussion. Notes stay: who wrote on a case no longer countersigns or hears it. */
export const writeNote = command({
  name: 'case.note',
  input: z.object({ caseId: z.string(), body: text('Write something first.', { max: 5_000 }) }),
  chain: ({ caseId }) => caseChain(caseId),
  async run({ input, actor, now, tx }) {
    const row = await lockCase(tx, input.caseId);
    if (!row) return refuse('not-found');
    const gate = gateOf(caseOf(row), 'note', actor, now);
    if (gate.state === 'locked') return refuse(gate.code, gate.reason);
    const id = newId('note', now);
    await tx.insert(notes).values({ id, case: row.id, writtenBy: actor.id, writtenAt: now, body: input.body });
    await keepTouch(tx, row.id, actor, 'noted', now);
    await announce(tx, 'case', row.id);
    return done({ id }, entry(caseChain(row.id), 'wrote a note', { refs: { case: row.id, note: id } }));
  },
});
