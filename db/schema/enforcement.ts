import { boolean, check, index, integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import { sql } from 'drizzle-orm';
import type { NoticeContent } from '../../lib/decisions/notice';
import type { Language } from '../../lib/kernel/language';
import { actor, id, instant, version } from '../columns';
import { decisions } from './decisions';

/** What must become true at the platform. Append-only; the id is the webhook's idempotency key. */
export const orders = pgTable('orders', {
  id: id(),
  decision: text('decision').notNull().references(() => decisions.id),
  account: text('account').notNull(),
  kind: text('kind').notNull(),
  body: jsonb('body').$type<Record<string, unknown>>().notNull(),
  issuedAt: instant('issued_at').notNull(),
}, (table) => [index('orders_decision').on(table.decision), index('orders_account').on(table.account, table.issuedAt)]);

/** What the person is told. The private address of the answer page is written in when it is sent, never stored. Append-only. */
export const notices = pgTable('notices', {
  id: id(),
  decision: text('decision').notNull().references(() => decisions.id),
  account: text('account').notNull(),
  kind: text('kind').notNull(),
  subject: text('subject').notNull(),
  paragraphs: text('paragraphs').array().notNull(),
  /** Language of the text. */
  language: text('language').$type<Language>().notNull().default('en'),
  /** What it says apart from any language; null in notices that were sent before there were several. */
  content: jsonb('content').$type<NoticeContent>(),
  page: text('page').notNull(),
  renderedAt: instant('rendered_at').notNull(),
}, (table) => [index('notices_decision').on(table.decision), index('notices_account').on(table.account, table.renderedAt)]);

/** The way of an order or a notice to its destination. */
export const deliveries = pgTable('deliveries', {
  id: id(),
  channel: text('channel').notNull(),
  order: text('order_id').references(() => orders.id),
  notice: text('notice_id').references(() => notices.id),
  account: text('account').notNull(),
  status: text('status').notNull(),
  tries: integer('tries').notNull().default(0),
  nextAt: instant('next_at').notNull(),
  leaseUntil: instant('lease_until'),
  lastAnswer: text('last_answer'),
  createdAt: instant('created_at').notNull(),
  deliveredAt: instant('delivered_at'),
  version: version(),
}, (table) => [
  index('deliveries_due').on(table.nextAt).where(sql`status in ('waiting', 'leased')`),
  index('deliveries_failed').on(table.id).where(sql`status = 'failed'`),
  index('deliveries_order').on(table.order), index('deliveries_notice').on(table.notice),
  index('deliveries_list').on(table.createdAt.desc(), table.id.desc()),
  check('deliveries_status', sql`status in ('waiting', 'leased', 'delivered', 'failed')`),
  check('deliveries_channel', sql`channel in ('webhook', 'mail')`),
]);

export const deliveryTries = pgTable('delivery_tries', {
  id: id(),
  delivery: text('delivery').notNull().references(() => deliveries.id),
  at: instant('tried_at').notNull(),
  answer: text('answer').notNull(),
  ms: integer('ms').notNull(),
}, (table) => [index('delivery_tries_delivery').on(table.delivery, table.at)]);

export const webhooks = pgTable('webhooks', {
  id: id(),
  url: text('url').notNull(),
  /** Current secret first, then the one before it while both are accepted; sealed with the installation's key. */
  secrets: text('secrets').array().notNull(),
  active: boolean('active').notNull(),
  createdAt: instant('created_at').notNull(),
  createdBy: actor('created_by').notNull(),
  version: version(),
});
