import { and, desc, eq, inArray, sql, type SQL } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '../../../db/client';
import { accounts, cases, contacts, decisions, deliveries, deliveryTries, notices, orders, webhooks } from '../../../db/schema';
import { coveredDecisions } from '../../decisions/queries/covered-decisions';
import { noticeForStaff } from '../../decisions/queries/verdicts';
import { isMailbox } from '../../kernel/env';
import type { Instant } from '../../kernel/instant';
import { query } from '../../kernel/query';
import { refuse } from '../../kernel/refusal';
import { granted } from '../../kernel/result';
import { open } from '../../kernel/secrets';
import type { Actor } from '../../staff/actor';
import { may } from '../../staff/permissions';
import { maskedAddress } from '../adapters/page-address';
import { DELIVERY_STATUSES, type DeliveryStatus } from '../delivery';

const ABOUT = {
  id: deliveries.id, version: deliveries.version, channel: deliveries.channel, status: deliveries.status, tries: deliveries.tries, nextAt: deliveries.nextAt, lastAnswer: deliveries.lastAnswer,
  createdAt: deliveries.createdAt, deliveredAt: deliveries.deliveredAt, account: deliveries.account, name: accounts.name, order: deliveries.order, notice: deliveries.notice,
  kind: sql<string>`coalesce(${orders.kind}, ${notices.kind})`, decision: sql<string>`coalesce(${orders.decision}, ${notices.decision})`,
} as const;

export type DeliveryLine = {
  id: string; version: number; channel: 'webhook' | 'mail'; status: DeliveryStatus; tries: number; nextAt: Instant; lastAnswer: string | null; createdAt: Instant; deliveredAt: Instant | null;
  account: string; /** Null where none is known. */ name: string | null; order: string | null; notice: string | null; /** '' while it is covered. */ kind: string; decision: string;
  /** It follows from a wave of which this person may still read the rest blind, and would name its measure. */
  covered: boolean;
};

const cursor = z.object({ at: z.number(), id: z.string() });

/** Orders and notices on their way and those that arrived, newest first. */
export const deliveryList = query({
  name: 'ask.deliveries',
  input: z.object({ status: z.enum(DELIVERY_STATUSES).nullable().default(null), channel: z.enum(['webhook', 'mail']).nullable().default(null), account: z.string().nullable().default(null), before: cursor.nullable().default(null), limit: z.number().int().min(1).max(200).default(50) }),
  async run({ input: { status, channel, account, before, limit }, actor, now, db }) {
    const rows = await linesOf(db, actor, now, and(
      status === null ? undefined : eq(deliveries.status, status),
      channel === null ? undefined : eq(deliveries.channel, channel),
      account === null ? undefined : inArray(deliveries.id, idsOn(account)),
      before === null ? undefined : sql`(${deliveries.createdAt}, ${deliveries.id}) < (${new Date(before.at).toISOString()}::timestamptz, ${before.id})`,
    ), limit + 1);
    const lines = rows.slice(0, limit);
    const last = lines.at(-1);
    return granted({ lines, next: rows.length > limit && last ? { at: last.createdAt, id: last.id } : null });
  },
});

/** What went out on one account, found by what it delivers: orders and notices are few for each, and known by their account. */
const idsOn = (account: string): SQL => sql`(
  select d.id from orders o join deliveries d on d.order_id = o.id where o.account = ${account}
  union all select d.id from notices n join deliveries d on d.notice_id = n.id where n.account = ${account})`;

/** Given up on, or tried and not arrived yet: what a person should look at first. */
export const troubledDeliveries = query({
  name: 'ask.deliveries',
  input: z.object({ limit: z.number().int().min(1).max(100).default(20) }),
  async run({ input, actor, now, db }) {
    const failed = await linesOf(db, actor, now, eq(deliveries.status, 'failed'), input.limit);
    const late = await linesOf(db, actor, now, and(sql`${deliveries.status} in ('waiting', 'leased')`, sql`${deliveries.tries} > 0`), input.limit);
    return granted({ failed, late });
  },
});

async function linesOf(db: Database, actor: Actor, now: Instant, where: SQL | undefined, limit: number): Promise<DeliveryLine[]> {
  const rows = await db.select(ABOUT).from(deliveries).leftJoin(orders, eq(orders.id, deliveries.order)).leftJoin(notices, eq(notices.id, deliveries.notice)).leftJoin(accounts, eq(accounts.account, deliveries.account))
    .where(where).orderBy(sql`${deliveries.createdAt} desc nulls last, ${deliveries.id} desc nulls last`).limit(limit);
  const covered = await coveredDecisions(db, actor, rows.map(({ decision }) => decision), now);
  return (rows as Omit<DeliveryLine, 'covered'>[]).map((row) => (covered.has(row.decision) ? { ...row, kind: '', covered: true } : { ...row, covered: false }));
}

/** One delivery with every try. The private address of a holder's page is masked in it: whoever has it acts as the holder. */
export const deliveryAt = query({
  name: 'ask.deliveries',
  input: z.object({ id: z.string() }),
  async run({ input, actor, now, db }) {
    const [line] = await linesOf(db, actor, now, eq(deliveries.id, input.id), 1);
    if (!line) return refuse('not-found');
    if (line.covered) return refuse('conflict', 'It follows from a wave of which you may still read the rest. Read that first, under Reviews; what was sent is covered until then.');
    const [tries, about, order, notice, contact] = await Promise.all([
      db.select({ id: deliveryTries.id, at: deliveryTries.at, answer: deliveryTries.answer, ms: deliveryTries.ms }).from(deliveryTries).where(eq(deliveryTries.delivery, line.id)).orderBy(desc(deliveryTries.at)).limit(100),
      db.select({ case: cases.id, number: cases.number, name: cases.accountName, measure: decisions.measure }).from(decisions).innerJoin(cases, eq(cases.id, decisions.case)).where(eq(decisions.id, line.decision)),
      line.order === null ? [] : db.select({ body: orders.body, issuedAt: orders.issuedAt }).from(orders).where(eq(orders.id, line.order)),
      line.notice === null ? [] : db.select().from(notices).where(eq(notices.id, line.notice)),
      line.channel === 'mail' ? db.select({ email: contacts.email }).from(contacts).where(eq(contacts.account, line.account)) : [],
    ]);
    const [text] = notice;
    const address = text === undefined ? null : maskedAddress(text.page);
    return granted({
      ...line, attempts: tries, about: about[0] ?? null, orderBody: order[0]?.body ?? null,
      mail: text === undefined || address === null ? null : {
        notice: noticeForStaff(text, address.masked), to: contact[0] === undefined ? null : maskedEmail(open('contacts', contact[0].email)), address, opens: isMailbox() && may(actor, 'mailbox.open'),
      },
    });
  },
});

export type Delivery = Extract<Awaited<ReturnType<typeof deliveryAt>>, { ok: true }>['value'];

/** "m•••@mail.example": enough to tell two addresses apart. */
function maskedEmail(email: string): string {
  const [local = '', domain = ''] = email.split('@');
  return `${local.length > 1 ? local[0] : ''}•••@${domain}`;
}

/** Where orders go. Secrets stay where they are: only how many are in use is told. */
export const webhookSettings = query({
  name: 'ask.deliveries',
  input: z.object({}),
  async run({ db }) {
    const [hook] = await db.select({ id: webhooks.id, url: webhooks.url, createdAt: webhooks.createdAt, secrets: sql<number>`cardinality(${webhooks.secrets})`, version: webhooks.version })
      .from(webhooks).where(eq(webhooks.active, true)).orderBy(desc(webhooks.createdAt)).limit(1);
    return granted(hook ?? null);
  },
});
