import { store } from './store';

const acting = store(0);
let ended = Number.NEGATIVE_INFINITY;

/** Whether an act of this page waits for its answer, which brings the page's news along, or for the page that shows what it has changed. */
export const isActing = (): boolean => acting.get() > 0;

/** So long after an answer, milliseconds, an act of ours may still be told to us. */
export const TOLD_WITHIN = 2_000;

/** Whether what is told of an act of the reader's may be one of this page, which shows it itself, and not of another window. */
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

/** What an act has changed is waited for so long, milliseconds: what was decided before it can no longer be withdrawn by then. */
const COMES_WITHIN = 20_000;

let arriving: (() => void) | null = null;

/** While a page is to ask for what the act that opened it has changed: what says that it is there. */
export const arrival = (): (() => void) | null => arriving;

/** An act that opens a page lasts until that page shows what it has changed: before, the frame does not know what was done last. */
export function toArrive(): void {
  arriving?.();
  const over = beginActing();
  const end = () => {
    if (arriving !== end) return;
    arriving = null;
    clearTimeout(timer);
    over();
  };
  const timer = setTimeout(end, COMES_WITHIN);
  arriving = end;
}
