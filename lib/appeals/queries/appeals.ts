import { desc, eq, inArray, lt, and } from 'drizzle-orm';
import { z } from 'zod';
import { appeals as table, cases, decisions } from '../../../db/schema';
import { caseName } from '../../cases/commands/case-record';
import { measureNamed } from '../../decisions/ladder';
import { isCovered } from '../../decisions/covered';
import { coveredCases, recordsWaiting } from '../../decisions/queries/covered-accounts';
import { namesOf } from '../../decisions/queries/open-proposals';
import type { Instant } from '../../kernel/instant';
import { query } from '../../kernel/query';
import { granted } from '../../kernel/result';
import { workingStaff } from '../../staff/queries/colleagues';
import { appealStatusAt, hearersOf, mayHear, type AppealStatus } from '../appeal';
import { COVERED_HEARING } from './covered-hearing';
import { openAppeals } from './open-appeals';

/** One appeal without an outcome, with its clock and who may hear it. */
export type AppealRow = {
  id: string;
  caseName: string;
  account: { id: string; name: string | null };
  measure: string;
  status: AppealStatus;
  filedAt: Instant;
  dueAt: Instant;
  late: boolean;
  /** Who hears it, and until when it is theirs. */
  heardBy: { name: string; you: boolean; until: Instant } | null;
  /** Why this person cannot hear it; null where they can. */
  barred: string | null;
  /** How many people could: nobody who had a hand in the case, or may still read blind what waits there. */
  independent: number;
};

const limit = z.number().int().min(1).max(100);
const place = z.string().regex(/^\d{1,15}~\w{1,100}$/).transform((text) => ({ dueAt: Number(text.split('~')[0]), id: text.split('~')[1] ?? '' }));
/** On a case of which this person may still read something blind no measure is named: people propose the same thing again (decision 0119). */
const titleOf = (measure: string, isBlind: boolean): string => (isBlind ? 'A measure' : (measureNamed(measure)?.title ?? measure));

/** Appeals that wait or are being heard, first due first. */
export const appeals = query({
  name: 'ask.appeals',
  input: z.object({ limit, after: place.nullable().catch(null).default(null) }),
  async run({ input, actor, now, db }) {
    const found = await openAppeals(db, input.limit + 1, input.after);
    const shown = found.slice(0, input.limit);
    const [staff, names, waiting] = await Promise.all([
      workingStaff(db), namesOf(db, shown.flatMap(({ appeal }) => appeal.heardBy ?? [])), recordsWaiting(db, shown.map(({ appeal }) => appeal.case)),
    ]);
    const rows = shown.map(({ appeal, hearing, caseName: name, accountName }): AppealRow => {
      const { decision, countersignatures, touches } = hearing;
      const status = appealStatusAt(appeal, now);
      const decided = waiting.get(appeal.case) ?? null;
      const isBlind = decided !== null && isCovered(actor, decided, now);
      const gate = mayHear(actor, decision, countersignatures, touches);
      return {
        id: appeal.id, caseName: name, account: { id: appeal.account, name: accountName }, measure: titleOf(decision.measure, isBlind), status, filedAt: appeal.filedAt, dueAt: appeal.dueAt, late: appeal.dueAt < now,
        heardBy: status === 'hearing' && appeal.heardBy !== null ? { name: names.get(appeal.heardBy) ?? appeal.heardBy, you: appeal.heardBy === actor.id, until: appeal.leaseUntil ?? now } : null,
        barred: gate.state === 'locked' ? gate.reason : isBlind ? COVERED_HEARING : null,
        independent: hearersOf(staff, hearing, decided, now).length,
      };
    });
    const last = rows.at(-1);
    return granted({ rows, next: found.length > rows.length && last ? `${last.dueAt}~${last.id}` : null, now });
  },
});

/** Appeals with an outcome, latest filed first. `status`: null where whoever may read blind what waits on the case is not told what was found of the decision before it, nor which measure that was. */
export const outcomes = query({
  name: 'ask.appeals',
  input: z.object({ limit, before: z.string().max(100).nullable().default(null) }),
  async run({ input, actor, now, db }) {
    const found = await db.select({ id: table.id, status: table.status, case: cases.id, number: cases.number, account: cases.account, name: cases.accountName, measure: decisions.measure, decidedAt: table.decidedAt, dueAt: table.dueAt, heardBy: table.heardBy })
      .from(table).innerJoin(cases, eq(cases.id, table.case)).innerJoin(decisions, eq(decisions.id, table.decision))
      .where(and(inArray(table.status, ['granted', 'refused']), input.before === null ? undefined : lt(table.id, input.before))).orderBy(desc(table.id)).limit(input.limit + 1);
    const shown = found.slice(0, input.limit);
    const [names, blind] = await Promise.all([namesOf(db, shown.flatMap(({ heardBy }) => heardBy ?? [])), coveredCases(db, actor, shown.map((one) => one.case), now)]);
    const rows = shown.map(({ id, status, case: of, number, account, name, measure, decidedAt, dueAt, heardBy }) => ({
      id, status: blind.has(of) ? null : status as 'granted' | 'refused', caseName: caseName({ number }), account: { id: account, name }, measure: titleOf(measure, blind.has(of)), decidedAt: decidedAt ?? now,
      late: (decidedAt ?? now) > dueAt, heardBy: heardBy === null ? '' : (names.get(heardBy) ?? heardBy),
    }));
    return granted({ rows, next: found.length > rows.length ? (rows.at(-1)?.id ?? null) : null, now });
  },
});
