import { randomBytes } from 'node:crypto';
import { and, desc, eq, isNull, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Tx } from '../../../db/client';
import { webhooks, work } from '../../../db/schema';
import { entry } from '../../audit/entry';
import { command, done } from '../../kernel/command';
import { newId } from '../../kernel/ids';
import type { Instant } from '../../kernel/instant';
import { seal } from '../../kernel/secrets';
import { secretOf } from '../signature';

const url = z.url({ protocol: /^https?$/, error: 'Give the address of your receiver, as in https://platform.example/countersign.' }).max(2_000).refine((address) => !/^https?:\/\/[^/?#]*@/i.test(address), 'Leave name and password out of the address: orders are signed instead.');

/** Says where orders go. A first address brings a secret, shown this once; a changed one keeps it. */
export const setWebhook = command({
  name: 'webhook.set',
  input: z.object({ url }),
  async run({ input, actor, now, tx }) {
    const [held] = await tx.select().from(webhooks).where(eq(webhooks.active, true)).orderBy(desc(webhooks.createdAt)).limit(1).for('update');
    if (held) {
      await tx.update(webhooks).set({ url: input.url, version: held.version + 1 }).where(eq(webhooks.id, held.id));
      return done({ id: held.id, url: input.url, secret: null }, entry('main', 'changed where orders go', { refs: { webhook: held.id }, changes: [{ field: 'address', was: held.url, now: input.url }] }));
    }
    const id = newId('webhook', now);
    const secret = secretOf(randomBytes(32));
    await wakeDeliveries(tx, now);
    await tx.insert(webhooks).values({ id, url: input.url, secrets: [seal('webhook-secrets', secret)], active: true, createdAt: now, createdBy: actor.id });
    return done({ id, url: input.url, secret: secret as string | null }, entry('main', 'said where orders go', { refs: { webhook: id }, changes: [{ field: 'address', was: null, now: input.url }] }));
  },
});

/** Orders that waited for an address go out now. */
async function wakeDeliveries(tx: Tx, now: Instant): Promise<void> {
  await tx.update(work).set({ runAt: now }).where(and(eq(work.name, 'deliver'), isNull(work.leaseUntil)));
  await tx.execute(sql`select pg_notify('countersign_work', 'deliver')`);
}
