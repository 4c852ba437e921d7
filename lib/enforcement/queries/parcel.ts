import { and, desc, eq } from 'drizzle-orm';
import { z } from 'zod';
import { contacts, deliveries, notices, orders, webhooks } from '../../../db/schema';
import type { Language } from '../../kernel/language';
import { query } from '../../kernel/query';
import { refuse } from '../../kernel/refusal';
import { granted } from '../../kernel/result';
import { open } from '../../kernel/secrets';
import type { Text } from '../../decisions/notice';

export type Parcel =
  | { channel: 'webhook'; order: string; body: string; to: { url: string; secrets: string[] } | null }
  | { channel: 'mail'; notice: string; page: string; language: Language; content: Text; to: string | null };

/** Everything that one attempt needs, unsealed for the moment of sending. */
export const parcel = query({
  name: 'ask.parcel',
  input: z.object({ delivery: z.string() }),
  async run({ input, db }) {
    const [row] = await db.select().from(deliveries).where(and(eq(deliveries.id, input.delivery), eq(deliveries.status, 'waiting')));
    if (!row) return refuse('not-found');
    if (row.order !== null) {
      const [order] = await db.select().from(orders).where(eq(orders.id, row.order));
      const [hook] = await db.select().from(webhooks).where(eq(webhooks.active, true)).orderBy(desc(webhooks.createdAt)).limit(1);
      if (!order) return refuse('not-found');
      const to = hook ? { url: hook.url, secrets: hook.secrets.map((sealed) => open('webhook-secrets', sealed)) } : null;
      return granted<Parcel>({ channel: 'webhook', order: order.id, body: JSON.stringify(order.body), to });
    }
    const [notice] = await db.select().from(notices).where(eq(notices.id, row.notice ?? ''));
    if (!notice) return refuse('not-found');
    const [contact] = await db.select().from(contacts).where(eq(contacts.account, row.account));
    return granted<Parcel>({
      channel: 'mail', notice: notice.id, page: notice.page, to: contact ? open('contacts', contact.email) : null,
      language: notice.language, content: { subject: notice.subject, paragraphs: notice.paragraphs },
    });
  },
});
