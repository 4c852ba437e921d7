import type { Measure } from '../decisions/measure';
import type { Over } from '../decisions/decision';
import { appealUntil, type RedressLimits } from '../decisions/redress';
import { dayWords, momentWords } from '../evidence/wording';
import type { Instant } from '../kernel/instant';
import { ENGLISH, type Reader } from '../kernel/language';
import type { Appeal } from './appeal';
import { PAGE_WORDS } from './languages/index';

/** One line of "Where this stands". `at` is null for what has not happened; `late` when it should have. */
export type Step = { title: string; words: string; state: 'done' | 'now' | 'later'; at: Instant | null; late: boolean };

export type Standing = {
  measure: Measure;
  /** Since when it no longer holds, and by what; null while it does. */
  over: Over | null;
  /** Pseudonym. */
  signedBy: string;
  readTwice: boolean;
  decidedAt: Instant;
  /** The question, for measures that ask. */
  answerUntil: Instant | null;
  answeredAt: Instant | null;
  appeal: Appeal | null;
  /** Pseudonym of who heard the appeal. */
  heardBy: string | null;
  limits: RedressLimits;
  now: Instant;
};

/** Where a decision stands, as its holder reads it: what is done, what comes now, what comes later. */
export function holderView(s: Standing, reader: Reader = ENGLISH): readonly Step[] {
  const told = { ...s, reader, words: PAGE_WORDS[reader.language].steps };
  const steps = [decided(told), ...(s.measure.notice?.asks ? [answer(told)] : []), ...(s.appeal === null ? [appealOpen(told)] : appealSteps(told, s.appeal))];
  return steps.flatMap((step) => (step === null ? [] : [step]));
}

type Telling = Standing & { reader: Reader; words: (typeof PAGE_WORDS)['en']['steps'] };

function decided({ signedBy, readTwice, decidedAt, measure, words, reader }: Telling): Step {
  return { title: measure.notice?.asks ? words.asked : words.decided, words: (readTwice ? words.byTwo : words.by)({ day: dayWords(decidedAt, reader), who: signedBy }), state: 'done', at: decidedAt, late: false };
}

function answer({ answerUntil, answeredAt, over, now, words, reader }: Telling): Step {
  const title = words.answer;
  if (answeredAt !== null) return { title, words: words.answerReceived({ moment: momentWords(answeredAt, reader) }), state: 'done', at: answeredAt, late: false };
  if (over?.by === 'lifted') return { title, words: words.notNeeded, state: 'done', at: null, late: false };
  if (answerUntil === null) return { title, words: words.whenever, state: 'now', at: null, late: false };
  const late = answerUntil <= now;
  return { title, words: (late ? words.wasDue : words.answerBy)({ moment: momentWords(answerUntil, reader) }), state: 'now', at: null, late };
}

function appealOpen({ measure, over, decidedAt, limits, now, words, reader }: Telling): Step | null {
  if (over?.by === 'renewed') return { title: words.renewed, words: words.renewedBy({ day: dayWords(over.at, reader), decision: over.decision }), state: 'done', at: over.at, late: false };
  // A question changed nothing that could be put back.
  if (over?.by === 'lifted') return measure.notice?.asks ? null : { title: words.lifted, words: words.putBack, state: 'done', at: null, late: false };
  if (!measure.appealable) return null;
  const until = appealUntil(decidedAt, limits);
  const day = dayWords(until, reader);
  if (until < now) return { title: words.appeal, words: words.appealOver({ day }), state: 'done', at: null, late: false };
  return { title: words.appeal, words: words.appealOpen({ day }), state: measure.notice?.asks ? 'later' : 'now', at: null, late: false };
}

function appealSteps({ heardBy, now, words, reader }: Telling, appeal: Appeal): readonly Step[] {
  const filed: Step = { title: words.appeal, words: words.appealReceived({ moment: momentWords(appeal.filedAt, reader) }), state: 'done', at: appeal.filedAt, late: false };
  if (appeal.decidedAt !== null) {
    const by = { day: dayWords(appeal.decidedAt, reader), who: heardBy ?? PAGE_WORDS[reader.language].somebody };
    const outcome: Step = appeal.status === 'granted'
      ? { title: words.granted, words: words.grantedBy(by), state: 'done', at: appeal.decidedAt, late: false }
      : { title: words.refused, words: words.refusedBy(by), state: 'done', at: appeal.decidedAt, late: false };
    return [filed, { title: words.reader, words: words.readerWas, state: 'done', at: appeal.decidedAt, late: false }, outcome];
  }
  return [
    filed,
    { title: words.reader, words: appeal.status === 'hearing' ? words.reading : words.waits, state: 'now', at: null, late: false },
    { title: words.outcome, words: words.outcomeBy({ day: dayWords(appeal.dueAt, reader) }), state: 'later', at: null, late: appeal.dueAt < now },
  ];
}
