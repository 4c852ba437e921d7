import { dayWords, momentWords } from '../evidence/wording';
import type { Instant } from '../kernel/instant';

/** The parts of a stored notice that the holder's page sets apart, by the words with which their paragraphs begin. */
const TERMS = [['What we decided', 'Measure'], ['From, until', 'From, until'], ['What still works', 'What still works'], ['Who decided', 'Who decided'], ['Our rule', 'Our rule']] as const;
const IN_FAVOUR = 'In your favour';

/** What was decided, from when until when, by whom and by which rule: in the words that were sent, whatever the policy says since. */
export function termsOf(paragraphs: readonly string[]): readonly { term: string; fact: string }[] {
  return TERMS.flatMap(([heading, term]) => after(heading, paragraphs).map((fact) => ({ term, fact })));
}

export function inFavourOf(paragraphs: readonly string[]): readonly string[] {
  return after(IN_FAVOUR, paragraphs);
}

/** "Hello Mallory Hale." as the notice began; "Hello." where there is none. */
export function greetingOf(paragraphs: readonly string[]): string {
  return paragraphs.find((paragraph) => paragraph.startsWith('Hello')) ?? 'Hello.';
}

function after(heading: string, paragraphs: readonly string[]): string[] {
  return paragraphs.filter((paragraph) => paragraph.startsWith(`${heading}. `)).map((paragraph) => paragraph.slice(heading.length + 2));
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
  lifted: boolean;
  answerDays: number;
  now: Instant;
};

/** Two short paragraphs under the headline: where this stands, and what can be done. */
export function leadOf(greeting: string, n: Now): readonly [string, string] {
  if (n.appeal?.status === 'granted') return [`${greeting} We read your appeal. We were wrong, and we are sorry.`, 'Everything is put back: pay, rank, reviews.'];
  if (n.appeal?.status === 'refused') return [`${greeting} We read your appeal, and the decision stands. The reasons are below.`, 'You can still go to a certified out-of-court body, or to a court.'];
  if (n.appeal !== null) return [`${greeting} We have your appeal.`, `Somebody who had no part in the decision reads it. You get a written answer with reasons by ${dayWords(n.appeal.dueAt)}.`];
  if (n.asks && !n.answerable) return [`${greeting} This question is closed.`, 'You need not answer it any more.'];
  if (n.lifted) return [`${greeting} This has ended. What it changed is put back.`, 'You need not do anything.'];
  if (n.answerable && n.answered) return [`${greeting} We have your answer, and a person reads it.`, 'You can add to it until it is decided.'];
  if (n.answerable) return [`${greeting} We want to understand how your account is used, and would like to hear it from you.`, 'You can answer now; it is free, and a person reads it.'];
  const what = `${greeting} This page says what we decided, why, and what you can do about it.`;
  if (n.appealUntil !== null) return [what, `You can appeal until ${dayWords(n.appealUntil)}. It is free, and somebody who had no part in this decision will read it.`];
  return [what, n.appealEnded === null ? 'You can always write to us.' : `The time to appeal ended on ${dayWords(n.appealEnded)}. You can still write to us, or go to a court.`];
}

/** The box with the next date and the way to the form; null once there is nothing to send. */
export function answerByOf(n: Now): { words: string; after: string; button: string; href: string } | null {
  if (n.answerable) {
    const late = n.answerUntil !== null && n.answerUntil <= n.now;
    const until = n.answerUntil === null ? 'Answer when you are ready' : late ? `The time to answer ended on ${momentWords(n.answerUntil)}` : `Answer by ${momentWords(n.answerUntil)}`;
    return { words: until, after: late ? 'You can still answer here until it is decided.' : 'After that a person decides with what we know. You can still write to us then.', button: n.answered ? 'Add to it' : 'Answer now', href: '#answer' };
  }
  if (n.appealUntil === null || n.asks) return null;
  return { words: `You can appeal until ${dayWords(n.appealUntil)}`, after: `You get a written answer with reasons within ${n.answerDays} days.`, button: 'Appeal now', href: '#appeal' };
}
