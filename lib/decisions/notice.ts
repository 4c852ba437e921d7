import type { Measure } from './measure';
import { dayWords } from '../evidence/wording';
import type { Instant } from '../kernel/instant';
import type { Ground } from '../policy/policy';
import { appealUntil, type RedressLimits } from './redress';

export const NOTICE_KINDS = ['measure', 'lifted', 'nothing-further', 'appeal-granted', 'appeal-refused'] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** A notice as text: what is stored and what is sent. `{{name}}` marks a blank; the links are filled when it is sent. */
export type Notice = { kind: NoticeKind; subject: string; paragraphs: readonly string[] };

/** The platform as the holder knows it. */
export type Sender = { name: string; contact: string };

/** Filled at sending: the private address of the page is never stored. */
export const LINK_BLANKS = ['appeal_link', 'answer_link'] as const;

export type MeasureNotice = {
  /** As the holder calls themselves; null leaves it out. */
  holder: string | null;
  decision: string;
  measure: Measure;
  fields: unknown;
  effectiveAt: Instant;
  grounds: readonly Ground[];
  /** What was seen, in sentences that can be told. */
  told: readonly string[];
  /** What speaks for the holder. */
  inFavour: readonly string[];
  /** Pseudonym of the person who decided; null leaves a blank. */
  signedBy: string | null;
  /** A second person read it blind and came to the same measure. */
  readTwice: boolean;
  limits: RedressLimits;
  sender: Sender;
};

/**
 * Statement of reasons (DSA Art. 17(3)): measure, scope and duration; facts and circumstances; the part automated means had;
 * the clause, in full; redress. Whatever is missing stays as a blank, and a notice with blanks is not sent. Throws for silent measures.
 */
export function measureNotice(given: MeasureNotice): Notice {
  const { measure, fields, effectiveAt } = given;
  const wording = measure.notice;
  if (wording === null) throw new Error(`${measure.id} is silent: it has no notice.`);
  return {
    kind: 'measure',
    subject: wording.subject,
    paragraphs: [
      hello(given.holder),
      `Decision ${given.decision}, ${dayWords(effectiveAt)}.`,
      `What we decided. ${wording.measure(fields)}`,
      `From, until. ${wording.duration(fields, effectiveAt)}`,
      `What still works. ${wording.stillWorks}`,
      ...present(wording.next(fields, effectiveAt)),
      ...ruleParagraphs(given.grounds),
      `What we saw. ${given.told.length === 0 ? '{{what_we_saw}}' : given.told.join(' ')}`,
      ...(given.inFavour.length === 0 ? [] : [`In your favour. ${given.inFavour.join(' ')}`]),
      'Some details of how we check are held back, so that they keep working. Nothing that you need in order to answer is held back.',
      whoDecided(given.signedBy, given.readTwice),
      ...redress(measure, effectiveAt, given.limits),
      pressed(),
      askAPerson(given.sender),
    ],
  };
}

/** The paragraphs that quote the rules; the lint leaves them alone. */
export function ruleParagraphs(grounds: readonly Ground[]): readonly string[] {
  if (grounds.length === 0) return ['Our rule. {{our_rule}}'];
  return grounds.map((ground) => `Our rule. ${ground.number}, ${ground.title}: “${ground.text}”`);
}

function whoDecided(signedBy: string | null, readTwice: boolean): string {
  const second = readTwice ? ' A second person read the evidence without knowing this answer and came to the same one.' : '';
  return `Who decided. A person on our team, known to you as ${signedBy ?? '{{who_decided}}'}.${second} A program that compares how accounts are used with how they were verified pointed us to yours; it did not decide.`;
}

function redress(measure: Measure, noticeAt: Instant, limits: RedressLimits): readonly string[] {
  if (!measure.appealable) return [];
  return [
    `If you disagree. You can appeal until ${dayWords(appealUntil(noticeAt, limits))}. It is free. Somebody who had no part in this decision will read it, and you get a written answer with reasons within ${limits.appealAnswerDays} days: {{appeal_link}}`,
    'If we were wrong, everything is put back: pay, rank, reviews. And we say so.',
    'You can also go to a certified out-of-court dispute settlement body, or to a court. It does not cost you your appeal here.',
  ];
}

export type AppealOutcome = { holder: string | null; decision: string; measure: Measure; heardBy: string | null; reasons: string; decidedAt: Instant; sender: Sender };

export function appealGrantedNotice(given: AppealOutcome): Notice {
  return {
    kind: 'appeal-granted',
    subject: 'Your appeal is granted',
    paragraphs: [
      hello(given.holder),
      `Your appeal against decision ${given.decision} (${given.measure.title.toLowerCase()}) is granted. We were wrong, and we are sorry.`,
      `Everything is put back from ${dayWords(given.decidedAt)}: pay, rank, reviews. The decision no longer counts against you.`,
      heard(given.heardBy),
      `Why. ${orBlank(given.reasons, 'reasons')}`,
      askAPerson(given.sender),
    ],
  };
}

export function appealRefusedNotice(given: AppealOutcome): Notice {
  return {
    kind: 'appeal-refused',
    subject: 'Your appeal is refused',
    paragraphs: [
      hello(given.holder),
      `Your appeal against decision ${given.decision} (${given.measure.title.toLowerCase()}) is refused. The decision stands.`,
      heard(given.heardBy),
      `Why. ${orBlank(given.reasons, 'reasons')}`,
      'You can still go to a certified out-of-court dispute settlement body, or to a court.',
      pressed(),
      askAPerson(given.sender),
    ],
  };
}

/** A measure ended before its term, or because the case did. */
export function liftedNotice(given: { holder: string | null; decision: string; measure: Measure; liftedAt: Instant; words: string; sender: Sender }): Notice {
  return {
    kind: 'lifted',
    subject: `Ended: ${given.measure.title.toLowerCase()}`,
    paragraphs: [
      hello(given.holder),
      `Decision ${given.decision} (${given.measure.title.toLowerCase()}) ended on ${dayWords(given.liftedAt)}. What it changed is put back. You need not do anything.`,
      ...(given.words.trim() === '' ? [] : [given.words.trim()]),
      askAPerson(given.sender),
    ],
  };
}

/** For a holder who was asked, and nothing follows. */
export function nothingFurtherNotice(given: { holder: string | null; decision: string; answered: boolean; sender: Sender }): Notice {
  return {
    kind: 'nothing-further',
    subject: 'We have no further questions',
    paragraphs: [
      hello(given.holder),
      given.answered ? `Thank you for your answer to decision ${given.decision}. We have read it and have no further questions.` : `You need not answer decision ${given.decision} any more. We have no further questions.`,
      'Your account, your contracts and your pay go on as before.',
      askAPerson(given.sender),
    ],
  };
}

const BLANK = /\{\{\s*([a-z_]+)\s*\}\}/g;
/** Anything in double braces, or the dotted blanks of a draft: nobody should receive either. */
const LEFT_OVER = /\{\{[^}]*\}\}|_{3,}|\[\s*(?:\.{3}|…)\s*\]/g;

/** Blanks that are left. For sealing, the links do not count: they are filled when the notice is sent. */
export function blanksIn(notice: Pick<Notice, 'subject' | 'paragraphs'>, when: 'sealing' | 'sending'): readonly string[] {
  const text = [notice.subject, ...notice.paragraphs].join('\n');
  const left = [...text.matchAll(LEFT_OVER)].map(([match]) => match.replace(/^\{\{\s*|\s*\}\}$/g, ''));
  const links: readonly string[] = LINK_BLANKS;
  return [...new Set(left)].filter((name) => when === 'sending' || !links.includes(name));
}

/** The notice with blanks filled by name; unknown blanks stay. */
export function fillBlanks(notice: Notice, values: Readonly<Record<string, string>>): Notice {
  const fill = (text: string): string => text.replace(BLANK, (blank, name: string) => values[name] ?? blank);
  return { ...notice, subject: fill(notice.subject), paragraphs: notice.paragraphs.map(fill) };
}

/** What goes into the plain-text mail. */
export function plainText(notice: Notice): string {
  return `${notice.paragraphs.join('\n\n')}\n`;
}

function hello(holder: string | null): string {
  // A name is the holder's own text: one line, and no blank of ours.
  const name = holder?.replace(/[{}]/g, '').replace(/\s+/g, ' ').trim();
  return name ? `Hello ${name}.` : 'Hello.';
}

const heard = (by: string | null): string => `Who heard it. A person on our team who had no part in the decision, known to you as ${by ?? '{{who_heard}}'}.`;
const orBlank = (text: string, blank: string): string => (text.trim() === '' ? `{{${blank}}}` : text.trim());
const present = (text: string | null): readonly string[] => (text === null ? [] : [text]);
const pressed = (): string => 'If someone is pressing you. Some people are made to hand over accounts, or to work under another name. You can tell us so in confidence, in your answer or by mail, and we will help.';
const askAPerson = (sender: Sender): string => `Ask a person. Reply to this mail, or write to ${sender.contact}. We answer within two working days. ${sender.name}`;

