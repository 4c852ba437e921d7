import { and, eq, inArray } from 'drizzle-orm';
import { z } from 'zod';
import type { Tx } from '../../../db/client';
import { appeals, cases, confirmations, decisions, deliveries, holderPages, notices, orders } from '../../../db/schema';
import { caseChain, entry } from '../../audit/entry';
import { decidedOn, decisionName, decisionOf, recordOf, standingEnds } from '../../decisions/commands/decision-record';
import { groundsInForce, ordersOf, ordersToLift, type Decision } from '../../decisions/decision';
import { groundsNamed } from '../../decisions/ground';
import { measureNamed } from '../../decisions/ladder';
import type { OrderDraft } from '../../decisions/order-draft';
import { present } from '../../kernel/assert';
import { command, done } from '../../kernel/command';
import { termsLanguage } from '../../kernel/env';
import { newId } from '../../kernel/ids';
import type { Instant } from '../../kernel/instant';
import { ENGLISH, ENGLISH_NAMES, type Language } from '../../kernel/language';
import { refuse } from '../../kernel/refusal';
import { announce, enqueue } from '../../kernel/work';
import type { Ground } from '../../policy/policy';
import { policyInForce, policyOf } from '../../policy/queries/policy-in-force';
import { addresseeOf, pseudonymOf, rendered } from '../../decisions/commands/draft-notice';
import { isToldOf, noticeIn, type NoticeFacts } from '../../decisions/notice';
import { orderBody, takenBackBy, type OrderBody } from '../order';

/**
 * Turns what a decision says must become true into orders to the platform and a notice to the holder, and sends both on their
 * way. Done once for each cause, however often it is asked.
 */
export const issueOrders = command({
  name: 'order.issue',
  input: z.object({ decision: z.string(), cause: z.enum(['effect', 'lift', 'outcome']) }),
  async run({ input, now, tx }) {
    const [row] = await tx.select().from(decisions).where(eq(decisions.id, input.decision)).for('update');
    if (!row) return refuse('not-found');
    const decision = decisionOf(row);
    const issued = (await tx.select({ body: orders.body, kind: orders.kind }).from(orders).where(eq(orders.decision, decision.id)).orderBy(orders.id)).map((one) => one.body as unknown as OrderBody);
    const plan = await planFor(tx, { ...row, decision }, input.cause, issued);
    if (plan === null) return refuse('exists', 'Issued already, or nothing to issue.');
    if (plan === 'too-early') return refuse('stale', 'The effect of the decision is not issued yet.');
    for (const { draft, replaces } of plan.drafts) await issue(tx, decision, draft, replaces, now);
    const language = plan.notice ? await tell(tx, decision, plan.notice, plan.appeal ?? null, now) : 'en';
    await announce(tx, 'deliveries', decision.id);
    // The page of an appeal tells the orders of renewals as well, and of what another appeal has lifted.
    for (const { id } of await tx.select({ id: appeals.id }).from(appeals).where(eq(appeals.case, decision.case))) await announce(tx, 'appeals', id);
    const says = [
      plan.drafts.length > 0 ? `issued ${plan.drafts.map(({ draft }) => draft.kind).join(' and ')} to the platform` : '',
      plan.notice ? `wrote the notice “${noticeIn(plan.notice, ENGLISH).subject}” to the holder${language === 'en' ? '' : ` in ${ENGLISH_NAMES[language]}`}` : '',
    ].filter((part) => part !== '').join(' and ');
    return done({ orders: plan.drafts.length, notice: plan.notice !== null }, entry(caseChain(decision.case), says, { refs: { case: decision.case, account: decision.account, decision: decision.id } }));
  },
});

type Plan = { drafts: { draft: OrderDraft; replaces: string | null }[]; notice: NoticeFacts | null; /** By which the decision was lifted, its own or one against what it renewed. */ appeal?: string | null };
type Found = typeof decisions.$inferSelect & { decision: Decision };

async function planFor(tx: Tx, found: Found, cause: 'effect' | 'lift' | 'outcome', issued: readonly OrderBody[]): Promise<Plan | null | 'too-early'> {
  const { decision } = found;
  const ended = await standingEnds(tx, [decision.id]);
  // Withdrawn before it left: nobody is ever told.
  if (ended.some(({ cause: why }) => why === 'withdrawn')) return null;
  const told = (await tx.select({ kind: notices.kind }).from(notices).where(eq(notices.decision, decision.id))).map((one) => one.kind);
  if (cause === 'effect') {
    if (issued.length > 0 || told.includes('measure')) return null;
    const [confirmed] = await tx.select().from(confirmations).where(eq(confirmations.decision, decision.id));
    const at = present(confirmed, `confirmation of ${decision.id}`).at;
    const renewed = decision.renews === null ? [] : await tx.select({ id: orders.id }).from(orders).where(eq(orders.decision, decision.renews)).orderBy(orders.id);
    const drafts = ordersOf(decision, at).map((draft) => ({ draft, replaces: renewed.at(-1)?.id ?? null }));
    const notice = await measureNoticeOf(tx, found, at);
    return drafts.length === 0 && notice === null ? null : { drafts, notice };
  }
  if (cause === 'outcome') {
    const notice = await outcomeNotice(tx, decision);
    return notice === null || told.includes(notice.kind) ? null : { drafts: [], notice };
  }
  // What was never told cannot be taken back: the effect goes first, and this is tried again after it.
  if (issued.length === 0 && !told.includes('measure') && (measureNamed(decision.measure)?.notice || ordersOf(decision, found.proposedAt).length > 0)) return 'too-early';
  const { countersignatures } = await recordOf(tx, decision.case);
  const [lifted] = ended;
  if (!lifted) return null;
  const taken = new Set(issued.flatMap((order) => order.replaces ?? []));
  const drafts = ordersToLift(decision, countersignatures, lifted.cause).map((draft) => ({ draft, replaces: takenBackBy(draft, issued) })).filter(({ replaces }) => replaces === null || !taken.has(replaces));
  const notice = await liftingNotice(tx, decision, lifted);
  if (notice && told.includes(notice.kind)) return null;
  return drafts.length === 0 && notice === null ? null : { drafts, notice, appeal: lifted.appeal };
}

type End = Awaited<ReturnType<typeof standingEnds>>[number];

async function about(tx: Tx, decision: Decision) {
  const { holder, sender } = await addresseeOf(tx, decision.account);
  const [of] = await tx.select({ number: cases.number }).from(cases).where(eq(cases.id, decision.case));
  return { holder, sender, decision: decisionName(present(of, decision.case), { rows: await decidedOn(tx, decision.case) }, decision.id), measure: decision.measure };
}

/** What was drafted with the proposal, as of the moment from which it holds. A statement that came without a draft is told as it was written. */
async function measureNoticeOf(tx: Tx, found: Found, effectiveAt: Instant): Promise<NoticeFacts | null> {
  const { decision, statement } = found;
  if (!measureNamed(decision.measure)?.notice) return null;
  const { limits } = await policyInForce(tx);
  const drafted = found.notice.content?.facts;
  const written = (words: string) => ({ words, language: 'en' as const });
  const { questions } = decision.fields;
  const { told, asked, terms, inFavour } = drafted?.kind === 'measure' ? drafted : { told: statement.map(written), asked: Array.isArray(questions) ? questions.map(String).map(written) : [], terms: termsLanguage(), inFavour: [] };
  return {
    kind: 'measure', ...(await about(tx, decision)), fields: decision.fields, effectiveAt, grounds: await groundsOf(tx, found), terms, told, asked, inFavour,
    signedBy: await pseudonymOf(tx, decision.proposedBy), readTwice: decision.needsSecond, limits: { appealWindowMonths: limits.appealWindowMonths, appealAnswerDays: limits.appealAnswerDays },
  };
}

/** The clauses on which it holds, as they stood when it was decided: a policy that came since may word them otherwise, or have none of that number. */
async function groundsOf(tx: Tx, { policyVersion, decision }: Found): Promise<readonly Ground[]> {
  const { countersignatures } = await recordOf(tx, decision.case);
  return groundsNamed(groundsInForce(decision, countersignatures), (await policyOf(tx, Number(policyVersion))).grounds);
}

async function liftingNotice(tx: Tx, decision: Decision, lifted: End): Promise<NoticeFacts | null> {
  const measure = present(measureNamed(decision.measure), decision.measure);
  const heard = lifted.cause === 'appeal-granted' ? await outcomeNotice(tx, decision, present(lifted.appeal, `appeal that lifted ${decision.id}`)) : null;
  if (heard !== null) return heard;
  if (measure.notice === null || lifted.cause === 'renewed') return null;
  const to = await about(tx, decision);
  // The appeal was against the hold that this one renewed: its outcome, with the reasons, is told there.
  if (lifted.cause === 'appeal-granted') return { kind: 'lifted', ...to, liftedAt: lifted.at, words: null };
  if (lifted.cause === 'released') return { kind: 'lifted', ...to, liftedAt: lifted.at, words: lifted.words.trim() === '' ? null : { words: lifted.words.trim(), language: lifted.wordsIn } };
  if (!measure.notice.asks) return { kind: 'lifted', ...to, liftedAt: lifted.at, words: null };
  // The case ended while a question stood: the holder hears of it from the measure that ended it, or from this.
  const [ended] = await tx.select({ outcome: cases.outcome, answeredAt: cases.answeredAt }).from(cases).where(eq(cases.id, decision.case));
  const silent = ended?.outcome ? measureNamed(ended.outcome)?.notice === null : false;
  return silent ? { kind: 'nothing-further', ...to, answered: ended?.answeredAt != null } : null;
}

/** `by`: only of this appeal. */
async function outcomeNotice(tx: Tx, decision: Decision, by?: string): Promise<NoticeFacts | null> {
  const [appeal] = await tx.select().from(appeals).where(and(eq(appeals.decision, decision.id), inArray(appeals.status, ['granted', 'refused']), by === undefined ? undefined : eq(appeals.id, by)));
  if (!appeal || !isToldOf(decision.measure)) return null;
  return {
    kind: appeal.status === 'granted' ? 'appeal-granted' : 'appeal-refused', ...(await about(tx, decision)), heardBy: appeal.heardBy === null ? null : await pseudonymOf(tx, appeal.heardBy),
    reasons: { words: appeal.reasons ?? '', language: appeal.reasonsIn }, decidedAt: appeal.decidedAt ?? appeal.filedAt,
  };
}

async function issue(tx: Tx, decision: Decision, draft: OrderDraft, replaces: string | null, now: Instant): Promise<void> {
  const id = newId('order', now);
  const body = orderBody(draft, { order: id, account: decision.account, decision: decision.id, issuedAt: now, replaces });
  await tx.insert(orders).values({ id, decision: decision.id, account: decision.account, kind: draft.kind, body: { ...body }, issuedAt: now });
  await send(tx, { channel: 'webhook', order: id, account: decision.account }, now);
}

/** Writes the notice in the language in which the holder appealed, `by` this appeal where it is what the notice follows from, else in that of the account as it stands now, and answers which that is. */
async function tell(tx: Tx, decision: Decision, facts: NoticeFacts, by: string | null, now: Instant): Promise<Language> {
  const [held] = await tx.select({ id: holderPages.id }).from(holderPages).where(eq(holderPages.decision, decision.id));
  const page = held?.id ?? newId('page', now);
  if (!held) await tx.insert(holderPages).values({ id: page, account: decision.account, decision: decision.id, openedAt: now });
  const id = newId('notice', now);
  const [appeal] = await tx.select({ filedIn: appeals.filedIn }).from(appeals).where(by === null ? eq(appeals.decision, decision.id) : eq(appeals.id, by));
  const { kind, language, subject, paragraphs, content } = rendered(facts, (await addresseeOf(tx, decision.account, appeal?.filedIn)).reader);
  await tx.insert(notices).values({ id, decision: decision.id, account: decision.account, kind, subject, paragraphs: [...paragraphs], language, content, page, renderedAt: now });
  await send(tx, { channel: 'mail', notice: id, account: decision.account }, now);
  return language;
}

async function send(tx: Tx, what: { channel: 'webhook' | 'mail'; order?: string; notice?: string; account: string }, now: Instant): Promise<void> {
  const id = newId('delivery', now);
  await tx.insert(deliveries).values({ id, ...what, status: 'waiting', nextAt: now, createdAt: now });
  await enqueue(tx, 'deliver', id, { delivery: id }, now);
}
