import { and, sql, type SQL } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '../../../db/client';
import { cases, rings } from '../../../db/schema';
import { SECOND, type Instant } from '../../kernel/instant';
import { query } from '../../kernel/query';
import { granted } from '../../kernel/result';
import { QUEUE_VIEWS, type QueueView } from '../queue';
import { askedWords, viewAsked, type ViewAsked } from '../queue-view';
import { inView, isOpen, wanted } from './queue-where';

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

/** Some filters that find little look through all of the queue (by money, by a view): what they found is told again for so long. */
const COUNT_HOLDS = 15 * SECOND;
const counts = new Map<string, { at: Instant; found: Promise<number> }>();
const MOST_COUNTS = 500;

/** How many cases (rings, for the view of rings) each of these views has, up to `COUNTED_TO`. Counted at most every quarter of a minute, whoever asks. */
export const viewCounts = query({
  name: 'ask.queue',
  input: z.object({ views: z.array(viewAsked).max(200) }),
  async run({ input, actor, now, db }) {
    return granted(await Promise.all(input.views.map((view) => counted(db, view, { staff: actor.id, now }))));
  },
});

function counted(db: Database, view: ViewAsked, by: { staff: string; now: Instant }): Promise<number> {
  const key = `${view.view === 'mine' ? by.staff : ''} ${askedWords({ ...view, sort: 'priority' })}`;
  const known = counts.get(key);
  if (known !== undefined && by.now - known.at < COUNT_HOLDS) return known.found;
  const found = countNow(db, view, by);
  found.catch(() => { counts.delete(key); });
  counts.delete(key);
  counts.set(key, { at: by.now, found });
  for (const oldest of counts.keys()) if (counts.size > MOST_COUNTS) counts.delete(oldest);
  return found;
}

/** Counts what a view asks for. */
export function countOf(view: ViewAsked, by: { staff: string; now: Instant }): SQL {
  const where = wanted({ ...view, after: null, open: null }, cases, by);
  // To tell rings apart all of them must be seen, so only the view of rings counts rings.
  const what = view.view === 'rings' ? sql`distinct ${cases.ring}` : sql`1`;
  return sql`select count(*)::int as n from (select ${what} from ${cases} where ${where} limit ${COUNTED_TO}) one`;
}

async function countNow(db: Database, view: ViewAsked, by: { staff: string; now: Instant }): Promise<number> {
  const { rows: [row] } = await db.execute<{ n: number }>(countOf(view, by));
  return row?.n ?? 0;
}
