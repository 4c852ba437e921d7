import { eq } from 'drizzle-orm';
import type { Database, Tx } from '../../../db/client';
import { accounts, staff } from '../../../db/schema';
import { sentencesOf } from '../../evidence/sentence';
import { platformContact, platformName, termsLanguage } from '../../kernel/env';
import type { Instant } from '../../kernel/instant';
import { inEnglish, readerOf, type Language, type Reader } from '../../kernel/language';
import type { Ground, Policy } from '../../policy/policy';
import type { Assessment } from '../../risk/assessment';
import { statementOf } from '../ground';
import type { Measure } from '../measure';
import { blanksIn, noticeIn, type Notice, type NoticeContent, type NoticeFacts, type Sender } from '../notice';

/** Who is told, and how they read: the language and the zone that their account declares. Neither is ever evidence. */
export type Addressee = { holder: string | null; reader: Reader; sender: Sender };

/** `chosen`: a language that the holder chose for what they are told here. */
export async function addresseeOf(db: Database | Tx, account: string, chosen: Language | null = null): Promise<Addressee> {
  const [card] = await db.select({ name: accounts.name, language: accounts.language, zone: accounts.timeZone }).from(accounts).where(eq(accounts.account, account));
  return { holder: card?.name ?? null, reader: readerOf({ tag: card?.language, zone: card?.zone }, chosen), sender: { name: platformName(), contact: platformContact() } };
}

export async function pseudonymOf(db: Database | Tx, id: string): Promise<string | null> {
  const [row] = await db.select({ pseudonym: staff.pseudonym }).from(staff).where(eq(staff.id, id));
  return row?.pseudonym ?? null;
}

/** What somebody filled into the form of a measure that is told. */
export type Drafted = {
  /** Its name. */
  decision: string;
  measure: Measure;
  fields: Readonly<Record<string, unknown>>;
  grounds: readonly Ground[];
  /** One sentence a line, as it was shown to staff and changed by them. */
  statement: string;
  /** Language of what they wrote themselves. */
  written: Language;
  by: string;
  readTwice: boolean;
  assessment: Assessment;
  policy: Policy;
};

/** What the notice of a measure says, from what was filled in. Sentences and questions of the console's own are known again and can be said in every language. */
export async function draftFacts(db: Database | Tx, { holder, reader, sender }: Addressee, drafted: Drafted, now: Instant): Promise<NoticeFacts> {
  const { decision, measure, fields, grounds, written, policy } = drafted;
  const english = inEnglish(reader);
  const { findings } = drafted.assessment;
  const questions = Array.isArray(fields.questions) ? fields.questions.filter((question) => typeof question === 'string') : [];
  return {
    kind: 'measure', holder, decision, measure: measure.id, sender, fields, effectiveAt: now, grounds: grounds.map(({ number, title, text }) => ({ number, title, text })), terms: termsLanguage(),
    told: sentencesOf(linesOf(drafted.statement), 'seen', findings, written, english), asked: sentencesOf(questions, 'asked', findings, written, english), inFavour: [],
    signedBy: await pseudonymOf(db, drafted.by), readTwice: drafted.readTwice, limits: { appealWindowMonths: policy.limits.appealWindowMonths, appealAnswerDays: policy.limits.appealAnswerDays },
  };
}

/** Sentences of a statement, each once. */
export function linesOf(statement: string): readonly string[] {
  return statementOf(statement.split('\n').map((line) => line.trim()));
}

/** The notice with what is kept beside its text. Throws where a blank is left: nothing with a blank in it is kept or sent. */
export function rendered(facts: NoticeFacts, reader: Reader): Notice & { content: NoticeContent } {
  const notice = noticeIn(facts, reader);
  const left = blanksIn(notice, 'sealing');
  if (left.length > 0) throw new Error(`The notice about ${facts.decision} still has blanks: ${left.join(', ')}.`);
  return { ...notice, content: { reader, parts: notice.parts, facts } };
}
