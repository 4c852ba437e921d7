import type { Over } from '../decisions/decision';
import { NOTICE_WORDS } from '../decisions/languages/index';
import { daysWords, type Notice, type PartKey } from '../decisions/notice';
import { dayWords, momentWords } from '../evidence/wording';
import type { Instant } from '../kernel/instant';
import type { Language, Reader } from '../kernel/language';
import { PAGE_WORDS } from './languages/index';

/** A text of the notice; its language where it is another than the page's. */
export type Told = { words: string; language: Language | null };

/** The parts of a notice that the page sets apart, in its order. */
const TERMS = ['measure', 'duration', 'stillWorks', 'whoDecided', 'rule'] as const satisfies readonly PartKey[];

/**
 * What was decided, from when until when, by whom and by which rule: as the notice has it, whatever the policy says since. Of what no longer
 * holds (`past`) the notice, which speaks of the present, is not repeated.
 */
export function termsOf(notice: Notice, page: Language, past: Past | null = null): readonly { term: string; fact: Told; note: string | null }[] {
  const { headings } = NOTICE_WORDS[page];
  const were = past === null ? [] : [{ term: PAGE_WORDS[page].measure, fact: own(past.measure), note: null }, { term: headings.duration, fact: own(past.duration), note: null }];
  const terms = TERMS.filter((key) => past === null || !SPEAKS_OF_NOW.has(key)).flatMap((key) => partsOf(notice, [key]).map(({ index, ...fact }) => ({ term: key === 'measure' ? PAGE_WORDS[page].measure : headings[key], fact: inPage(fact, notice, page), note: noteAfter(notice, index) })));
  // A notice of before there were parts is shown as it was sent.
  return [...were, ...(notice.parts.length > 0 ? terms : notice.paragraphs.map((words, index) => ({ term: index === 0 ? PAGE_WORDS[page].measure : '', fact: inPage({ words, language: null }, notice, page), note: null })))];
}

/** What a measure that no longer holds was, and from when until when, in the page's language. */
type Past = { measure: string; duration: string };
const SPEAKS_OF_NOW: ReadonlySet<PartKey> = new Set(['measure', 'duration', 'stillWorks']);
const own = (words: string): Told => ({ words, language: null });

/** The paragraphs of one kind, without their heading. */
export function textsOf(notice: Notice, key: PartKey, page: Language): readonly (Told & { note: string | null })[] {
  return partsOf(notice, [key]).map(({ index, ...told }) => ({ ...inPage(told, notice, page), note: noteAfter(notice, index) }));
}

/** "Hello Mallory Hale." as the notice begins. */
export function greetingOf(notice: Notice | null, page: Language): string {
  return (notice && notice.language === page ? partsOf(notice, ['hello'])[0]?.words : undefined) ?? NOTICE_WORDS[page].helloNobody;
}

function partsOf({ parts, paragraphs }: Notice, keys: readonly PartKey[]): (Told & { index: number })[] {
  return parts.flatMap(({ key, heading, language }, index) => {
    const text = paragraphs[index] ?? '';
    return keys.includes(key) ? [{ words: heading !== null && text.startsWith(`${heading}. `) ? text.slice(heading.length + 2) : text, language, index }] : [];
  });
}

const noteAfter = ({ parts, paragraphs }: Notice, index: number): string | null => (parts[index + 1]?.key === 'note' ? (paragraphs[index + 1] ?? null) : null);

function inPage({ words, language }: Told, notice: Pick<Notice, 'language'>, page: Language): Told {
  const own = language ?? notice.language;
  return { words, language: own === page ? null : own };
}

/** What the holder can do now, and what came of what they did. */
export type Now = {
  asks: boolean;
  /** Answers are still taken. */
  answerable: boolean;
  answerUntil: Instant | null;
  answered: boolean;
  /** Until when an appeal can be filed; null where it cannot. */
  appealUntil: Instant | null;
  /** When the time for it ended; null where it has not, or there was none. */
  appealEnded: Instant | null;
  appeal: { status: 'waiting' | 'hearing' | 'granted' | 'refused'; dueAt: Instant } | null;
  /** Since when it no longer holds, and by what; null while it does. */
  over: Over | null;
  answerDays: number;
  now: Instant;
};

/** Two short paragraphs under the headline: where this stands, and what can be done. */
export function leadOf(greeting: string, n: Now, reader: Reader): readonly [string, string] {
  const { lead } = PAGE_WORDS[reader.language];
  const [first, second] = leadWords(n, lead, reader);
  // After a comma or a colon, what begins with a capital begins a line.
  return [`${greeting}${/[.!]$/.test(greeting) ? ' ' : '\n'}${first}`, second];
}

function leadWords(n: Now, lead: (typeof PAGE_WORDS)['en']['lead'], reader: Reader): readonly [string, string] {
  if (n.appeal?.status === 'granted') return [lead.granted, lead.grantedThen];
  if (n.appeal?.status === 'refused') return [lead.refused, lead.refusedThen];
  if (n.appeal !== null) return [lead.filed, (n.appeal.status === 'hearing' ? lead.heardThen : lead.filedThen)({ day: dayWords(n.appeal.dueAt, reader) })];
  if (n.asks && !n.answerable) return [lead.closed, n.answered ? lead.write : lead.closedThen];
  if (n.over?.by === 'renewed') return [lead.renewed({ day: dayWords(n.over.at, reader), decision: n.over.decision }), lead.renewedThen];
  if (n.over?.by === 'lifted') return [lead.ended, lead.endedThen];
  if (n.answerable) return n.answered ? [lead.answered, lead.answeredThen] : [lead.asked, lead.askedThen];
  if (n.appealUntil !== null) return [lead.decided, lead.decidedThen];
  return [lead.decided, n.appealEnded === null ? lead.write : lead.late({ day: dayWords(n.appealEnded, reader) })];
}

/** The box with the next date and the way to the form; null once there is nothing to send. */
export function answerByOf(n: Now, reader: Reader): { words: string; after: string; button: string; href: string } | null {
  const { box } = PAGE_WORDS[reader.language];
  if (n.answerable) {
    const late = n.answerUntil !== null && n.answerUntil <= n.now;
    const words = n.answerUntil === null ? box.whenever : (late ? box.ended : box.by)({ moment: momentWords(n.answerUntil, reader) });
    return { words, after: late ? box.stillOpen : box.after, button: n.answered ? box.add : box.answer, href: '#answer' };
  }
  if (n.appealUntil === null || n.asks) return null;
  return { words: box.appealUntil({ day: dayWords(n.appealUntil, reader) }), after: box.outcomeWithin({ answerDays: daysWords(n.answerDays, reader) }), button: box.appeal, href: '#appeal' };
}
