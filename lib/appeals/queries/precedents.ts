import { eq, sql, type SQL } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '../../../db/client';
import { cases } from '../../../db/schema';
import { caseName } from '../../cases/commands/case-record';
import { LIFTED } from '../../cases/outcome';
import { MEASURES } from '../../decisions/kinds/index';
import { measureNamed } from '../../decisions/ladder';
import { cameTo } from '../../decisions/queries/came-to';
import { coveredOutcomes } from '../../decisions/queries/covered-decisions';
import { DAY, rfc3339 } from '../../kernel/instant';
import { query } from '../../kernel/query';
import { refuse } from '../../kernel/refusal';
import { granted } from '../../kernel/result';
import type { AppealStatus } from '../appeal';
import { commonTo, customWords, departureWords, nearest, type Precedent } from '../precedent';

/** Customs change: what was decided longer ago is no measure for today. */
const LOOK_BACK = 2 * 365 * DAY;
/** The latest of those with a cause in common that are compared. */
const MOST_COMPARED = 400;

/** The nearest decided cases and what became of them; by measure, why taking it now would depart from them. */
export const precedentsOf = query({
  name: 'ask.case',
  input: z.object({ caseId: z.string().max(100) }),
  async run({ input, actor, now, db }) {
    const [row] = await db.select().from(cases).where(eq(cases.id, input.caseId));
    if (!row) return refuse('not-found');
    const signals = signalsIn(row.causes);
    const { rows } = await db.execute<{ id: string; number: string; causes: string[]; odds: number; settled: number }>(sql`
      select id, number, causes, coalesce(settled_log_odds, log_odds) as odds, extract(epoch from settled_at)::float8 * 1000 as settled from cases
      where status = 'settled' and settled_at > ${rfc3339(now - LOOK_BACK)}::timestamptz and account <> ${row.account} and exists (select 1 from unnest(causes) cause where split_part(cause, ':', 1) = any(${sql.param(signals)}::text[]))
        and outcome = any(${sql.param([...MEASURES.map(({ id }) => id), 'appeal-granted'])}::text[])
      order by settled_at desc nulls last limit ${MOST_COMPARED}`);
    const covered = await coveredOutcomes(db, actor, rows.map(({ id }) => id), now);
    const compared = rows.filter(({ id }) => !covered.has(id));
    const mine = { causes: signals, logOdds: row.logOdds };
    const near = nearest(mine, compared.map(({ id, number, causes, odds, settled }) => ({ id, number: Number(number), causes: signalsIn(causes), logOdds: odds, settledAt: Math.round(settled) })));
    const courses = await coursesOf(db, near.map(({ id }) => id));
    const precedents = near.map((one): Precedent => ({ id: one.id, name: caseName(one), common: commonTo(mine, one), settledAt: one.settledAt, ...(courses.get(one.id) ?? { measures: [], undone: [], appeal: null, lifted: false }) }));
    return granted({
      precedents: precedents.map((one) => ({ ...one, words: one.measures.map((measure, index) => (index === 0 ? (measureNamed(measure)?.title ?? measure) : titleOf(measure))).join(', then ') })),
      custom: customWords(precedents, titleOf),
      departures: Object.fromEntries(MEASURES.flatMap(({ id }) => {
        const words = departureWords(id, precedents, titleOf);
        return words === null ? [] : [[id, words]];
      })) as Readonly<Record<string, string>>,
      compared: compared.length,
    });
  },
});

/** Which signals found something: what they found it on differs from account to account. */
const signalsIn = (causes: readonly string[]): string[] => [...new Set(causes.map((cause) => cause.split(':')[0] ?? cause))];
const titleOf = (measure: string): string => measureNamed(measure)?.title.toLowerCase() ?? measure;

/** What was in effect on each case, in order, which of it was undone, and of what ended it, whether it was lifted and what an appeal against it came to: one against a step before undid nothing that stands. What was withdrawn was never in effect, and ended nothing. */
async function coursesOf(db: Database, ids: readonly string[]): Promise<Map<string, Omit<Precedent, 'id' | 'name' | 'common' | 'settledAt'>>> {
  if (ids.length === 0) return new Map();
  const isWithdrawn = (of: SQL): SQL => sql`exists (select 1 from liftings w where w.decision = ${of} and w.cause = 'withdrawn')`;
  const { rows } = await db.execute<{ id: string; measures: string[] | null; undone: string[] | null; appeal: AppealStatus | null; lifted: boolean }>(sql`
    select k.id,
      (select array_agg(d.measure order by c.confirmed_at, d.id) from decisions d join confirmations c on c.decision = d.id where d.case_id = k.id and not ${isWithdrawn(sql`d.id`)}) as measures,
      (select array_agg(distinct d.measure) from decisions d where d.case_id = k.id and (exists (select 1 from liftings l where l.decision = d.id and l.cause in ('released', 'appeal-granted')) or exists (select 1 from appeals a where a.decision = d.id and a.status = 'granted'))) as undone,
      case when k.outcome = 'appeal-granted' then 'granted' else (select a.status from appeals a join decisions d on d.id = a.decision where a.case_id = k.id and d.measure = k.outcome order by a.filed_at desc limit 1) end as appeal,
      ${cameTo('k')} = ${LIFTED} as lifted
    from cases k where k.id = any(${sql.param([...ids])}::text[])`);
  return new Map(rows.map(({ id, measures, undone, appeal, lifted }) => [id, { measures: measures ?? [], undone: undone ?? [], appeal, lifted }]));
}

export type PrecedentLine = Precedent & { words: string };
