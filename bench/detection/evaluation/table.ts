import { RANKED, type Evaluation, type FalseActs, type Ranked, type Share } from './evaluate';
import type { Interval } from './intervals';
import type { Pooled } from './pooled';
import type { Answer } from './product';

const NAMES: Record<(typeof RANKED)[number], string> = { precisionAt50: 'precision at 50', precisionAtBudget: 'precision at budget', recallAtBudget: 'recall at budget', averagePrecision: 'average precision' };

export type Cost = Pick<Answer, 'accepted' | 'rejected' | 'importSeconds' | 'accountsPerSecond' | 'productMiB' | 'databaseMiB'>;

/** One world, as a person reads it. Shares are of one; intervals are of 95%, those of regions for all regions together. */
export function tableOf(name: string, evaluation: Evaluation, cost: Cost): string {
  const { product, points, intervals, rings, calibration, toReview } = evaluation;
  return [
    `${name}: ${evaluation.accounts.toLocaleString('en-US')} accounts, ${evaluation.abusers} worked by others, budget ${evaluation.budget}`,
    '',
    `  ${'ranking'.padEnd(22)}${'product'.padStart(9)}  ${'interval'.padEnd(15)}${'naive points'.padStart(13)}`,
    ...RANKED.map((key) => `  ${NAMES[key].padEnd(22)}${share(product[key]).padStart(9)}  ${span(intervals[key]).padEnd(15)}${share(points[key]).padStart(13)}`),
    '',
    '  recall at budget by archetype; share ever in review or act',
    ...evaluation.recallByArchetype.map((one, index) => `  ${recall(one)}   ${share(evaluation.reviewedByArchetype[index]?.share ?? null)}`),
    '',
    `  rings: ${rings.found} of ${rings.rings} found (${share(rings.recall)}${beside(span(intervals.ringRecall))}; ${rings.traceable} could be traced), purity ${share(rings.medianPurity)} median, ${share(rings.meanPurity)} mean; ${rings.strays} rings of the product among others`,
    `  calibration: ECE ${number(calibration.ece, 4)} by equal width, ${number(calibration.eceByMass, 4)} by equal mass; slope ${number(calibration.slope, 2)}${beside(span(intervals.calibrationSlope, 2))}, Brier ${number(calibration.brier, 5)}`,
    `  to the first review: ${toReview.reviewed} of ${evaluation.abusers - toReview.early}, and ${toReview.early} before the handover; median ${number(toReview.medianActiveDays, 0)} active days${beside(span(intervals.medianActiveDays, 0))}, ${number(toReview.medianEarnedUsd, 0)} USD earned`,
    '',
    '  innocents ever in act, with the 95% upper bound; in review and no further',
    ...evaluation.falseActs.map(acts),
    '',
    '  flag rate of a declared region over that of all others, innocents ever in review or act',
    ...evaluation.regions.map((one) => `  ${one.region.padEnd(30)}${String(one.flagged).padStart(5)} of ${String(one.accounts).padStart(6)}   ${number(one.ratio, 2)} ${one.ratio === null ? '' : span(one.interval)}${one.uneven ? '  uneven' : ''}`),
    ...(evaluation.withoutFamily.length === 0 ? [] : ['', '  recall at budget without one family, and what is lost, with its interval', ...evaluation.withoutFamily.map((one) => `  ${one.family.padEnd(22)}${share(one.recallAtBudget).padStart(9)}${one.lost === null ? '' : `   ${one.lost > 0 ? '−' : one.lost < 0 ? '+' : ' '}${Math.abs(one.lost).toFixed(3)}  ${span(one.interval)}`}`)]),
    ...(evaluation.prevalences.length === 0 ? [] : ['', `  ${'prevalence'.padEnd(12)}${RANKED.map((key) => NAMES[key].padStart(21)).join('')}   (naive points)`, ...evaluation.prevalences.map((one) => `  ${`${(one.prevalence * 100).toFixed(2)}%`.padEnd(12)}${RANKED.map((key) => both(one, one.points, key)).join('')}`)]),
    '',
    `  ${cost.accepted.toLocaleString('en-US')} events kept, ${cost.rejected} refused; imported and assessed in ${cost.importSeconds.toFixed(0)} s (${(cost.accepted / cost.importSeconds).toFixed(0)} events/s)${cost.accountsPerSecond === null ? '' : `; one more full pass at ${cost.accountsPerSecond.toFixed(0)} accounts/s`}`,
    `  memory: ${number(cost.productMiB, 0)} MiB the importer, ${number(cost.databaseMiB, 0)} MiB the database`,
  ].join('\n');
}

export function pooledTableOf(pooled: Pooled): string {
  const { rings, worst } = pooled;
  return [
    `${pooled.worlds} worlds as one`,
    '',
    '  recall at budget by archetype',
    ...pooled.recallByArchetype.map((one) => `  ${recall(one)}`),
    ...(worst ? [`  the worst is ${worst.archetype} with ${share(worst.share)}`] : []),
    `  rings: ${rings.found} of ${rings.rings} found (${share(rings.recall)}; ${rings.traceable} could be traced)`,
    '',
    '  innocents ever in act, with the 95% upper bound; in review and no further',
    ...pooled.falseActs.map(acts),
  ].join('\n');
}

function both(one: Ranked, points: Ranked, key: keyof Ranked): string {
  return `${share(one[key])} (${share(points[key])})`.padStart(21);
}

function recall({ archetype, accounts, hits, share: found, interval }: Share): string {
  return `${archetype.padEnd(5)}${hits.toFixed(hits % 1 === 0 ? 0 : 1).padStart(6)} of ${String(accounts).padStart(5)}   ${share(found)}  ${span(interval)}`;
}

function acts({ archetype, accounts, acts: count, rate, upper, reviews }: FalseActs): string {
  return `  ${archetype.padEnd(5)}${String(count).padStart(5)} of ${String(accounts).padStart(6)}   ${percent(rate)}  up to ${percent(upper)}   ${String(reviews).padStart(4)}`;
}

const percent = (value: number): string => `${(value * 100).toFixed(2)}%`.padStart(7);
const share = (value: number | null): string => number(value, 3);
const span = (interval: Interval | null | undefined, digits = 3): string => (interval ? `[${interval.map((end) => number(end, digits)).join(', ')}]` : '');
const beside = (words: string): string => (words === '' ? '' : ` ${words}`);

function number(value: number | null, digits: number): string {
  return value === null || !Number.isFinite(value) ? '–' : value.toFixed(digits);
}
