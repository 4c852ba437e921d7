import { and, count, desc, eq, getTableColumns, inArray, isNull, min, sql, type SQL } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import { z } from 'zod';
import type { Database } from '../../../db/client';
import { accounts, appeals, assessments, cases, decisions, ringMembers, rings, standings } from '../../../db/schema';
import { statusAt, type CaseStatus } from '../../cases/case';
import { caseName, caseOf } from '../../cases/commands/case-record';
import { decisionNameAt, recordOf } from '../../decisions/commands/decision-record';
import { isCovered, staysCovered } from '../../decisions/covered';
import { endsAt, statusOf, type DecisionStatus } from '../../decisions/decision';
import { readingWords } from '../../decisions/measure-form';
import { outcomeWords } from '../../decisions/outcome-words';
import { cameTo } from '../../decisions/queries/came-to';
import { present } from '../../kernel/assert';
import { DAY, type Instant } from '../../kernel/instant';
import { query } from '../../kernel/query';
import { refuse } from '../../kernel/refusal';
import { granted } from '../../kernel/result';
import { INNOCENT_LIVES, type Assessment, type Band } from '../../risk/assessment';
import { calibratedLogOdds } from '../../policy/policy';
import { policyInForce } from '../../policy/queries/policy-in-force';
import { heaviest, statedOdds } from '../../risk/words';
import type { Actor } from '../../staff/actor';

/** The account across time: who, where it stands, every case and decision. */
export type AccountPage = {
  account: string; name: string; city: string | null; timeZone: string | null; kind: string | null; organisation: string | null;
  registeredAt: Instant | null; firstEventAt: Instant; lastEventAt: Instant; eventCount: number; stakeUsd: number;
  /** This person may still be the second reader of a proposal on the account: odds and decisions of that case stay covered. */
  covered: boolean;
  /** The ring that it is in. */
  ring: { id: string; name: string } | null;
  standing: { band: Band; logOdds: number; at: Instant; /** Of the assessment that said something new last. */ saidAt: Instant; /** Facts about the account as a whole that lower its odds, the weightiest first. */ lowered: readonly string[] } | null;
  /** Its case that is not settled. */
  open: { id: string; name: string } | null;
  /** Of all cases. */
  caseCount: number;
  /** As of when review was reached, where that lies more than a day before its first case was opened: in history that was read in later (decision 0011). */
  reachedBefore: Instant | null;
  /** Where earlier cases and assessments begin; null where these are the last. */
  earlier: { cases: Place | null; assessments: Place | null };
  assessments: readonly { id: string; at: Instant; band: Band; logOdds: number; says: string }[];
  cases: readonly { id: string; name: string; status: CaseStatus; band: Band | null; logOdds: number; openedAt: Instant; outcome: string | null }[];
  decisions: readonly { id: string; name: string; case: string; measure: string; at: Instant; status: DecisionStatus; until: Instant | null; needsSecond: boolean; appeal: string | null }[];
  now: Instant;
};

/** Before it, latest first, a list goes on. */
export type Place = { at: Instant; id: string };
const place = z.object({ at: z.number(), id: z.string().max(100) }).nullable().default(null);

const MOST = 50;

export const accountPage = query({
  name: 'ask.account',
  input: z.object({ account: z.string().max(500), casesBefore: place, assessmentsBefore: place }),
  async run({ input, actor, now, db }) {
    const [card] = await db.select().from(accounts).where(eq(accounts.account, input.account));
    if (!card) return refuse('not-found');
    const casesOf = (before: Place | null) => db.select({ ...getTableColumns(cases), cameTo: cameTo('cases') }).from(cases).where(and(eq(cases.account, card.account), earlierThan(cases.openedAt, cases.id, before))).orderBy(desc(cases.openedAt), desc(cases.id)).limit(MOST + 1);
    const [[standing], [ring], said, latest, found, [all], policy] = await Promise.all([
      db.select({ ...getTableColumns(standings), saidAt: assessments.assessedAt }).from(standings).innerJoin(assessments, and(eq(assessments.account, standings.account), eq(assessments.id, standings.assessment))).where(eq(standings.account, card.account)),
      db.select({ id: rings.id, name: rings.name }).from(ringMembers).innerJoin(rings, eq(rings.id, ringMembers.ring)).where(and(eq(ringMembers.account, card.account), isNull(ringMembers.leftAt))).limit(1),
      db.select().from(assessments).where(and(eq(assessments.account, card.account), earlierThan(assessments.assessedAt, assessments.id, input.assessmentsBefore))).orderBy(desc(assessments.assessedAt), desc(assessments.id)).limit(MOST + 1),
      casesOf(null), input.casesBefore === null ? null : casesOf(input.casesBefore), db.select({ cases: count(), first: min(cases.openedAt) }).from(cases).where(eq(cases.account, card.account)),
      policyInForce(db),
    ]);
    const held = (found ?? latest).slice(0, MOST);
    const shown = new Set(held.map(({ id }) => id));
    // What is covered is told by the latest cases, whichever are shown.
    const decided = await decidedOn(db, [...held, ...latest.slice(0, MOST).filter(({ id }) => !shown.has(id))], actor, now);
    const open = latest.find((row) => statusAt(caseOf(row), now) !== 'settled');
    const covered = decided.covered.size > 0;
    const [reachedAt, openedAt] = [standing?.firstReviewAt ?? null, all?.first ?? null];
    return granted<AccountPage>({
      account: card.account, name: card.name ?? card.account, city: card.city, timeZone: card.timeZone, kind: card.kind, organisation: card.organisation,
      registeredAt: card.registeredAt, firstEventAt: card.firstEventAt, lastEventAt: card.lastEventAt, eventCount: card.eventCount, stakeUsd: card.stakeUsd, covered, ring: ring ?? null,
      open: open === undefined ? null : { id: open.id, name: caseName(open) }, caseCount: all?.cases ?? 0,
      reachedBefore: covered || reachedAt === null || openedAt === null || openedAt - reachedAt <= DAY ? null : reachedAt,
      earlier: { cases: lastPlace(found ?? latest, ({ openedAt }) => openedAt), assessments: covered ? null : lastPlace(said, ({ assessedAt }) => assessedAt) },
      standing: standing === undefined || covered ? null : { band: standing.band as Band, logOdds: statedOdds(standing.content), at: standing.assessedAt, saidAt: standing.saidAt, lowered: loweringOf(standing.content) },
      assessments: covered ? [] : said.slice(0, MOST).map(({ id, assessedAt, content }) => ({ id, at: assessedAt, band: content.band, logOdds: statedOdds(content), says: heaviest(content.findings).slice(0, 3).map(({ words }) => words).join(' ') || ['Nothing was found.', ...loweringOf(content).slice(0, 1)].join(' ') })),
      cases: held.map((row) => ({
        id: row.id, name: caseName(row), status: statusAt(caseOf(row), now), band: covered ? null : (row.band as Band), logOdds: covered ? 0 : calibratedLogOdds(policy, row.logOdds), openedAt: row.openedAt,
        // What was signed in a wave settles a case while the rest of it is still to be read.
        outcome: row.outcome === null ? null : decided.covered.has(row.id) ? 'covered' : outcomeWords(row.outcome, row.cameTo),
      })),
      decisions: decided.decisions.filter((one) => shown.has(one.case)), now,
    });
  },
});

function loweringOf({ counter }: Assessment): string[] {
  return counter.filter(({ lowers, kind }) => lowers === null && kind !== INNOCENT_LIVES).sort((a, b) => a.llr - b.llr).map(({ words }) => words);
}

function earlierThan(at: PgColumn, id: PgColumn, before: Place | null): SQL | undefined {
  return before === null ? undefined : sql`(${at}, ${id}) < (${new Date(before.at).toISOString()}::timestamptz, ${before.id})`;
}

/** Where a list goes on of which one row too many was read. */
function lastPlace<Row extends { id: string }>(rows: readonly Row[], atOf: (row: Row) => Instant): Place | null {
  const last = rows.length > MOST ? rows[MOST - 1] : undefined;
  return last === undefined ? null : { at: atOf(last), id: last.id };
}

async function decidedOn(db: Database, held: readonly { id: string; number: number }[], actor: Actor, now: Instant): Promise<{ covered: ReadonlySet<string>; decisions: AccountPage['decisions'] }> {
  const ids = held.map(({ id }) => id);
  if (ids.length === 0) return { covered: new Set(), decisions: [] };
  const [withDecisions, filed] = await Promise.all([
    db.selectDistinct({ id: decisions.case }).from(decisions).where(inArray(decisions.case, ids)),
    db.select({ decision: appeals.decision, status: appeals.status }).from(appeals).where(inArray(appeals.case, ids)),
  ]);
  const covered = new Set<string>();
  const lines: AccountPage['decisions'][number][] = [];
  for (const { id } of withDecisions) {
    const record = await recordOf(db, id);
    if (isCovered(actor, record, now)) {
      covered.add(id);
      continue;
    }
    const of = present(held.find((one) => one.id === id), id);
    record.decisions.forEach((decision, index) => {
      const status = statusOf(decision, record.countersignatures, record.liftings, now);
      lines.push({
        id: decision.id, name: decisionNameAt(of, index + 1), case: id, measure: staysCovered(actor, decision, status, record) ? 'A proposal' : readingWords(decision), at: decision.proposedAt, status,
        until: endsAt(decision, record.countersignatures), needsSecond: decision.needsSecond, appeal: filed.find((one) => one.decision === decision.id)?.status ?? null,
      });
    });
  }
  return { covered, decisions: lines.sort((a, b) => b.at - a.at) };
}
