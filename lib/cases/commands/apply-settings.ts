import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { entry } from '../../audit/entry';
import { command, done } from '../../kernel/command';
import { refuse } from '../../kernel/refusal';
import { announce, enqueue } from '../../kernel/work';
import { AWAITS_FIRST_LOOK, groupOfPut, promiseOf, ruleOfPut, settingsInForce } from '../queries/queue-settings';
import { alone } from './route-cases';

/** Cases of one step: whoever claims one of them waits no longer than a step lasts. */
const STEP = 1_000;

/**
 * Puts the open cases by the settings in force, a step at a time in the order of their ids: into their groups, and due sooner where that was promised.
 * A due time is never put off, and no case gets a new version: nothing that a form was filled in upon has changed.
 */
export const applySettings = command({
  name: 'queue.apply',
  input: z.object({ version: z.number().int(), after: z.string().max(100).default('') }),
  async run({ input, now, tx }) {
    await alone(tx);
    const { version, settings } = await settingsInForce(tx);
    if (version !== input.version) return refuse('nothing-left', 'Later settings are in force, and put all cases themselves.');
    const { rows: [step] } = await tx.execute<{ last: string | null; seen: number; moved: number; sooner: number }>(sql`
      with page as (select id from cases where status <> 'settled' and id > ${input.after} order by id limit ${STEP}),
      put as (
        select c.id, c.queue_group as was, ${groupOfPut(settings)} as grp, r.rule, ${AWAITS_FIRST_LOOK} and p.promise < c.due_at as sooner, p.promise
        from cases c left join accounts a on a.account = c.account cross join lateral (select ${ruleOfPut(settings)} as rule) r cross join lateral (select ${promiseOf(settings)} as promise) p
        where c.id in (select id from page) and c.status <> 'settled' for no key update of c),
      kept as (
        update cases set queue_group = put.grp, routed_by = put.rule, due_at = case when put.sooner then put.promise else cases.due_at end from put
        where cases.id = put.id and (cases.queue_group <> put.grp or cases.routed_by is distinct from put.rule or put.sooner)
        returning put.was <> put.grp as moved, coalesce(put.sooner, false) as sooner)
      select (select max(id) from page) as last, (select count(*)::int from page) as seen, (select count(*) filter (where moved)::int from kept) as moved, (select count(*) filter (where sooner)::int from kept) as sooner`);
    if (!step || step.last === null) return refuse('nothing-left', 'No open case is left to be put.');
    if (step.seen === STEP) await enqueue(tx, 'queue', `settings ${version} after ${step.last}`, { version, after: step.last }, now);
    if (step.moved + step.sooner > 0) await announce(tx, 'queue', `settings ${version}`);
    return done({ seen: step.seen, moved: step.moved, sooner: step.sooner }, entry('main', `put ${step.seen} open cases by version ${version} of the queue’s settings: ${step.moved} into another group, ${step.sooner} due sooner`, { refs: { queueSettings: String(version) } }));
  },
});
