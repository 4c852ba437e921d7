import { and, sql, type SQL } from 'drizzle-orm';
import { z } from 'zod';
import { cases, rings } from '../../../db/schema';
import { query } from '../../kernel/query';
import { granted } from '../../kernel/result';
import { QUEUE_VIEWS, type QueueView } from '../queue';
import { inView, isOpen } from './queue-where';

/** Beyond this a view says "500+": nobody reads further, and counting stays cheap however long the queue grows. */
export const COUNTED_TO = 500;

/** How many cases (rings, for the view of rings) stand under each view, up to `COUNTED_TO`. */
export const queueTabs = query({
  name: 'ask.queue',
  input: z.object({}),
  async run({ actor, now, db }) {
    const counted = (view: QueueView): SQL => view === 'rings'
      ? sql`(select 1 from ${rings} where ${rings.endedAt} is null and exists (select 1 from ${cases} where ${cases.ring} = ${rings.id} and ${isOpen(cases)}) limit ${COUNTED_TO})`
      : sql`(select 1 from ${cases} where ${and(isOpen(cases), inView(view, cases, { staff: actor.id, now }) ?? undefined)} limit ${COUNTED_TO})`;
    const columns = QUEUE_VIEWS.map((view) => sql`(select count(*)::int from ${counted(view)} one) as ${sql.identifier(view)}`);
    const { rows } = await db.execute<Record<QueueView, number>>(sql`select ${sql.join(columns, sql`, `)}`);
    const found = rows[0];
    return granted(Object.fromEntries(QUEUE_VIEWS.map((view) => [view, found?.[view] ?? 0])) as Record<QueueView, number>);
  },
});
