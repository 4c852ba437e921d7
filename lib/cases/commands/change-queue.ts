import { inArray } from 'drizzle-orm';
import { z } from 'zod';
import { queueSettings, staff } from '../../../db/schema';
import { entry } from '../../audit/entry';
import { command, done } from '../../kernel/command';
import { refuse } from '../../kernel/refusal';
import { announce, enqueue } from '../../kernel/work';
import { settingsInForce } from '../queries/queue-settings';
import { queueSettingsSchema, settingsChanges } from '../queue-settings';

/**
 * Sets how the queue is worked from now on: the next version, with old and new values. What opens or changes follows it at once; the worker puts the
 * cases that are open already (`queue.apply`). `version` is the one that the change was made upon.
 */
export const changeQueue = command({
  name: 'queue.change',
  input: z.object({ version: z.coerce.number().int(), settings: queueSettingsSchema }),
  async run({ input: { version, settings }, actor, now, tx }) {
    const before = await settingsInForce(tx);
    if (before.version !== version) return refuse('stale', 'Somebody set the queue otherwise meanwhile. Try your change out on theirs.');
    const members = [...new Set([...settings.groups, ...before.settings.groups].flatMap((group) => group.members))];
    const known = new Map(members.length === 0 ? [] : (await tx.select({ id: staff.id, name: staff.name, role: staff.role }).from(staff).where(inArray(staff.id, members))).map((one) => [one.id, one]));
    const stranger = settings.groups.flatMap((group) => group.members).find((one) => known.get(one) === undefined || known.get(one)?.role === 'auditor');
    if (stranger !== undefined) return refuse('invalid', 'Only moderators and admins belong to groups: take out whoever is neither.', { 'settings.groups': 'Only moderators and admins belong to groups.' });
    const changes = settingsChanges(before.settings, settings, new Map([...known].map(([id, { name }]) => [id, name])));
    if (changes.length === 0) return refuse('exists', 'The queue is set so already.');
    const next = version + 1;
    // Two who save at one moment: the second finds the number taken and is told so.
    const kept = await tx.insert(queueSettings).values({ version: next, content: settings, setBy: actor.id, setAt: now }).onConflictDoNothing().returning({ version: queueSettings.version });
    if (kept.length === 0) return refuse('stale', 'Somebody set the queue otherwise at this very moment. Try your change out on theirs.');
    await enqueue(tx, 'queue', `settings ${next}`, { version: next, after: '' }, now);
    await announce(tx, 'queue', `settings ${next}`);
    return done({ version: next }, entry('main', `set the queue otherwise, version ${next}`, { refs: { queueSettings: String(next) }, changes }));
  },
});
