import { asc, eq, inArray } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '../../../db/client';
import { accounts, appeals, cases, deliveries, exhibitSets, notices, orders } from '../../../db/schema';
import { caseName, caseOf } from '../../cases/commands/case-record';
import { decisionName } from '../../decisions/commands/decision-record';
import type { Decided } from '../../decisions/covered';
import { continuedBy, type Decision, type DecisionStatus, effectiveAt, endedByGrant, endsAt, groundsInForce, ordersToLift, overSince, statusOf, type Over } from '../../decisions/decision';
import { titlesOf } from '../../decisions/ground';
import { readingWords } from '../../decisions/measure-form';
import { namesOf } from '../../decisions/queries/open-proposals';
import { workingStaff } from '../../staff/queries/colleagues';
import type { Sealed } from '../../decisions/queries/review-page';
import { noticeForStaff, verdictsOn, type StaffNotice, type Verdicts } from '../../decisions/queries/verdicts';
import { blindView, isIntact } from '../../evidence/exhibit';
import { present } from '../../kernel/assert';
import type { Instant } from '../../kernel/instant';
import type { Gate } from '../../kernel/moves';
import { languageOf, markOf, type Language } from '../../kernel/language';
import { query } from '../../kernel/query';
import { refuse } from '../../kernel/refusal';
import { granted } from '../../kernel/result';
import { policyOf } from '../../policy/queries/policy-in-force';
import { statedOdds } from '../../risk/words';
import type { Actor } from '../../staff/actor';
import { appealMovesOpenTo, appealStatusAt, handsBefore, hearersOf, mayHear, type AppealStatus, type Hearing } from '../appeal';
import { appealOf, hearingOf } from '../commands/appeal-record';
import { mayOpenEnclosures } from '../opening';
import { writtenIn } from '../written';
import { coveredHearing } from './covered-hearing';
import { enclosedOn, type Enclosed } from './enclosed';
import { holderAsked, type Asked } from './holder-asked';

/** What was sent to the platform for which decision, and whether it took it; `due`: it follows and is not written yet. */
export type OrderSent = { decision: string; kind: string; at: Instant; delivery: string };

export type HearingPage = {
  id: string;
  version: number;
  /** What the holder writes, and in which language, as far as its words tell it. */
  text: string;
  writtenIn: string | null;
  filedVia: 'page' | 'platform';
  filedAt: Instant;
  dueAt: Instant;
  late: boolean;
  status: AppealStatus;
  /** Who hears it now, or heard it. */
  heardBy: string | null;
  leaseUntil: Instant | null;
  outcome: { reasons: string; writtenIn: Language; at: Instant } | null;
  case: { id: string; name: string; status: string; version: number };
  account: { id: string; name: string | null; stakeUsd: number; /** In which it is told of the outcome; and where that is the language in which it appealed. */ language: Language; appealedIn: Language | null; /** As it is set, and as words are marked that do not tell their language (`lang`); null where nothing is. */ kept: string | null };
  decision: Verdicts & {
    id: string;
    /** "D-2318-1" */
    name: string;
    measure: string;
    status: DecisionStatus;
    from: Instant | null;
    until: Instant | null;
    /** Since when it does not hold itself, and since when nothing that went on with it does either. */
    over: Over | null;
    ended: Over | null;
    grounds: readonly { number: string; title: string }[];
    /** What a grant would lift: this decision, or the renewal that holds in its place, by its name; null where nothing of it holds. */
    lifts: { measure: string; renewal: string | null } | null;
    /** The renewal that waits for its second reader, by its name, and would end with it. */
    waits: string | null;
    /** Both by id, as `grantAppeal` asks for them. */
    ends: string;
    /** What the holder was told, as it was sent. */
    notice: (StaffNotice & { at: Instant }) | null;
    /** The odds as they were at sealing, nats. */
    logOdds: number;
  };
  sealed: Sealed;
  asked: readonly Asked[];
  /** What came along with the appeal, and whether this reader may open it and what came before. */
  files: readonly Enclosed[];
  opening: Gate;
  orders: readonly OrderSent[];
  moves: { take: Gate; giveBack: Gate; grant: Gate; refuse: Gate };
  independence: { mayHear: boolean; words: string; touched: readonly string[]; independent: number };
  now: Instant;
};

/** One appeal as its hearer reads it: the holder's words, the decision with both verdicts, the sealed evidence, and who may hear it. */
export const hearingPage = query({
  name: 'ask.appeals',
  input: z.object({ id: z.string().max(100) }),
  async run({ input, actor, now, db }) {
    const [found] = await db.select({ appeal: appeals, case: cases }).from(appeals).innerJoin(cases, eq(cases.id, appeals.case)).where(eq(appeals.id, input.id));
    const hearing = found ? await hearingOf(db, found.appeal) : null;
    if (!found || !hearing) return refuse('not-found');
    const { appeal: row, case: of } = found;
    const appeal = appealOf(row);
    const { record, decision } = hearing;
    const covered = await coveredHearing(db, actor, appeal, hearing, now);
    if (covered) return covered;
    const decided = present(record.rows.find((one) => one.id === decision.id), decision.id);
    const course = continuedBy(decision, record.decisions);
    const files = await enclosedOn(db, of.id);
    const [set, verdicts, names, asked, sent, told, card, policy, independence] = await Promise.all([
      db.select().from(exhibitSets).where(eq(exhibitSets.id, decided.exhibits)),
      verdictsOn(db, decided, record.countersignatures),
      namesOf(db, row.heardBy === null ? [] : [row.heardBy]),
      holderAsked(db, of.id, record, files),
      sentFor(db, course.map(({ id }) => id)),
      db.select().from(notices).where(eq(notices.decision, decision.id)).orderBy(asc(notices.renderedAt)),
      db.select({ stakeUsd: accounts.stakeUsd, language: accounts.language }).from(accounts).where(eq(accounts.account, of.account)),
      policyOf(db, Number(decided.policyVersion)),
      independenceOf(db, hearing, row.decidedAt === null ? null : row.heardBy, actor, now),
    ]);
    const exhibits = present(set[0], decided.exhibits);
    const { stands, waits, names: ends } = endedByGrant(decision, record, now);
    const overOf = (one: Decision) => overSince(one, record, now, (id) => decisionName(of, record, id));
    const moves = appealMovesOpenTo(appeal, hearing, actor, now);
    const notice = told[0];
    // Until they are written, the opposite orders of what an appeal has lifted are still to come.
    const lifted = course.filter(({ id }) => record.liftings.some((one) => one.decision === id && one.cause === 'appeal-granted'));
    const due = lifted.flatMap((one) => ordersToLift(one, record.countersignatures, 'appeal-granted').map(({ kind }) => ({ decision: one.id, kind, at: now, delivery: 'due' }))).filter(({ decision: id, kind }) => !sent.some((order) => order.decision === id && order.kind === kind));
    return granted<HearingPage>({
      id: row.id, version: row.version, text: row.body, writtenIn: writtenIn(row.body), filedVia: row.filedVia as 'page' | 'platform', filedAt: row.filedAt, dueAt: row.dueAt,
      late: (row.decidedAt ?? now) > row.dueAt, status: appealStatusAt(appeal, now), heardBy: row.heardBy === null ? null : (names.get(row.heardBy) ?? row.heardBy), leaseUntil: row.leaseUntil,
      outcome: row.decidedAt === null ? null : { reasons: row.reasons ?? '', writtenIn: row.reasonsIn, at: row.decidedAt },
      case: { id: of.id, name: caseName(of), status: of.status, version: of.version }, account: { id: of.account, name: of.accountName, stakeUsd: card[0]?.stakeUsd ?? 0, language: row.filedIn ?? languageOf(card[0]?.language), appealedIn: row.filedIn, kept: markOf(card[0]?.language) },
      decision: {
        ...verdicts, id: decision.id, name: decisionName(of, record, decision.id), measure: readingWords(decision), status: statusOf(decision, record.countersignatures, record.liftings, now),
        from: effectiveAt(decision, record.countersignatures), until: endsAt(decision, record.countersignatures), over: overOf(decision), ended: stands === null ? (course.flatMap((one) => overOf(one) ?? []).at(-1) ?? null) : null,
        lifts: stands === null ? null : { measure: readingWords(stands), renewal: stands.id === decision.id ? null : decisionName(of, record, stands.id) }, waits: waits === null ? null : decisionName(of, record, waits.id), ends,
        grounds: titlesOf(groundsInForce(decision, record.countersignatures), policy.grounds),
        notice: notice ? { ...noticeForStaff(notice), at: notice.renderedAt } : null, logOdds: statedOdds(exhibits.content.assessment),
      },
      sealed: { digest: exhibits.digest, intact: isIntact(exhibits.content, exhibits.digest), evidence: blindView(exhibits.content) },
      asked, files: files.get(row.id) ?? [], opening: mayOpenEnclosures(actor, caseOf(of), [appeal], record, 'appeal', now), orders: [...sent, ...due], moves: { take: moves.take, giveBack: moves.giveBack, grant: moves.grant, refuse: moves.refuse }, independence, now,
    });
  },
});

async function sentFor(db: Database, decided: readonly string[]): Promise<OrderSent[]> {
  const rows = await db.select({ decision: orders.decision, kind: orders.kind, at: orders.issuedAt, delivery: deliveries.status }).from(orders)
    .leftJoin(deliveries, eq(deliveries.order, orders.id)).where(inArray(orders.decision, [...decided])).orderBy(asc(orders.issuedAt), asc(orders.id));
  return rows.map(({ delivery, ...row }) => ({ ...row, delivery: delivery ?? 'waiting' }));
}

async function independenceOf(db: Database, hearing: Hearing & { record: Decided }, heardBy: string | null, actor: Actor, now: Instant): Promise<HearingPage['independence']> {
  const { decision, countersignatures, touches, record } = hearing;
  const hands = [...new Set([...handsBefore(touches).map((touch) => touch.staff), decision.proposedBy, ...countersignatures.map((one) => one.by)])];
  const names = await namesOf(db, heardBy === null ? hands : [...hands, heardBy]);
  const gate = mayHear(actor, decision, countersignatures, touches);
  const mayNow = gate.state === 'open' ? 'You have never touched this case, so you may hear it.' : gate.reason;
  // Once it is heard, what counts is that its hearer was independent.
  const words = heardBy === null ? mayNow : heardBy === actor.id ? 'You have heard it, and had never touched this case before.' : `${names.get(heardBy) ?? heardBy} has heard it, and had never touched this case before.`;
  return {
    mayHear: heardBy !== null || gate.state === 'open', words,
    touched: hands.map((id) => names.get(id) ?? id).sort(), independent: hearersOf(await workingStaff(db), hearing, record, now).length,
  };
}
