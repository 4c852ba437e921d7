/** Numbers as the product says them: never a percentage with decimals, never a score out of 100. */

const STEPS = [
  [20, '20'], [12, '12'], [8, '8'], [5, '5'], [4, '4'], [3, '3'], [2.5, '2½'], [2, '2'], [1.5, '1½'],
] as const;

/** Rounding of e^ln(20) must not push a ratio under its own step. */
const SLACK = 1e-9;

export type Likelihood = {
  direction: 'raises' | 'lowers' | 'neither';
  /** "12×", "20× or more", "no more than chance". */
  times: string;
  /** "12× likelier", "2½× less likely". */
  words: string;
};

/** A log likelihood ratio (nats) in words, rounded down to the steps that people can tell apart. */
export function likelihood(llr: number): Likelihood {
  const ratio = Math.exp(Math.abs(llr));
  const step = STEPS.find(([least]) => ratio >= least - SLACK);
  if (step === undefined) return { direction: 'neither', times: 'chance', words: 'no more than chance' };
  const [least, name] = step;
  const times = least === 20 && ratio > 20 + SLACK ? '20× or more' : `${name}×`;
  if (llr > 0) return { direction: 'raises', times, words: least === 20 && ratio > 20 + SLACK ? '20× or more' : `${times} likelier` };
  return { direction: 'lowers', times: `${name}× less`, words: `${name}× less likely` };
}

export { plural } from '@/lib/kernel/words';
export { aboutOdds, oddsWords } from '@/lib/risk/odds';

function twoFigures(value: number): number {
  if (value < 20) return Math.round(value);
  const unit = 10 ** (Math.floor(Math.log10(value)) - 1);
  return Math.round(value / unit) * unit;
}

const COUNT = new Intl.NumberFormat('en-GB');

/** "2,140" */
export function count(value: number): string {
  return COUNT.format(value);
}

/** "1 in 9,400"; a share of 0 or none known answers null. */
export function oneIn(share: number | null): string | null {
  return share === null || share <= 0 ? null : `1 in ${count(twoFigures(1 / share))}`;
}

/** Anything that a notice must not be sealed with, as lib/enforcement/notice.ts has it: `{{name}}` or a dotted gap; the links are filled at sending. */
const BLANK = /\{\{[^}]*\}\}|_{3,}|\[\s*(?:\.{3}|…)\s*\]/g;
const FILLED_AT_SENDING = ['appeal_link', 'answer_link'];

/** The blanks of a drafted notice, each once, in order: "what we saw". Kept apart from the notice's own rules, so that the form stays small. */
export function blanksIn(draft: string): string[] {
  const names = [...draft.matchAll(BLANK)].map(([match]) => match.replace(/^\{\{\s*|\s*\}\}$/g, ''));
  return [...new Set(names)].filter((name) => !FILLED_AT_SENDING.includes(name)).map((name) => name.replaceAll('_', ' '));
}
