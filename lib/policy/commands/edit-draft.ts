import { z } from 'zod';
import { entry } from '../../audit/entry';
import { command, done } from '../../kernel/command';
import { refuse } from '../../kernel/refusal';
import { digestOfPolicy } from '../difference';
import { policySchema } from '../policy';
import { readPart, SECTION_WORDS, SECTIONS } from '../section';
import { changesOf, draftFor, draftName, keepDraft } from './draft-record';

const NOT_YET = 'Nothing was kept: what is wrong stands at its field.';

/** Writes one part of a draft anew, as its form brings it whole. */
export const editDraft = command({
  name: 'policy.editDraft',
  // Read before the door opens: a slip of the pen is told to the writer and is no act.
  input: z.object({ draft: z.string(), version: z.coerce.number().int(), section: z.enum(SECTIONS), values: z.record(z.string(), z.unknown()).default({}) })
    .transform((asked, context) => {
      const read = readPart(asked.section, asked.values);
      if (read.ok) return { ...asked, part: read.part };
      for (const [field, message] of Object.entries(read.fields)) context.addIssue({ code: 'custom', path: field.split('.'), message });
      return z.NEVER;
    }),
  async run({ input, actor, now, tx }) {
    const found = await draftFor(tx, input, 'edit', actor);
    if (!found.ok) return found;
    const { row } = found;
    const was = policySchema.parse(row.content);
    const content = policySchema.safeParse({ ...was, ...input.part });
    if (!content.success) return refuse('invalid', NOT_YET);
    const changes = changesOf(was, content.data);
    const isRenamed = was.title !== content.data.title;
    if (changes.length === 0 && !isRenamed) return refuse('move-closed', 'Nothing was changed: it says this already.');
    const kept = await keepDraft(tx, row, 'edit', { content: content.data, digest: digestOfPolicy(content.data), writers: [...new Set([...row.writers, actor.id])] }, now);
    return done({ draft: row.id, version: kept.version, changes: changes.length },
      entry('main', `wrote in ${draftName(kept)}: ${SECTION_WORDS[input.section].toLowerCase()}`, { refs: { draft: row.id }, changes: isRenamed ? [{ field: 'Title', was: was.title, now: content.data.title }, ...changes] : changes }));
  },
});
