import { z } from 'zod';
import { notes } from '../../../db/schema';
import { caseChain, entry } from '../../audit/entry';
import { command, done } from '../../kernel/command';
import { newId } from '../../kernel/ids';
import { text } from '../../kernel/input';
import { refuse } from '../../kernel/refusal';
import { announce } from '../../kernel/work';
import { mentionable } from '../../staff/queries/colleagues';
import { gateOf } from '../case';
import { listed, mentionsIn, mentionWords, MOST_MENTIONS } from '../mention';
import { caseOf, keepTouch, lockCase } from './case-record';
import { tellInbox } from './inbox-record';

/**
 * Adds a note to the discussion. Notes stay: who wrote on a case no longer countersigns or hears it. Who is mentioned finds it in the inbox;
 * to be mentioned is no hand in the case. Answers in words whom it reaches, and which names stayed text.
 */
export const writeNote = command({
  name: 'case.note',
  input: z.object({ caseId: z.string(), body: text('Write something first.', { max: 5_000 }) }),
  chain: ({ caseId }) => caseChain(caseId),
  async run({ input, actor, now, tx }) {
    const row = await lockCase(tx, input.caseId);
    if (!row) return refuse('not-found');
    const gate = gateOf(caseOf(row), 'note', actor, now);
    if (gate.state === 'locked') return refuse(gate.code, gate.reason);
    const mentions = mentionsIn(input.body, input.body.includes('@') ? await mentionable(tx) : []);
    const { people, body } = mentions;
    if (people.length > MOST_MENTIONS) return refuse('invalid', undefined, { body: `Mention at most ${MOST_MENTIONS} people in one note; these are ${people.length}.` });
    const id = newId('note', now);
    await tx.insert(notes).values({ id, case: row.id, writtenBy: actor.id, writtenAt: now, body });
    await keepTouch(tx, row.id, actor, 'noted', now);
    await tellInbox(tx, people.map((one) => one.id).filter((one) => one !== actor.id), { kind: 'mention', case: row.id, about: id }, now);
    await announce(tx, 'case', row.id);
    const mentioned = people.length === 0 ? '' : ` and mentioned ${listed(people.map(({ name }) => name))}`;
    return done({ id, words: mentionWords(mentions, actor.id) }, entry(caseChain(row.id), `wrote a note${mentioned}`, { refs: { case: row.id, note: id, ...(people.length === 0 ? {} : { mentioned: people.map((one) => one.id).join(' ') }) } }));
  },
});
