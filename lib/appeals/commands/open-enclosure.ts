import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { appeals, cases, enclosureContents, enclosures } from '../../../db/schema';
import { caseChain, entry } from '../../audit/entry';
import { caseOf, keepTouch } from '../../cases/commands/case-record';
import { recordOf } from '../../decisions/commands/decision-record';
import { sha256Hex } from '../../kernel/canonical';
import { command, done } from '../../kernel/command';
import { text } from '../../kernel/input';
import { refuse } from '../../kernel/refusal';
import { openBytes } from '../../kernel/secrets';
import { ENCLOSURE_DAYS, enclosureWords } from '../enclosure';
import { hears, mayOpenEnclosures } from '../opening';
import { appealOf } from './appeal-record';

/** Opens one file that the holder enclosed, for a stated purpose. Who opened it and what for is entered; what is in it is in the answer alone. */
export const openEnclosure = command({
  name: 'enclosure.open',
  input: z.object({ caseId: z.string().max(100), id: z.string().max(100), purpose: text('Say what you need it for, in a few words.', { min: 10, max: 500 }) }),
  chain: ({ caseId }) => caseChain(caseId),
  async run({ input, actor, now, tx }) {
    const [found] = await tx.select({ enclosure: enclosures, case: cases }).from(enclosures).innerJoin(cases, eq(cases.id, enclosures.case)).where(and(eq(enclosures.id, input.id), eq(enclosures.case, input.caseId)));
    if (!found) return refuse('not-found');
    const { enclosure } = found;
    const filed = (await tx.select().from(appeals).where(eq(appeals.case, enclosure.case))).map(appealOf);
    const gate = mayOpenEnclosures(actor, caseOf(found.case), filed, await recordOf(tx, enclosure.case), enclosure.answer === null ? 'appeal' : 'answer', now);
    if (gate.state === 'locked') return refuse(gate.code, gate.reason);
    // Megabytes, read for nobody who may not have them.
    const [content] = await tx.select().from(enclosureContents).where(eq(enclosureContents.enclosure, enclosure.id));
    if (content === undefined) return refuse('expired', `The file itself was removed, ${ENCLOSURE_DAYS} days after everything about it was over.`);
    const bytes = openBytes('uploads', content.sealed);
    if (sha256Hex(bytes) !== enclosure.digest) throw new Error(`The bytes of ${enclosure.id} are not those that were sent.`);
    // Whoever hears an appeal keeps no hand in the case: it would take the hearing from them.
    if (!hears(actor, filed, now)) await keepTouch(tx, enclosure.case, actor, 'revealed', now);
    const { id, case: caseId, account, decision, name, kind } = enclosure;
    return done({ name, kind, bytes }, entry(caseChain(caseId), `opened a file of the holder’s (${enclosureWords({ ...enclosure, name: id })}) for: ${input.purpose}`, { refs: { case: caseId, account, decision, enclosure: id } }));
  },
});
