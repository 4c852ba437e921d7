import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { query } from '../../kernel/query';
import { granted } from '../../kernel/result';
import { lineNamed, rowOf, type EventRow } from './verdict';

/** Kinds of event that are looked at together. */
export const EVENT_GROUPS = {
  sessions: ['session.seen', 'activity.recorded', 'time.logged'],
  checks: ['verification.started', 'verification.finished', 'declaration.made'],
  money: ['payout.method_added', 'payout.sent', 'earning.cleared'],
  profile: ['account.registered', 'account.changed', 'profile.changed'],
  work: ['bid.placed', 'contract.started', 'contract.ended', 'interview.changed', 'message.flagged', 'client.reported', 'referral.made', 'review.left'],
} as const satisfies Record<string, readonly string[]>;
export type EventGroup = keyof typeof EVENT_GROUPS;
export const EVENT_GROUP_NAMES = Object.keys(EVENT_GROUPS) as [EventGroup, ...EventGroup[]];

const cursor = z.object({ at: z.number(), id: z.string().max(500) });

/** What the platform told of an account, latest first, in words; all kinds, those of one group, or those behind one line of the latest assessment, which is named then. */
export const accountEvents = query({
  name: 'ask.account',
  input: z.object({ account: z.string(), group: z.enum(EVENT_GROUP_NAMES).nullable().default(null), behind: z.string().max(100).nullable().default(null), before: cursor.nullable().default(null), limit: z.number().int().min(1).max(200) }),
  async run({ input, db }) {
    const line = input.behind === null ? null : await lineNamed(db, input.account, input.behind);
    const kinds = input.group === null ? sql`true` : sql`e.type = any(${sql.param([...EVENT_GROUPS[input.group]])}::text[])`;
    const among = input.behind === null ? sql`true` : sql`e.id = any(${sql.param([...(line?.evidence ?? [])])}::text[])`;
    const place = input.before === null ? sql`true` : sql`(e.at, e.id) < (${new Date(input.before.at).toISOString()}::timestamptz, ${input.before.id})`;
    const { rows } = await db.execute<EventRow>(sql`
      select e.id, e.type, extract(epoch from e.at)::float8 * 1000 as at, e.data, f.network_class, f.owner, f.readings, a.time_zone as zone
      from events e left join session_facts f on f.account = e.account and f.event = e.id left join accounts a on a.account = e.account
      where e.account = ${input.account} and ${kinds} and ${among} and ${place} order by e.at desc, e.id desc limit ${input.limit + 1}`);
    const events = rows.slice(0, input.limit).map(rowOf);
    const last = events.at(-1);
    return granted({ events, behind: line === null ? null : { words: line.words, events: line.evidence.length }, next: rows.length > input.limit && last !== undefined ? { at: last.at, id: last.event } : null });
  },
});
