import { desc, sql, type SQL } from 'drizzle-orm';
import { z } from 'zod';
import type { Database, Tx } from '../../../db/client';
import { queueSettings as table } from '../../../db/schema';
import { LANGUAGES } from '../../kernel/language';
import type { Instant } from '../../kernel/instant';
import { query } from '../../kernel/query';
import { granted } from '../../kernel/result';
import { storedJson } from '../../kernel/stored-json';
import { AREAS } from '../../kernel/time-zone';
import type { Actor } from '../../staff/actor';
import { BY_HAND, queueSettingsSchema, USUAL_SETTINGS, type QueueSettings, type RuleConditions } from '../queue-settings';

/** With 500 people in groups they take a while to read. */
const settingsIn = storedJson(queueSettingsSchema);

const text = sql<string>`${table.content}::text`;

export type InForce = { version: number; settings: QueueSettings; setBy: string | null; setAt: Instant | null };

/** The settings with the highest version, never to be changed by whoever asks; version 0 is the usual queue, which nobody has set. */
export async function settingsInForce(db: Database | Tx): Promise<InForce> {
  const [row] = await db.select({ version: table.version, text, setBy: table.setBy, setAt: table.setAt }).from(table).orderBy(desc(table.version)).limit(1);
  return row === undefined ? { version: 0, settings: USUAL_SETTINGS, setBy: null, setAt: null } : { version: row.version, settings: settingsIn(row.text), setBy: row.setBy, setAt: row.setAt };
}

/** One condition after the other, over `cases c` and its `accounts a` (which may be missing). */
function conditionOf({ bands, families, regions, segments, languages, leastStake, ring }: RuleConditions): SQL {
  const areas = Object.entries(AREAS).filter(([, region]) => (regions as readonly string[]).includes(region)).map(([area]) => area);
  const said = sql`lower(split_part(replace(coalesce(a.language, ''), '_', '-'), '-', 1))`;
  const told = sql`case when ${said} = any(${sql.param([...LANGUAGES])}::text[]) then ${said} else 'en' end`;
  return sql.join([
    ...(bands.length > 0 ? [sql`c.band = any(${sql.param([...bands])}::text[])`] : []),
    ...(families.length > 0 ? [sql`(${sql.join(families.map((family) => sql`c.reasons @> ${JSON.stringify([{ family }])}::jsonb`), sql` or `)})`] : []),
    ...(regions.length > 0 ? [sql`split_part(coalesce(a.time_zone, ''), '/', 1) = any(${sql.param(areas)}::text[])`] : []),
    ...(languages.length > 0 ? [sql`${told} = any(${sql.param([...languages])}::text[])`] : []),
    ...(leastStake === null ? [] : [sql`c.stake_usd >= ${leastStake}::real`]),
    ...(ring === null ? [] : [ring === 'in' ? sql`c.ring is not null` : sql`c.ring is null`]),
    ...(segments.length > 0 ? [sql`${DECLARED_WORK} = any(${sql.param([...segments])}::text[])`] : []),
  ], sql` and `);
}

/** The field of work that the account of `cases c` declared last, as its history reads it; asked of the events, so it stands last among the conditions. */
const DECLARED_WORK = sql.raw(`(select lower(btrim(e.data->>'category')) from events e
  where e.account = c.account and e.type in ('account.registered', 'account.changed') and jsonb_typeof(e.data->'category') = 'string' and e.data->>'category' <> '' order by e.at desc, e.id desc limit 1)`);

/** The number of the first rule that fits, from 1, or null: the one place where a rule is read. */
function ruleOf({ rules }: Pick<QueueSettings, 'rules'>): SQL {
  return rules.length === 0 ? sql`null::int` : sql`case ${sql.join(rules.map(({ when }, index) => sql`when ${conditionOf(when)} then ${index + 1}::int`), sql` `)} end`;
}

/** The name of a rule's group, '' where none fits. */
function groupOfRule({ rules }: Pick<QueueSettings, 'rules'>, rule: SQL): SQL {
  return rules.length === 0 ? sql`''::text` : sql`coalesce((${sql.param(rules.map(({ group }) => group))}::text[])[${rule}], '')`;
}

/** Whether the rules say where `cases c` goes: that a person handed it on stands as long as the group does. */
const isRuled = ({ groups }: Pick<QueueSettings, 'groups'>): SQL => sql`(c.routed_by is distinct from ${BY_HAND}::int or c.queue_group <> all(${sql.param(['', ...groups.map(({ name }) => name)])}::text[]))`;

/** What `routed_by` of `cases c` becomes by these settings. */
export function ruleOfPut(settings: QueueSettings): SQL {
  return sql`case when ${isRuled(settings)} then ${ruleOf(settings)} else ${BY_HAND}::int end`;
}

/** The group that goes with it, where that rule is `r.rule`. */
export function groupOfPut(settings: QueueSettings): SQL {
  return sql`case when r.rule = ${BY_HAND}::int then c.queue_group else ${groupOfRule(settings, sql`r.rule`)} end`;
}

/** The instant of a first look by these settings, for `cases c`; null for clear cases. */
export function promiseOf({ dueHours, bigStake }: QueueSettings): SQL {
  const hours = sql`case c.band when 'act' then ${dueHours.act}::float8 when 'review' then ${dueHours.review}::float8 when 'watch' then ${dueHours.watch}::float8 end`;
  const least = bigStake === null ? hours : sql`least(${hours}, case when c.stake_usd >= ${bigStake.usd}::real and c.band <> 'clear' then ${bigStake.hours}::float8 end)`;
  return sql`coalesce(c.due_since, c.opened_at) + make_interval(secs => ${least} * 3600)`;
}

/** A first look is what a case waits for until the holder has been asked or a hold runs: those have due times of their own. */
export const AWAITS_FIRST_LOOK = sql`(c.asked_at is null and c.held_until is null)`;

/**
 * The groups whose cases `n` hands to this person; null where it hands them every case. A group whose people have all left, or that is no more, is
 * everybody's, and admins are handed everything. `inForce`: where it is read anyway.
 */
export async function groupsFor(db: Database | Tx, actor: Actor, inForce?: Promise<InForce>): Promise<readonly string[] | null> {
  if (actor.kind !== 'staff' || actor.role === 'admin') return null;
  const { settings } = await (inForce ?? settingsInForce(db));
  if (settings.groups.length === 0) return null;
  const { rows: present } = await db.execute<{ id: string }>(sql`select id from staff where disabled_at is null and id = any(${sql.param(settings.groups.flatMap(({ members }) => members))}::text[])`);
  const people = new Set(present.map(({ id }) => id));
  const closed = new Set(settings.groups.filter(({ members }) => members.some((one) => people.has(one)) && !members.includes(actor.id)).map(({ name }) => name));
  if (closed.size === 0) return null;
  const { rows: known } = await db.execute<{ name: string }>(sql`select distinct g->>'name' as name from ${table}, jsonb_array_elements(content->'groups') g`);
  return ['', ...known.map(({ name }) => name).filter((name) => !closed.has(name))];
}

export type QueueGroup = { name: string; mine: boolean; cases: number };
export type QueueSetting = {
  version: number; settings: QueueSettings; setBy: string | null; setAt: Instant | null;
  people: readonly { id: string; name: string }[];
  groups: readonly (QueueGroup & { members: readonly { id: string; name: string }[] })[];
};

/** Beyond this a group says "500+", as views do. */
const COUNTED_TO = 500;

/** How many open cases each group has; the last line is everybody's. None where there are no groups. */
async function groupsCounted(db: Database, { groups }: QueueSettings, actor: Actor): Promise<QueueGroup[]> {
  if (groups.length === 0) return [];
  const all = [...groups, { name: '', members: [] }];
  const { rows } = await db.execute<{ name: string; n: number }>(sql`
    select g.name, (select count(*)::int from (select 1 from cases where status <> 'settled' and queue_group = g.name limit ${COUNTED_TO}) one) as n from unnest(${sql.param(all.map(({ name }) => name))}::text[]) g(name)`);
  return all.map(({ name, members }) => ({ name, mine: members.some((one) => one === actor.id), cases: rows.find((one) => one.name === name)?.n ?? 0 }));
}

/** The groups of people that cases go to, as the list of cases tells them. */
export const queueGroups = query({
  name: 'ask.queue',
  input: z.object({}),
  async run({ actor, db }) {
    return granted(await groupsCounted(db, (await settingsInForce(db)).settings, actor));
  },
});

/** How the queue is set: who may belong to groups, and how many open cases each group has. */
export const queueSetting = query({
  name: 'ask.queue',
  input: z.object({}),
  async run({ actor, db }) {
    const { version, settings, setBy, setAt } = await settingsInForce(db);
    const [{ rows: people }, counted, { rows: by }] = await Promise.all([
      db.execute<{ id: string; name: string }>(sql`select id, name from staff where disabled_at is null and role in ('moderator', 'admin') order by name, id limit 500`),
      groupsCounted(db, settings, actor),
      setBy === null ? { rows: [] } : db.execute<{ name: string }>(sql`select name from staff where id = ${setBy}`),
    ]);
    const membersOf = (group: string): readonly string[] => settings.groups.find(({ name }) => name === group)?.members ?? [];
    const groups = counted.map((group) => ({ ...group, members: people.filter(({ id }) => membersOf(group.name).includes(id)) }));
    return granted<QueueSetting>({ version, settings, setBy: setBy === null ? null : (by[0]?.name ?? 'The operator'), setAt, people, groups });
  },
});

export type QueueTrial = {
  open: number;
  /** Cases that would be due sooner, and how many of those would be late at once. */
  sooner: number; late: number;
  /** Cases that would change their group. */
  moved: number;
  /** By rule; `rule` null is everybody's, and `BY_HAND` what a person handed on, which stays where it is. `overdue`: due by then already. */
  lines: readonly { rule: number | null; group: string; cases: number; overdue: number }[];
  /** Groups without anybody who has open access: their cases stay everybody's. */
  deserted: readonly string[];
};

/** What settings would do to the cases that are open now, without doing it. */
export const queueTrial = query({
  name: 'ask.queue',
  input: z.object({ settings: queueSettingsSchema }),
  async run({ input: { settings }, now, db }) {
    const at = sql`${new Date(now).toISOString()}::timestamptz`;
    const { rows } = await db.execute<{ rule: number | null; cases: number; sooner: number; late: number; moved: number; overdue: number }>(sql`
      select rule, count(*)::int as cases, count(*) filter (where sooner)::int as sooner, count(*) filter (where sooner and promise <= ${at} and due_at > ${at})::int as late,
        count(*) filter (where grp <> queue_group)::int as moved, count(*) filter (where due_at <= ${at} or (sooner and promise <= ${at}))::int as overdue
      from (
        select r.rule, ${groupOfPut(settings)} as grp, c.queue_group, c.due_at, p.promise, ${AWAITS_FIRST_LOOK} and p.promise < c.due_at as sooner
        from cases c left join accounts a on a.account = c.account cross join lateral (select ${ruleOfPut(settings)} as rule) r cross join lateral (select ${promiseOf(settings)} as promise) p
        where c.status <> 'settled') tried
      group by rule order by rule nulls last`);
    const members = settings.groups.flatMap((group) => group.members);
    const { rows: present } = members.length === 0 ? { rows: [] } : await db.execute<{ id: string }>(sql`select id from staff where disabled_at is null and id = any(${sql.param(members)}::text[])`);
    const people = new Set(present.map(({ id }) => id));
    const sum = (key: 'cases' | 'sooner' | 'late' | 'moved'): number => rows.reduce((all, row) => all + row[key], 0);
    const found = new Map(rows.map((row) => [row.rule, row]));
    return granted<QueueTrial>({
      open: sum('cases'), sooner: sum('sooner'), late: sum('late'), moved: sum('moved'),
      lines: [...settings.rules.map(({ group }, index) => ({ rule: index + 1, group })), { rule: null, group: '' }, ...(found.has(BY_HAND) ? [{ rule: BY_HAND, group: '' }] : [])].map(({ rule, group }) => ({ rule, group, cases: found.get(rule)?.cases ?? 0, overdue: found.get(rule)?.overdue ?? 0 })),
      deserted: settings.groups.filter((group) => !group.members.some((one) => people.has(one))).map(({ name }) => name),
    });
  },
});
