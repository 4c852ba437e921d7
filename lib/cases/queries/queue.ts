import { and, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Database } from '../../../db/client';
import { cases } from '../../../db/schema';
import type { Instant } from '../../kernel/instant';
import { query } from '../../kernel/query';
import { granted } from '../../kernel/result';
import { policyInForce } from '../../policy/queries/policy-in-force';
import { probabilityOf, type Policy } from '../../policy/policy';
import { priorityOf } from '../../risk/priority';
import { inOneBreath } from '../../risk/words';
import type { Band } from '../../risk/assessment';
import type { Family, Strength } from '../../signals/signal';
import type { Actor } from '../../staff/actor';
import { caseOf, type CaseRow } from '../commands/case-record';
import { leadWords } from '../priority';
import { placeText, queueAsked, type QueueAsked } from '../queue';
import { groupWords, type QueueSettings } from '../queue-settings';
import { nextFor } from './next-for';
import { shortAssessments, type AssessedShort } from './queue-assessed';
import { holdersOf, holdOf, type Hold } from './queue-holds';
import { settingsInForce, type InForce } from './queue-settings';
import { behind, isOpen, keyOf, leads, ordered, wanted } from './queue-where';

/** The list begins with what fills a screen and a little more, so that it stands there at once; it goes on by more rows at a time. */
const ROWS = { first: 30, further: 50 } as const;
export type QueueCase = Hold & {
  id: string;
  number: number;
  version: number;
  account: string;
  name: string | null;
  band: Band;
  /** Nats, by the policy's calibration. */
  logOdds: number;
  reasons: readonly { family: Family; words: string }[];
  stakeUsd: number;
  openedAt: Instant;
  dueAt: Instant;
  /** `open`: how many of its members have open cases; `others` are listed only where the address opens the ring. */
  ring: { id: string; name: string; size: number; open: number } | null;
  /** Evidence and harm from 0 to 1, as the order multiplies them; `strength` and `families` of the standing assessment. */
  evidence: number;
  harm: number;
  strength: Strength | null;
  families: readonly Family[];
  breath: string;
  missing: readonly string[];
  /** "Rings because: in a ring": the group of people it goes to, and why; null where it is everybody's. */
  group: { name: string; words: string } | null;
  /** Why it stands where it stands, in words that follow "First because:": what puts it before its evidence, if anything does, then evidence, harm and waiting. */
  because: string;
};

/** One page of the queue: the first rows or, after a place, the next; a ring's cases folded into the one that comes first; `opened` are all cases of the ring that the address opens. */
export const queuePage = query({
  name: 'ask.queue',
  input: queueAsked,
  async run({ input, actor, now, db }) {
    const by = { staff: actor.id, now };
    const most = input.after === null ? ROWS.first : ROWS.further;
    const settings = settingsInForce(db);
    // What rows tell is asked for as soon as they are there, whatever else is still on its way.
    const listed = async () => {
      const [rows, opened] = await Promise.all([
        rowsOf(db, input, by, most + 1),
        input.open === null ? [] : matesOf(db, input.open, input.sort),
      ]);
      const shown = rows.slice(0, most);
      return { rows, shown, opened, told: await toldOf(db, [...shown, ...opened], settings) };
    };
    const [{ rows, shown, opened, told }, policy, next] = await Promise.all([listed(), policyInForce(db), nextFor(db, actor, now, { settings }), settings]);
    const tell = (row: CaseRow): QueueCase => tellCase(row, told, policy, actor, now);
    const last = shown.at(-1);
    return granted({
      cases: shown.map(tell), opened: opened.map(tell),
      next,
      after: rows.length > most && last ? placeText({ key: keyOf(input.sort, last), id: last.id }) : null,
      stakeFullUsd: policy.queue.stakeFullUsd, waitingDoublesHours: policy.queue.waitingDoublesHours, now,
    });
  },
});

const mate = alias(cases, 'mate');

/** The rows of a page, in their order. */
export const rowsOf = (db: Pick<Database, 'select'>, asked: QueueAsked, by: { staff: string; now: Instant }, most: number) => db.select().from(cases)
  .where(and(wanted(asked, cases, by), behind(asked, cases), leads(asked, cases, mate, sql`${cases} as mate`, by)))
  .orderBy(ordered(asked.sort, cases)).limit(most);

/** The open cases of a ring, as one row of the queue opens into them. */
async function matesOf(db: Database, ring: string, sort: Parameters<typeof ordered>[0]): Promise<CaseRow[]> {
  return db.select().from(cases).where(and(sql`${cases.ring} = ${ring}`, isOpen(cases))).orderBy(ordered(sort, cases)).limit(200);
}

type Told = { settings: QueueSettings; names: ReadonlyMap<string, string>; rings: ReadonlyMap<string, NonNullable<QueueCase['ring']>>; assessed: ReadonlyMap<string, AssessedShort> };

async function toldOf(db: Database, rows: readonly CaseRow[], inForce: Promise<InForce>): Promise<Told> {
  const [{ settings }, names, rings, assessed] = await Promise.all([
    inForce,
    holdersOf(db, rows),
    ringsOf(db, [...new Set(rows.flatMap(({ ring }) => ring ?? []))]),
    shortAssessments(db, rows.map(({ account }) => account)),
  ]);
  return { settings, names, rings, assessed };
}

async function ringsOf(db: Database, ids: readonly string[]): Promise<Told['rings']> {
  if (ids.length === 0) return new Map();
  const { rows } = await db.execute<NonNullable<QueueCase['ring']>>(sql`
    select r.id, r.name, (select count(*) from ring_members m where m.ring = r.id and m.left_at is null)::int as size,
      (select count(*) from cases c where c.ring = r.id and c.status <> 'settled')::int as open
    from rings r where r.id = any(${sql.param([...ids])}::text[])`);
  return new Map(rows.map((row) => [row.id, row]));
}

function tellCase(row: CaseRow, { settings, names, rings, assessed }: Told, policy: Policy, actor: Actor, now: Instant): QueueCase {
  const known = caseOf(row);
  const short = assessed.get(row.account);
  const evidence = probabilityOf(policy, row.logOdds);
  const strength = short?.strength ?? null;
  const weighed = priorityOf({ logOdds: row.logOdds, stakeUsd: row.stakeUsd, waitingMs: now - row.openedAt, band: known.band, strength }, policy);
  return {
    ...holdOf(row, names, actor, now),
    id: row.id, number: row.number, version: row.version, account: row.account, name: row.accountName, band: known.band, logOdds: Math.log(evidence / (1 - evidence)),
    reasons: row.reasons as QueueCase['reasons'], stakeUsd: row.stakeUsd, openedAt: row.openedAt, dueAt: row.dueAt,
    ring: row.ring === null ? null : (rings.get(row.ring) ?? null),
    evidence, harm: weighed.harm, strength, families: short?.families ?? [],
    breath: short ? inOneBreath(short as Parameters<typeof inOneBreath>[0], policy) : row.reasons.map(({ words }) => words).join('. '),
    missing: short?.missing ?? [], group: row.queueGroup === '' ? null : { name: row.queueGroup, words: groupWords(settings, row.queueGroup, row.routedBy) ?? row.queueGroup }, because: [leadWords(known.wokenBy), weighed.words].filter((words) => words !== null).join(', then '),
  };
}

