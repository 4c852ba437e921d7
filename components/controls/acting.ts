import { store } from './store';

const acting = store(0);
let ended = Number.NEGATIVE_INFINITY;

/** Whether a form of this page waits for its answer, which brings the page's news along. */
export const isActing = (): boolean => acting.get() > 0;

/** So long after an answer, milliseconds, an act of ours may still be told to us. */
const TOLD_WITHIN = 2_000;

/** Whether what is told of an act of the reader's is one of this page, which shows it itself, and not of another window. */
export const isActHere = (): boolean => isActing() || performance.now() - ended < TOLD_WITHIN;

/** Says that an answer is waited for; what it returns, that it has come. */
export function beginActing(): () => void {
  acting.set(acting.get() + 1);
  return () => {
    ended = performance.now();
    acting.set(acting.get() - 1);
  };
}

/** For what shows one thing while an answer is waited for, and another afterwards. */
export const onActing = acting.listen;

/** An act outside a form, waited for like one. */
export const acts = <Answer>(answer: Promise<Answer>): Promise<Answer> => answer.finally(beginActing());
