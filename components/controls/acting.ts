import { useSyncExternalStore } from 'react';
import { store } from './store';

const acting = store(0);
let ended = Number.NEGATIVE_INFINITY;

/** Whether a form of this page waits for its answer, which brings the page's news along. */
export const isActing = (): boolean => acting.get() > 0;
export const useActing = (): boolean => useSyncExternalStore(acting.listen, isActing, () => false);

/** Whether one does, or did within so long, milliseconds. */
export const hasActed = (within: number): boolean => isActing() || performance.now() - ended < within;

/** Says that an answer is waited for; what it returns, that it has come. */
export function beginActing(): () => void {
  acting.set(acting.get() + 1);
  return () => {
    ended = performance.now();
    acting.set(acting.get() - 1);
  };
}

/** An act outside a form, waited for like one. */
export const acts = <Answer>(answer: Promise<Answer>): Promise<Answer> => answer.finally(beginActing());
