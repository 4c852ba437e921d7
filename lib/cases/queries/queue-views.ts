import { asc, eq, or } from 'drizzle-orm';
import { z } from 'zod';
import { queueLayouts, queueViews, staff, staffSettings } from '../../../db/schema';
import { query } from '../../kernel/query';
import { granted } from '../../kernel/result';
import { layoutIn, type QueueLayout } from '../queue-layout';
import { viewAsked, type SavedView } from '../queue-view';

/** The reader's own views and those that everybody sees, by name, and how the reader has the queue laid out; where they have not, rows are as high as in their settings. */
export const queueSetup = query({
  name: 'ask.queue',
  input: z.object({}),
  async run({ actor, db }) {
    const [views, [laid]] = await Promise.all([
      db.select({ id: queueViews.id, name: queueViews.name, shared: queueViews.shared, owner: queueViews.owner, ownerName: staff.name, version: queueViews.version, asked: queueViews.asked })
        .from(queueViews).innerJoin(staff, eq(staff.id, queueViews.owner)).where(or(eq(queueViews.owner, actor.id), queueViews.shared)).orderBy(asc(queueViews.shared), asc(queueViews.name), asc(queueViews.id)).limit(200),
      db.select({ content: queueLayouts.content, density: staffSettings.density }).from(staff)
        .leftJoin(queueLayouts, eq(queueLayouts.staff, staff.id)).leftJoin(staffSettings, eq(staffSettings.staff, staff.id)).where(eq(staff.id, actor.id)),
    ]);
    return granted<{ views: SavedView[]; layout: QueueLayout }>({
      views: views.map(({ ownerName, owner, asked, ...view }) => ({ ...view, yours: owner === actor.id, owner: ownerName, asked: viewAsked.parse(asked) })),
      layout: layoutIn(laid?.content, laid?.density ?? undefined),
    });
  },
});
