let acting = 0;

/** Whether a form of this page waits for its answer, which brings the page's news along. */
export const isActing = (): boolean => acting > 0;

/** Says that an answer is waited for; what it returns, that it has come. */
export function beginActing(): () => void {
  acting += 1;
  return () => { acting -= 1; };
}

/** An act outside a form, waited for like one. */
export const acts = <Answer>(answer: Promise<Answer>): Promise<Answer> => answer.finally(beginActing());
