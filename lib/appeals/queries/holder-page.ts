import { asc, eq, inArray } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '../../../db/client';
import { accounts, answers, appeals, cases, decisions, exhibitSets, holderPages, notices, staff } from '../../../db/schema';
import { decisionName, decisionOf, recordOf } from '../../decisions/commands/decision-record';
import { effectiveAt, endsAt, overSince, statusOf } from '../../decisions/decision';
import { measureNamed } from '../../decisions/ladder';
import { NOTICE_WORDS } from '../../decisions/languages/index';
import { fillBlanks, isToldOf, measureName, pastOf, readIn, type Notice, type NoticeFacts, type StoredNotice } from '../../decisions/notice';
import { appealUntil } from '../../decisions/redress';
import { pageAddress } from '../../enforcement/adapters/page-address';
import type { ExhibitSet } from '../../evidence/exhibit';
import { EVIDENCE_WORDS } from '../../evidence/languages/index';
import { dayWords, momentWords, numberWords } from '../../evidence/wording';
import { platformContact, platformName } from '../../kernel/env';
import { LANGUAGES, languageIn, readerOf, type Language, type Reader } from '../../kernel/language';
import { query } from '../../kernel/query';
import { refuse } from '../../kernel/refusal';
import { granted } from '../../kernel/result';
import { policyInForce } from '../../policy/queries/policy-in-force';
import type { Family } from '../../signals/signal';
import { chosenWords, FACT_IDS, MOST_CHARACTERS, routesOffered, type Answer } from '../answer';
import { appealStatusAt, mayAppeal } from '../appeal';
import { appealOf } from '../commands/appeal-record';
import { answerByOf, greetingOf, leadOf, termsOf, textsOf, type Now, type Told } from '../holder-statement';
import { holderView, type Step } from '../holder-view';
import { PAGE_WORDS } from '../languages/index';
import { enclosedOn } from './enclosed';

type Choice = { id: string; title: string; words: string };

/** Everything that the holder of the account may read about one decision, in finished words of one language; staff by pseudonym only. */
export type HolderPage = {
  language: Language;
  platform: string;
  /** E-mail address; null where none is set. */
  contact: string | null;
  decision: string;
  /** "Decision D-2318-1, 17 November 2026" */
  reference: string;
  headline: Told;
  lead: readonly string[];
  answerBy: { words: string; after: string; button: string; href: string } | null;
  terms: readonly { term: string; fact: Told; note: string | null }[];
  /** What was seen; the family by which it is drawn is null for sentences that a person wrote. */
  saw: readonly (Told & { family: Family | null; note: string | null })[];
  inFavour: readonly (Told & { note: string | null })[];
  questions: readonly (Told & { note: string | null })[];
  steps: readonly Step[];
  /** What the answer form offers; null where no answer is taken. */
  answerForm: { facts: readonly Choice[]; routes: readonly Choice[] } | null;
  appealForm: boolean;
  /** The most characters that a text may have, as the reader writes numbers. */
  most: string;
  /** What the holder sent before. */
  sent: readonly { title: string; at: string; chosen: readonly string[]; text: string; files: readonly string[] }[];
  /** The written answer to the appeal. */
  outcome: { title: string; heardBy: string; reasons: Told; note: string | null } | null;
  /** The appeal is granted: there is nothing left to disagree about. */
  isPutRight: boolean;
  /** An appeal may still find that we were wrong: it is being answered, or can be filed. */
  mayBeWrong: boolean;
};

export const holderPage = query({
  name: 'ask.holderPage',
  input: z.object({
    /** As the reader chose it; the account's otherwise. */
    language: z.enum(LANGUAGES).nullable().default(null),
    /** What their browser asks for: where nothing was chosen and the account has no language of ours. */
    askedFor: z.enum(LANGUAGES).nullable().default(null),
  }),
  async run({ input, actor, now, db }) {
    const [found] = await db.select({ decision: decisions, case: cases, set: exhibitSets.content, tag: accounts.language, zone: accounts.timeZone }).from(holderPages)
      .innerJoin(decisions, eq(decisions.id, holderPages.decision)).innerJoin(cases, eq(cases.id, decisions.case)).innerJoin(exhibitSets, eq(exhibitSets.id, decisions.exhibits))
      .leftJoin(accounts, eq(accounts.account, decisions.account))
      .where(eq(holderPages.id, actor.kind === 'holder' ? actor.page : ''));
    const measure = found ? measureNamed(found.decision.measure) : null;
    if (!found || !measure) return refuse('not-found');
    const { decision: row, case: of, set } = found;
    const reader = readerOf(found, input.language ?? (languageIn(found.tag) === null ? input.askedFor : null));
    const { language } = reader;
    const [words, routes] = [PAGE_WORDS[language], NOTICE_WORDS[language].routes];
    const decision = decisionOf(row);
    const [record, told, given, [filed], { limits }, files] = await Promise.all([
      recordOf(db, of.id),
      db.select().from(notices).where(eq(notices.decision, row.id)).orderBy(asc(notices.renderedAt)),
      db.select().from(answers).where(eq(answers.decision, row.id)).orderBy(asc(answers.at)),
      db.select().from(appeals).where(eq(appeals.decision, row.id)),
      policyInForce(db),
      enclosedOn(db, of.id, reader),
    ]);
    const enclosed = (id: string) => (files.get(id) ?? []).map((file) => (file.kept ? file.words : words.files.gone({ file: file.words })));
    // A hearing that lapsed waits again, whatever has swept it up.
    const kept = filed ? appealOf(filed) : null;
    const appeal = kept && { ...kept, status: appealStatusAt(kept, now) };
    const names = await pseudonyms(db, [row.proposedBy, ...(appeal?.heardBy ? [appeal.heardBy] : [])]);
    const status = statusOf(decision, record.countersignatures, record.liftings, now);
    const from = effectiveAt(decision, record.countersignatures) ?? row.proposedAt;
    const noticeAt = told[0]?.renderedAt ?? null;
    const gate = mayAppeal(decision, status, noticeAt, appeal, limits, now);
    const sentNotice = told.find((one) => one.kind === 'measure');
    // A notice of before there were parts is shown whole, with the ways that lead here.
    const link = pageAddress(actor.kind === 'holder' ? actor.page : '');
    const notice = sentNotice ? fillBlanks(readIn(sentNotice as StoredNotice, language), { appeal_link: link, answer_link: link }) : null;
    const inWords = (text: string, own: Language): Told => ({ words: text, language: own === language ? null : own });
    const asks = measure.notice?.asks ?? false;
    const over = asks && status === 'expired' ? null : overSince(decision, record, now, (id) => decisionName(of, record, id));
    const answerUntil = asks ? endsAt(decision, record.countersignatures) : null;
    const state: Now = {
      asks, answerable: asks && of.status !== 'settled' && status !== 'lifted', answerUntil, answered: given.length > 0,
      appealUntil: gate.state === 'open' && noticeAt !== null ? appealUntil(noticeAt, limits) : null,
      appealEnded: gate.state === 'locked' && gate.code === 'expired' && noticeAt !== null ? appealUntil(noticeAt, limits) : null,
      appeal, over, answerDays: limits.appealAnswerDays, now,
    };
    const past = over === null || !isToldOf(row.measure) ? null : pastOf({ measure: row.measure, fields: decision.fields, effectiveAt: from }, over, reader);
    const heardBy = appeal?.heardBy ? (names.get(appeal.heardBy) ?? null) : null;
    return granted<HolderPage>({
      language, platform: platformName(), contact: platformContact()?.includes('@') ? platformContact() : null, decision: row.id, reference: words.reference({ decision: decisionName(of, record, row.id), day: dayWords(from, reader) }),
      headline: headlineOf(state, notice, row.measure, reader), lead: leadOf(greetingOf(notice, language), state, reader), answerBy: answerByOf(state, reader),
      terms: notice ? termsOf(notice, language, past) : [], saw: notice ? sawIn(notice, sentNotice?.content?.facts ?? null, set, language) : [], inFavour: notice ? textsOf(notice, 'inFavour', language) : [], questions: notice ? textsOf(notice, 'asked', language) : [],
      steps: holderView({
        measure, over, signedBy: names.get(row.proposedBy) ?? words.somebody, readTwice: row.needsSecond, decidedAt: from, answerUntil, answeredAt: given.at(-1)?.at ?? null,
        appeal, heardBy, limits, now,
      }, reader),
      answerForm: state.answerable ? { facts: FACT_IDS.map((id) => ({ id, ...words.facts[id] })), routes: routesOffered(decision).map((id) => ({ id, ...routes[id] })) } : null,
      appealForm: state.appealUntil !== null, most: numberWords(MOST_CHARACTERS, reader),
      sent: [
        ...given.map(({ id, at, facts, route, body }) => ({ title: words.sent.answer, at: momentWords(at, reader), chosen: chosenWords({ facts, route } as Pick<Answer, 'facts' | 'route'>, language), text: body, files: enclosed(id) })),
        ...(filed ? [{ title: words.sent.appeal, at: momentWords(filed.filedAt, reader), chosen: [], text: filed.body, files: enclosed(filed.id) }] : []),
      ],
      isPutRight: appeal?.status === 'granted', mayBeWrong: gate.state === 'open' || (appeal !== null && appeal.decidedAt === null),
      outcome: filed?.decidedAt == null ? null : {
        title: filed.status === 'granted' ? words.outcome.granted : words.outcome.refused, heardBy: words.outcome.heardBy({ who: heardBy ?? words.somebody }), reasons: inWords(filed.reasons ?? '', filed.reasonsIn),
        note: filed.reasonsIn === language ? null : `(${EVIDENCE_WORDS[language].written[filed.reasonsIn]})`,
      },
    });
  },
});

function headlineOf({ appeal, asks, over }: Now, notice: Notice | null, measure: string, reader: Reader): Told {
  const [words, page] = [NOTICE_WORDS[reader.language], PAGE_WORDS[reader.language]];
  const own = (text: string): Told => ({ words: text, language: null });
  if (appeal?.status === 'granted') return own(words.granted.subject);
  if (appeal?.status === 'refused') return own(words.refused.subject);
  if (over !== null) return own(asks ? page.questionClosed : (over.by === 'renewed' ? page.renewed : words.lifted.subject)({ measure: measureName(measure, reader) }));
  return notice === null ? own(measureName(measure, reader)) : { words: notice.subject, language: notice.language === reader.language ? null : notice.language };
}

/** Each sentence beside the family of the finding that it tells of; null for a sentence that a person wrote. */
function sawIn(notice: Notice, facts: NoticeFacts | null, set: ExhibitSet, language: Language): HolderPage['saw'] {
  const told = facts?.kind === 'measure' ? facts.told : [];
  return textsOf(notice, 'seen', language).map((text, index) => {
    const sentence = told[index];
    const finding = sentence && 'of' in sentence ? set.assessment.findings.find(({ signal }) => signal === sentence.of.signal) : undefined;
    return { ...text, family: finding?.family ?? null };
  });
}

async function pseudonyms(db: Database, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await db.select({ id: staff.id, pseudonym: staff.pseudonym }).from(staff).where(inArray(staff.id, [...ids]));
  return new Map(rows.map(({ id, pseudonym }) => [id, pseudonym]));
}
