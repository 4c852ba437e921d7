import type { DecisionStatus } from '../decisions/decision';
import type { Measure } from '../decisions/measure';
import { appealUntil, type RedressLimits } from '../decisions/redress';
import { dayWords, momentWords } from '../evidence/wording';
import type { Instant } from '../kernel/instant';
import type { Appeal } from './appeal';

/** One line of "Where this stands". `at` is null for what has not happened; `late` when it should have. */
export type Step = { title: string; words: string; state: 'done' | 'now' | 'later'; at: Instant | null; late: boolean };

export type Standing = {
  measure: Measure;
  status: DecisionStatus;
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
export function holderView(s: Standing): readonly Step[] {
  const steps = [decided(s), ...(s.measure.notice?.asks ? [answer(s)] : []), ...(s.appeal === null ? [appealOpen(s)] : appealSteps(s, s.appeal))];
  return steps.flatMap((step) => (step === null ? [] : [step]));
}

function decided({ signedBy, readTwice, decidedAt, measure }: Standing): Step {
  const second = readTwice ? '; read blind by a second person' : '';
  return { title: measure.notice?.asks ? 'Asked' : 'Decided', words: `${dayWords(decidedAt)}, by ${signedBy}${second}`, state: 'done', at: decidedAt, late: false };
}

function answer({ answerUntil, answeredAt, status, now }: Standing): Step {
  if (answeredAt !== null) return { title: 'Your answer', words: `received ${momentWords(answeredAt)}; a person reads it`, state: 'done', at: answeredAt, late: false };
  if (status === 'lifted') return { title: 'Your answer', words: 'no longer needed', state: 'done', at: null, late: false };
  const passed = answerUntil !== null && answerUntil <= now;
  if (passed) return { title: 'Your answer', words: `was due ${momentWords(answerUntil)}; you can still write to us`, state: 'now', at: null, late: true };
  return { title: 'Your answer', words: answerUntil === null ? 'whenever you are ready' : `by ${momentWords(answerUntil)}`, state: 'now', at: null, late: false };
}

function appealOpen({ measure, status, decidedAt, limits, now }: Standing): Step | null {
  if (status === 'lifted') return { title: 'Lifted', words: 'everything is put back', state: 'done', at: null, late: false };
  if (!measure.appealable) return null;
  const until = appealUntil(decidedAt, limits);
  if (until < now) return { title: 'Your appeal', words: `the time for it ended on ${dayWords(until)}`, state: 'done', at: null, late: false };
  return { title: 'Your appeal', words: `possible until ${dayWords(until)}`, state: measure.notice?.asks ? 'later' : 'now', at: null, late: false };
}

function appealSteps({ heardBy, now }: Standing, appeal: Appeal): readonly Step[] {
  const filed: Step = { title: 'Your appeal', words: `received ${momentWords(appeal.filedAt)}`, state: 'done', at: appeal.filedAt, late: false };
  if (appeal.decidedAt !== null) {
    const by = heardBy === null ? '' : `, by ${heardBy}`;
    const outcome: Step = appeal.status === 'granted'
      ? { title: 'Granted', words: `${dayWords(appeal.decidedAt)}${by}; everything is put back: pay, rank, reviews`, state: 'done', at: appeal.decidedAt, late: false }
      : { title: 'Refused', words: `${dayWords(appeal.decidedAt)}${by}; you can still go to an out-of-court body or to a court`, state: 'done', at: appeal.decidedAt, late: false };
    return [filed, { title: 'Read by somebody new', words: 'not anyone who had a part in the decision', state: 'done', at: appeal.decidedAt, late: false }, outcome];
  }
  const hearing = appeal.status === 'hearing';
  return [
    filed,
    { title: 'Read by somebody new', words: hearing ? 'somebody who had no part in the decision is reading it' : 'waits for somebody who had no part in the decision', state: 'now', at: null, late: false },
    { title: 'Written outcome', words: `by ${dayWords(appeal.dueAt)}`, state: 'later', at: null, late: appeal.dueAt < now },
  ];
}
