import { z } from 'zod';
import { caseChain, entry } from '../../audit/entry';
import { command, done } from '../../kernel/command';
import { refuse } from '../../kernel/refusal';
import { settingsInForce } from '../queries/queue-settings';
import { NO_GROUP } from '../queue';
import { BY_HAND, queueWords } from '../queue-settings';
import { keepMove, lockCase } from './case-record';
import { sharingSettings } from './route-cases';

/**
 * Hands a claimed case on to another group, or to everybody, with the reason for whoever takes it up, and lets it go. Rules leave it there for
 * as long as the group is there.
 */
export const handOn = command({
  name: 'case.handOn',
  input: z.object({
    caseId: z.string(), group: z.string().trim().max(30),
    reason: z.string().trim().min(5, 'Say why, for whoever takes it up: a few words at least.').max(500, 'At most 500 letters; more belongs into a note.'),
  }),
  chain: ({ caseId }) => caseChain(caseId),
  async run({ input, actor, now, tx }) {
    await sharingSettings(tx);
    const { settings } = await settingsInForce(tx);
    const row = await lockCase(tx, input.caseId);
    if (!row) return refuse('not-found');
    const group = input.group === NO_GROUP ? '' : input.group;
    if (group !== '' && !settings.groups.some(({ name }) => name === group)) return refuse('not-found', `There is no group “${group}” any more. Choose another.`);
    if (row.queueGroup === group) return refuse('exists', `The case stands in ${queueWords(group)} already. Choose another group.`);
    const kept = await keepMove(tx, row, { name: 'handOn' }, actor, now, { queueGroup: group, routedBy: BY_HAND });
    if (!kept.ok) return kept;
    return done({ version: kept.row.version, group }, entry(caseChain(row.id), `handed the case on to ${group || 'everybody'}: ${input.reason}`, { refs: { case: row.id, account: row.account }, changes: [...kept.changes, { field: 'group', was: row.queueGroup || null, now: group || null }] }));
  },
});
