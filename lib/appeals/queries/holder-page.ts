import { asc, eq, inArray } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '../../../db/client';
import { answers, appeals, cases, decisions, exhibitSets, holderPages, notices, staff } from '../../../db/schema';
import { decisionOf, recordOf } from '../../decisions/commands/decision-record';
import { effectiveAt, endsAt, statusOf } from '../../decisions/decision';
import { ROUTES } from '../../decisions/kinds/step-up';
import { measureNamed } from '../../decisions/ladder';
import { appealUntil } from '../../decisions/redress';
import { canTell } from '../../evidence/can-tell';
import type { ExhibitSet } from '../../evidence/exhibit';
import { dayWords, momentWords } from '../../evidence/wording';
import { platformContact, platformName } from '../../kernel/env';
import { query } from '../../kernel/query';
import { refuse } from '../../kernel/refusal';
import { granted } from '../../kernel/result';
import { policyInForce } from '../../policy/queries/policy-in-force';
import type { Family } from '../../signals/signal';
import { chosenWords, DECLARED_FACTS, FACT_IDS, routesOffered, type Answer } from '../answer';
import { mayAppeal } from '../appeal';
import { appealOf } from '../commands/appeal-record';
import { answerByOf, greetingOf, inFavourOf, leadOf, termsOf, type Now } from '../holder-statement';
import { holderView, type Step } from '../holder-view';

type Choice = { id: string; title: string; words: string };

/** Everything that the holder of the account may read about one decision, in finished words; staff by pseudonym only. */
export type HolderPage = {
  platform: string;
  /** E-mail address; null where none is set. */
  contact: string | null;
  decision: string;
  date: string;
  headline: string;
  lead: readonly string[];
  answerBy: { words: string; after: string; button: string; href: string } | null;
  terms: readonly { term: string; fact: string }[];
  /** What was seen; the family by which it is drawn is null for sentences that a person wrote. */
  saw: readonly { family: Family | null; words: string }[];
  inFavour: readonly string[];
  questions: readonly string[];
  steps: readonly Step[];
  /** What the answer form offers; null where no answer is taken. */
  answerForm: { facts: readonly Choice[]; routes: readonly Choice[] } | null;
  appealForm: boolean;
  /** What the holder sent before. */
  sent: readonly { title: string; at: string; chosen: readonly string[]; text: string }[];
  /** The written answer to the appeal. */
  outcome: { title: string; heardBy: string; reasons: string } | null;
};

export const holderPage = query({
  name: 'ask.holderPage',
  input: z.object({}),
  async run({ actor, now, db }) {
    const [found] = await db.select({ decision: decisions, case: cases, set: exhibitSets.content }).from(holderPages)
      .innerJoin(decisions, eq(decisions.id, holderPages.decision)).innerJoin(cases, eq(cases.id, decisions.case)).innerJoin(exhibitSets, eq(exhibitSets.id, decisions.exhibits))
      .where(eq(holderPages.id, actor.kind === 'holder' ? actor.page : ''));
    const measure = found ? measureNamed(found.decision.measure) : null;
    if (!found || !measure) return refuse('not-found');
    const { decision: row, case: of, set } = found;
    const decision = decisionOf(row);
    const [record, told, given, [filed], { limits }] = await Promise.all([
      recordOf(db, of.id),
      db.select().from(notices).where(eq(notices.decision, row.id)).orderBy(asc(notices.renderedAt)),
      db.select().from(answers).where(eq(answers.decision, row.id)).orderBy(asc(answers.at)),
      db.select().from(appeals).where(eq(appeals.decision, row.id)),
      policyInForce(db),
    ]);
    const appeal = filed ? appealOf(filed) : null;
    const names = await pseudonyms(db, [row.proposedBy, ...(appeal?.heardBy ? [appeal.heardBy] : [])]);
    const status = statusOf(decision, record.countersignatures, record.liftings, now);
    const from = effectiveAt(decision, record.countersignatures) ?? row.proposedAt;
    const noticeAt = told[0]?.renderedAt ?? null;
    const gate = mayAppeal(decision, status, noticeAt, appeal, limits, now);
    const notice = told.find((one) => one.kind === 'measure');
    const paragraphs = notice?.paragraphs ?? [];
    const asks = measure.notice?.asks ?? false;
    const answerUntil = asks ? endsAt(decision, record.countersignatures) : null;
    const state: Now = {
      asks, answerable: asks && of.status !== 'settled' && status !== 'lifted', answerUntil, answered: given.length > 0,
      appealUntil: gate.state === 'open' && noticeAt !== null ? appealUntil(noticeAt, limits) : null,
      appealEnded: gate.state === 'locked' && gate.code === 'expired' && noticeAt !== null ? appealUntil(noticeAt, limits) : null,
      appeal, lifted: status === 'lifted', answerDays: limits.appealAnswerDays, now,
    };
    const heardBy = appeal?.heardBy ? (names.get(appeal.heardBy) ?? null) : null;
    return granted<HolderPage>({
      platform: platformName(), contact: platformContact().includes('@') ? platformContact() : null, decision: row.id, date: dayWords(from),
      headline: headlineOf(state, notice?.subject ?? measure.notice?.subject ?? measure.title, measure.title), lead: leadOf(greetingOf(paragraphs), state), answerBy: answerByOf(state),
      terms: termsOf(paragraphs), saw: sawOf(row.statement, set), inFavour: inFavourOf(paragraphs), questions: questionsOf(decision.fields),
      steps: holderView({
        measure, status, signedBy: names.get(row.proposedBy) ?? 'a person on our team', readTwice: row.needsSecond, decidedAt: from, answerUntil, answeredAt: given.at(-1)?.at ?? null,
        appeal: appeal?.decidedAt === null && appeal.status === 'hearing' && (appeal.leaseUntil ?? 0) <= now ? { ...appeal, status: 'waiting' } : appeal, heardBy, limits, now,
      }),
      answerForm: state.answerable ? { facts: FACT_IDS.map((id) => ({ id, ...DECLARED_FACTS[id] })), routes: routesOffered(decision).map((id) => ({ id, title: ROUTES[id].title, words: ROUTES[id].words })) } : null,
      appealForm: state.appealUntil !== null,
      sent: [
        ...given.map(({ at, facts, route, body }) => ({ title: 'What you sent', at: momentWords(at), chosen: chosenWords({ facts, route } as Pick<Answer, 'facts' | 'route'>), text: body })),
        ...(filed ? [{ title: 'Your appeal', at: momentWords(filed.filedAt), chosen: [], text: filed.body }] : []),
      ],
      outcome: filed?.decidedAt == null ? null : { title: filed.status === 'granted' ? 'Why we grant your appeal' : 'Why we refuse your appeal', heardBy: heardBy ?? 'a person on our team', reasons: filed.reasons ?? '' },
    });
  },
});

function headlineOf({ appeal, asks, lifted }: Now, subject: string, title: string): string {
  if (appeal?.status === 'granted') return 'Your appeal is granted';
  if (appeal?.status === 'refused') return 'Your appeal is refused';
  if (!lifted) return subject;
  return asks ? 'This question is closed' : `Ended: ${title.toLowerCase()}`;
}

/** Each sentence beside the family of the finding that it tells of, where it still is the sentence of a finding. */
function sawOf(statement: readonly string[], set: ExhibitSet): HolderPage['saw'] {
  const families = new Map(set.assessment.findings.map((finding) => [canTell(finding), finding.family]));
  return statement.map((words) => ({ words, family: families.get(words) ?? null }));
}

function questionsOf(fields: Readonly<Record<string, unknown>>): readonly string[] {
  const { questions } = fields;
  return Array.isArray(questions) ? questions.filter((question) => typeof question === 'string') : [];
}

async function pseudonyms(db: Database, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await db.select({ id: staff.id, pseudonym: staff.pseudonym }).from(staff).where(inArray(staff.id, [...ids]));
  return new Map(rows.map(({ id, pseudonym }) => [id, pseudonym]));
}
