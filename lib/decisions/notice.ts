import { said, type Said, type Sentence } from '../evidence/sentence';
import { dayWords, formFor, listWords, momentWords, moneyWords, numberWords } from '../evidence/wording';
import type { Instant } from '../kernel/instant';
import { readerOf, type Language, type Reader } from '../kernel/language';
import type { Ground } from '../policy/policy';
import { STANDARD_POLICY } from '../policy/standard';
import { EVIDENCE_WORDS } from '../evidence/languages/index';
import type { Over } from './decision';
import type { Given, NoticeWords } from './languages/en';
import { NOTICE_WORDS } from './languages/index';
import { measureNamed } from './ladder';
import { appealUntil, type RedressLimits } from './redress';

export const NOTICE_KINDS = ['measure', 'lifted', 'nothing-further', 'appeal-granted', 'appeal-refused'] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** Filled at sending: the private address of the page is never stored. */
export const LINK_BLANKS = ['appeal_link', 'answer_link'] as const;

/** What a paragraph is, so that the page can set it apart. `note`: says in which language the one before it is. */
export type PartKey =
  | 'hello' | 'reference' | 'measure' | 'duration' | 'stillWorks' | 'next' | 'asked' | 'rule' | 'note' | 'seen' | 'inFavour' | 'heldBack' | 'whoDecided' | 'disagree' | 'putBack' | 'courts'
  | 'pressed' | 'person' | 'languages' | 'outcome' | 'heard' | 'why' | 'words';

/** Of one paragraph: what it is, the heading with which it begins, and its language where it is another than the notice's. */
export type Part = { key: PartKey; heading: string | null; language: Language | null };

/** A notice as text, in one language: what is stored and what is sent. `{{name}}` marks a blank; the links are filled when it is sent. `parts` goes with `paragraphs`, one by one. */
export type Notice = { kind: NoticeKind; language: Language; subject: string; paragraphs: readonly string[]; parts: readonly Part[] };

/** The platform as the holder knows it. */
export type Sender = { name: string; contact: string | null };

type About = {
  /** As the holder calls themselves; null leaves it out. */
  holder: string | null;
  /** As the holder's page names it: "D-2318-1". */
  decision: string;
  /** Id of the measure. */
  measure: string;
  sender: Sender;
};

/** What a notice says, apart from any language: kept beside the text that was sent, so that it can be read in the others. */
export type NoticeFacts =
  | (About & {
    kind: 'measure';
    fields: Readonly<Record<string, unknown>>;
    effectiveAt: Instant;
    grounds: readonly Ground[];
    /** Language of the platform's own terms, in which grounds are quoted. */
    terms: Language;
    /** What was seen, in sentences that can be told. */
    told: readonly Sentence[];
    /** Questions, of a measure that asks them. */
    asked: readonly Sentence[];
    /** What speaks for the holder. */
    inFavour: readonly Sentence[];
    /** Pseudonym of the person who decided; null leaves a blank. */
    signedBy: string | null;
    /** A second person read it blind and came to the same measure. */
    readTwice: boolean;
    limits: RedressLimits;
  })
  /** A measure ended before its term, or because the case did; with the words of whoever ended it. */
  | (About & { kind: 'lifted'; liftedAt: Instant; words: Said | null })
  /** For a holder who was asked, and nothing follows. */
  | (About & { kind: 'nothing-further'; answered: boolean })
  | (About & { kind: 'appeal-granted' | 'appeal-refused'; heardBy: string | null; reasons: Said; decidedAt: Instant });

type MeasureFacts = Extract<NoticeFacts, { kind: 'measure' }>;
type OutcomeFacts = Extract<NoticeFacts, { kind: 'appeal-granted' | 'appeal-refused' }>;
type Line = Part & { text: string };

/** What a notice has beside its text when it is stored. */
export type NoticeContent = { reader: Reader; parts: readonly Part[]; facts: NoticeFacts };

/** A notice as it is stored; without content where it was sent before there were several languages. */
export type StoredNotice = Text & { kind: NoticeKind; language: Language; content: NoticeContent | null };

/**
 * A stored notice in a language: the text that was sent where that is its language, else what it says, said again. What cannot be said
 * any more, of a kind or a signal that has gone, stays in the text that was sent.
 */
export function readIn({ kind, language, subject, paragraphs, content }: StoredNotice, chosen: Language): Notice {
  const sent: Notice = { kind, language, subject, paragraphs, parts: content?.parts ?? [] };
  if (chosen === language || content === null || !isToldOf(content.facts.measure)) return sent;
  const again = noticeIn(content.facts, readerOf({ tag: chosen, zone: content.reader.zone }));
  return blanksIn(again, 'sealing').length === 0 ? again : sent;
}

/** A notice about one decision for one reader. Whatever is missing stays as a blank, and a notice with blanks is not sent. Throws for silent measures. */
export function noticeIn(facts: NoticeFacts, reader: Reader): Notice {
  const { subject, lines } = linesOf(facts, reader);
  const kept = lines.filter((line): line is Line => line !== null);
  return {
    kind: facts.kind, language: reader.language, subject,
    paragraphs: kept.map(({ heading, text }) => (heading === null ? text : `${heading}. ${text}`)),
    parts: kept.map(({ key, heading, language }) => ({ key, heading, language: language === reader.language ? null : language })),
  };
}

/** A line of the notice's own words. */
const own = (key: PartKey, text: string | null, heading: string | null = null): Line | null => (text === null ? null : { key, heading, language: null, text });
/** Words of a person, or of the platform's terms, in their own language, and where that is another a line that says so. */
const theirs = (key: PartKey, { words, language }: Said, heading: string | null, reader: Reader): (Line | null)[] => [
  { key, heading, language, text: words },
  language === reader.language ? null : own('note', `(${EVIDENCE_WORDS[reader.language].written[language]})`),
];

function linesOf(facts: NoticeFacts, reader: Reader): { subject: string; lines: readonly (Line | null)[] } {
  const words = NOTICE_WORDS[reader.language];
  const { headings } = words;
  const greeting = own('hello', hello(facts.holder, reader.language));
  const end = [own('person', person(facts.sender, words), headings.person), own('languages', OTHERS)];
  switch (facts.kind) {
    case 'measure': return { subject: wordingOf(facts.measure, reader).subject, lines: [greeting, ...measureLines(facts, reader), ...end] };
    case 'lifted': {
      const { name } = wordingOf(facts.measure, reader);
      return {
        subject: words.lifted.subject({ measure: name }),
        lines: [greeting, own('outcome', words.lifted.ended({ decision: facts.decision, measure: name, day: dayWords(facts.liftedAt, reader) })), ...(facts.words === null ? [] : theirs('words', facts.words, null, reader)), ...end],
      };
    }
    case 'nothing-further': return {
      subject: words.nothingFurther.subject,
      lines: [greeting, own('outcome', (facts.answered ? words.nothingFurther.answered : words.nothingFurther.unanswered)({ decision: facts.decision })), own('stillWorks', words.nothingFurther.goesOn), ...end],
    };
    default: return { subject: words[facts.kind === 'appeal-granted' ? 'granted' : 'refused'].subject, lines: [greeting, ...outcomeLines(facts, reader), ...end] };
  }
}

/**
 * Statement of reasons (DSA Art. 17(3)): measure, scope and duration; facts and circumstances; the part automated means had;
 * the clause, in full; redress.
 */
function measureLines(facts: MeasureFacts, reader: Reader): readonly (Line | null)[] {
  const words = NOTICE_WORDS[reader.language];
  const { headings } = words;
  const wording = wordingOf(facts.measure, reader);
  const given = givenBy(facts, reader);
  return [
    own('reference', words.reference({ decision: facts.decision, day: dayWords(facts.effectiveAt, reader) })),
    own('measure', wording.measure(given), headings.measure),
    ...listed('asked', facts.asked, headings.asked, reader),
    own('duration', wording.duration(given), headings.duration),
    own('stillWorks', wording.stillWorks, headings.stillWorks),
    own('next', wording.next?.(given) ?? null),
    ...(facts.grounds.length === 0 ? [own('rule', '{{our_rule}}', headings.rule)] : facts.grounds.flatMap((ground) => ruleLines(ground, facts.terms, reader))),
    ...(facts.told.length === 0 ? [own('seen', '{{what_we_saw}}', headings.seen)] : listed('seen', facts.told, headings.seen, reader)),
    ...listed('inFavour', facts.inFavour, headings.inFavour, reader),
    own('heldBack', words.heldBack),
    own('whoDecided', [words.whoDecided({ who: facts.signedBy ?? '{{who_decided}}' }), ...(facts.readTwice ? [words.readTwice] : []), words.program].join(' '), headings.whoDecided),
    ...redressLines(facts, reader),
    own('pressed', words.pressed, headings.pressed),
  ];
}

/** Each sentence is a paragraph of its own, the first under the heading. */
const listed = (key: PartKey, sentences: readonly Sentence[], heading: string, reader: Reader): (Line | null)[] =>
  sentences.flatMap((sentence, index) => theirs(key, said(sentence, reader), index === 0 ? heading : null, reader));

/** A clause as the terms have it. Those of the standard policy are there in every language; an operator's own are quoted as they are. */
function ruleLines(ground: Ground, terms: Language, reader: Reader): (Line | null)[] {
  const words = NOTICE_WORDS[reader.language];
  const isStandard = STANDARD_POLICY.grounds.some(({ number, title, text }) => number === ground.number && title === ground.title && text === ground.text);
  const translated = isStandard ? words.grounds[ground.number] : undefined;
  if (translated === undefined) return theirs('rule', { words: words.rule(ground), language: isStandard ? 'en' : terms }, words.headings.rule, reader);
  return [own('rule', words.rule({ number: ground.number, ...translated }), words.headings.rule), own('note', `(${words.translated})`)];
}

function redressLines({ measure, effectiveAt, limits }: MeasureFacts, reader: Reader): readonly (Line | null)[] {
  if (!measureNamed(measure)?.appealable) return [];
  const words = NOTICE_WORDS[reader.language];
  return [
    own('disagree', words.disagree({ until: dayWords(appealUntil(effectiveAt, limits), reader), answerDays: daysWords(limits.appealAnswerDays, reader), link: '{{appeal_link}}' }), words.headings.disagree),
    own('putBack', words.putBack),
    own('courts', words.courts),
  ];
}

function outcomeLines(facts: OutcomeFacts, reader: Reader): readonly (Line | null)[] {
  const words = NOTICE_WORDS[reader.language];
  const { headings, granted, refused } = words;
  const about = { decision: facts.decision, measure: measureName(facts.measure, reader) };
  const heard = own('heard', words.heard({ who: facts.heardBy ?? '{{who_heard}}' }), headings.heard);
  const why = facts.reasons.words.trim() === '' ? [own('why', '{{reasons}}', headings.why)] : theirs('why', { ...facts.reasons, words: facts.reasons.words.trim() }, headings.why, reader);
  return facts.kind === 'appeal-granted'
    ? [own('outcome', granted.outcome(about)), own('putBack', granted.putBack({ day: dayWords(facts.decidedAt, reader) })), heard, ...why]
    : [own('outcome', refused.outcome(about)), heard, ...why, own('courts', refused.courts), own('pressed', words.pressed, headings.pressed)];
}

const person = ({ contact, name: platform }: Sender, words: NoticeWords): string => (contact === null ? words.personByMail({ platform }) : words.person({ contact, platform }));

type Wording = { name: string; subject: string; measure: (given: Given) => string; duration: (given: Given) => string; was: (given: Given) => string; stillWorks: string; next: ((given: Given) => string) | null };

function wordingOf(measure: string, { language }: Pick<Reader, 'language'>): Wording {
  const wordings: Readonly<Record<string, Wording | undefined>> = NOTICE_WORDS[language].measures;
  const wording = wordings[measure];
  if (wording === undefined) throw new Error(`${measure} is silent: it has no notice.`);
  return wording;
}

/** The measure within a sentence: "payout hold"; a kind that has no words (any more) by its id. */
export function measureName(measure: string, reader: Pick<Reader, 'language'>): string {
  return isToldOf(measure) ? wordingOf(measure, reader).name : measure.replaceAll('-', ' ');
}

/** Whether a notice of this measure can be written. */
export function isToldOf(measure: string): boolean {
  return Object.hasOwn(NOTICE_WORDS.en.measures, measure);
}

/** A measure that no longer holds: what it was, from when until when, and whether somebody lifted it, another took its place or its term ran out. */
export function pastOf(held: Held, over: Over, reader: Reader): { measure: string; duration: string } {
  const { past } = NOTICE_WORDS[reader.language];
  const term = { from: momentWords(held.effectiveAt, reader), until: momentWords(over.at, reader) };
  return { measure: wordingOf(held.measure, reader).was(givenBy(held, reader)), duration: over.by === 'renewed' ? past.renewed({ ...term, decision: over.decision }) : past[over.by](term) };
}

type Held = Pick<MeasureFacts, 'measure' | 'fields' | 'effectiveAt'>;
/** What the fields of a measure fill into its wording. */
function givenBy({ measure: id, fields, effectiveAt }: Held, reader: Reader): Given {
  const words = NOTICE_WORDS[reader.language];
  const measure = measureNamed(id);
  const { routes = [], what = [], cap } = (measure?.fields.parse(fields) ?? {}) as { routes?: (keyof typeof words.routes)[]; what?: (keyof typeof words.restricted)[]; cap?: { amount: number; currency: string } };
  const until = measure?.endsAt(fields, effectiveAt) ?? null;
  return {
    from: momentWords(effectiveAt, reader),
    until: until === null ? '' : momentWords(until, reader),
    cap: cap === undefined ? '' : moneyWords(cap.amount, cap.currency, reader),
    routes: listWords([...new Set(routes)].map((route) => lowered(words.routes[route].title, reader)), reader),
    what: listWords(what.map((part) => words.restricted[part]), reader),
    link: '{{answer_link}}',
  };
}

/** "14 days" */
export function daysWords(days: number, reader: Reader): string {
  return `${numberWords(days, reader)} ${formFor(days, reader.locale, NOTICE_WORDS[reader.language].days)}`;
}

const lowered = (text: string, { locale }: Reader): string => text.charAt(0).toLocaleLowerCase(locale) + text.slice(1);

function hello(holder: string | null, language: Language): string {
  // A name is the holder's own text: one line, and nothing in it that looks like a blank, or no notice could ever be made for them.
  const name = holder?.replace(/[{}[\]]/g, '').replace(/_{3,}/g, '__').replace(/\s+/g, ' ').trim();
  return name ? NOTICE_WORDS[language].hello({ name }) : NOTICE_WORDS[language].helloNobody;
}

/** Needs no translation: each language calls itself by its own name. */
const OTHERS = 'English, Español, Magyar, Türkçe, Українська: {{appeal_link}}';

const BLANK = /\{\{\s*([a-z_]+)\s*\}\}/g;
/** Anything in double braces, or the dotted blanks of a draft: nobody should receive either. */
const LEFT_OVER = /\{\{[^}]*\}\}|_{3,}|\[\s*(?:\.{3}|…)\s*\]/g;

/** What is sent of a notice. */
export type Text = { subject: string; paragraphs: readonly string[] };

/** Blanks that are left. For sealing, the links do not count: they are filled when the notice is sent. */
export function blanksIn(notice: Text, when: 'sealing' | 'sending'): readonly string[] {
  const text = [notice.subject, ...notice.paragraphs].join('\n');
  const left = [...text.matchAll(LEFT_OVER)].map(([match]) => match.replace(/^\{\{\s*|\s*\}\}$/g, ''));
  const links: readonly string[] = LINK_BLANKS;
  return [...new Set(left)].filter((name) => when === 'sending' || !links.includes(name));
}

/** Why words that a notice will quote cannot be taken; null where they can. A blank that came to light when they are told would keep back the orders too. */
export function blankInWords(words: string): string | null {
  const [first] = words.match(LEFT_OVER) ?? [];
  return first === undefined ? null : `“${first}” reads like a blank that was left open. The holder reads these words: fill it, or leave it out.`;
}

/** The notice with blanks filled by name; unknown blanks stay. */
export function fillBlanks<Filled extends Text>(notice: Filled, values: Readonly<Record<string, string>>): Filled {
  const fill = (text: string): string => text.replace(BLANK, (blank, name: string) => values[name] ?? blank);
  return { ...notice, subject: fill(notice.subject), paragraphs: notice.paragraphs.map(fill) };
}

/** What goes into the plain-text mail. */
export function plainText(notice: Pick<Text, 'paragraphs'>): string {
  return `${notice.paragraphs.join('\n\n')}\n`;
}
