import { canonicalJson, sha256Hex } from '../kernel/canonical';
import { leafChanges, pathOf, type Leaf } from './leaves';
import { oddsOf } from './odds';
import type { Policy } from './policy';

/** One thing that differs between two versions, as people read it. */
export type Difference = { field: string; was: string | null; now: string | null };

/** Titles of signals by id; a version outlives the kinds it speaks of, so an unknown id stands for itself. */
export type Titles = ReadonlyMap<string, string>;

/** What a policy says, without its number and its title: a backtest of the same digest answers for it. */
export function digestOfPolicy({ version: _version, title: _title, ...says }: Policy): string {
  return sha256Hex(canonicalJson(says));
}

/** Everything that differs, in words. The title says what a version is for; it is no rule. */
export function differences(was: Policy, now: Policy, titles: Titles = new Map()): Difference[] {
  return leafChanges(was, now).filter(({ leaf }) => leaf !== 'title').map(({ leaf, was: before, now: after }) => {
    const path = pathOf(leaf);
    const say = wordsFor(path);
    return { field: fieldWords(path, titles), was: before === undefined ? null : say(before), now: after === undefined ? null : say(after) };
  });
}

const oneIn = (share: number): string => `1 in ${Math.round(1 / share)}`;
/** Two curves of equally many steps are told apart by the head of their digests. */
const digestOf = (value: unknown): string => sha256Hex(canonicalJson(value)).slice(0, 6);

const LIMITS: Readonly<Record<string, string>> = {
  replyWindowDays: 'Time to answer, days', holdFirstTermHours: 'Payout hold, first term, hours', appealWindowMonths: 'Time to appeal, months', appealAnswerDays: 'Appeal answered within, days', leaseMinutes: 'Hold on a case, minutes',
};
const QUEUE: Readonly<Record<string, string>> = { waitingDoublesHours: 'Waiting doubles a case’s place after, hours', stakeFullUsd: 'Money counts in full from, US dollars', sampleShare: 'Share of cases drawn by chance' };
const REPORTS: Readonly<Record<string, string>> = { days: 'Signals answer for, days', leastSettled: 'Nothing is concluded below, cases', overturnedAbove: 'To shadow above, share undone on appeal', skewAbove: 'To shadow above, times as often in one region' };
const RULE: Readonly<Record<string, string>> = { state: 'state', factor: 'weight', halfLifeDays: 'half-life, days' };
const RATIO: Readonly<Record<string, string>> = { nats: 'published ratio', low: 'ratio at least', high: 'ratio at most', cases: 'cases behind the ratio', source: 'source of the ratio' };
const BANDS: Readonly<Record<string, string>> = { watch: 'Watch begins at', review: 'Review begins at', act: 'Act begins at' };

/** The name of a value, as forms and differences say it. */
export function fieldWords(path: readonly string[], titles: Titles = new Map()): string {
  const [section = '', key = '', part = ''] = path;
  switch (section) {
    case 'title': return 'Title';
    case 'signals': return `${titles.get(key) ?? key}${titles.has(key) ? ` (${key})` : ''}: ${RULE[part] ?? part}`;
    case 'ratios': return `${titles.get(key) ?? key}${titles.has(key) ? ` (${key})` : ''}: ${RATIO[part] ?? part}`;
    case 'stories': return `Innocent story ${key.replaceAll('_', ' ')}`;
    case 'unlisted': return 'Signals that are not listed';
    case 'caps': return `${key === 'otherwise' ? 'Cap of all other families' : `Cap of ${part}`}${path.at(-1) === 'withStrong' ? ', with a strong finding' : ''}`;
    case 'pairs': return `Pair “${key}”: ${part === 'llr' ? 'weight' : part}`;
    case 'counters': return key === 'floor' ? 'Counter-evidence together, at most' : `Counter-evidence: ${part.replaceAll('_', ' ')}`;
    case 'clearedFactor': return 'A finding that was cleared before weighs';
    case 'priors': return key === 'otherwise' ? 'Prior' : `Prior for ${part}`;
    case 'bands': return BANDS[key] ?? key;
    case 'calibration': return key === '' ? 'Calibration' : `Calibration: ${key}`;
    case 'reopenNats': return 'A settled account opens again from, nats';
    case 'limits': return LIMITS[key] ?? key;
    case 'queue': return QUEUE[key] ?? key;
    case 'reports': return REPORTS[key] ?? key;
    case 'rates': return `Rates of ${key}: ${path.at(-1) ?? ''}`;
    case 'grounds': return `Ground ${key}: ${part}`;
    case 'retention': return 'Addresses are kept, months';
    default: return path.join(', ');
  }
}

function wordsFor(path: readonly string[]): (value: Leaf) => string {
  const [section = '', key = '', part = ''] = path;
  if (section === 'bands') return (value) => oddsOf(Number(value));
  if (section === 'priors') return (value) => oddsOf(Math.log(Number(value) / (1 - Number(value))));
  if (section === 'signals' && part === 'factor') return (value) => (value === 0 ? 'nothing' : `${value}×`);
  if (section === 'ratios' && part !== 'cases' && part !== 'source') return (value) => `${value} nats`;
  if (section === 'stories') return (value) => oneIn(Number(value));
  if (section === 'calibration' && key === 'steps') return (value) => `${(value as readonly unknown[]).length} steps, ${digestOf(value)}`;
  if (section === 'clearedFactor') return (value) => `${value}×`;
  if (section === 'caps' || (section === 'pairs' && part === 'llr') || section === 'counters') return (value) => `${value} nats`;
  if (section === 'queue' && key === 'sampleShare') return (value) => (value === 0 ? 'none' : oneIn(Number(value)));
  return (value) => (Array.isArray(value) ? value.join(' with ') : String(value));
}
