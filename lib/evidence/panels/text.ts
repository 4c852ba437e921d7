import { sharedPassages, type ShareOf } from '../../links/text';
import { clockOf, type AlikeTexts, type Content, type PanelGiven } from './given';
import { shortDay } from './labels';

/** `account` is the other one's id; `outside` where neither text was written in the days shown. */
export type AlikePair = { id: string; account?: string; outside?: boolean; left: { title: string; text: string }; right: { title: string; text: string }; shared: readonly string[]; alike: number; chance: number };
export type TextPanel = Content<'text', { pairs: readonly AlikePair[]; foot: string }>;

/** The likeness that one in a thousand pairs of unrelated résumés exceeds (13,695 pairs; p99.9 0.075). */
const CHANCE = 0.08;
const MOST_PAIRS = 3;
/** Signs of a text that are shown: enough to judge, short enough to read. */
const SHOWN = 1_500;
/** What comes before the first shared passage, so that a reader sees where it stands. */
const LEAD = 200;

/** Near-copies side by side, with the passages that both have. */
export function texts(given: PanelGiven): TextPanel {
  if (given.texts.length === 0) return { panel: 'text', nothing: { words: 'No text like these on another account', searched: 'Compared summaries and résumés with those of every account, common phrases taken out.' } };
  const shareOf: ShareOf = (shingle) => given.rarity?.shareOf('shingle', shingle) ?? null;
  return { panel: 'text', pairs: given.texts.slice(0, MOST_PAIRS).map((pair, index) => pairOf(given, pair, index, shareOf)), foot: 'Phrases found on more than 1% of profiles were taken out first. Templates and writing tools produce such pairs too.' };
}

function pairOf({ name, history, range }: PanelGiven, { field, mine, theirs, jaccard }: AlikeTexts, index: number, shareOf: ShareOf): AlikePair {
  const passages = sharedPassages(mine.body, theirs.body, shareOf);
  const by = clockOf({ history, range });
  const word = field === 'resume' ? 'résumé' : field;
  return {
    id: `pair-${index + 1}`, account: theirs.account, ...([mine.at, theirs.at].some((at) => at >= range.from && at <= range.to) ? {} : { outside: true }),
    left: { title: `${name}, ${word} of ${shortDay(mine.at, by)}`, text: excerpt(mine.body, passages.a[0]?.from ?? 0) },
    right: { title: `${theirs.account}, ${word} of ${shortDay(theirs.at, by)}`, text: excerpt(theirs.body, passages.b[0]?.from ?? 0) },
    shared: passages.phrases, alike: Math.round(jaccard * 100) / 100, chance: CHANCE,
  };
}

/** From a little before the first shared passage on, with marks where it was cut. */
function excerpt(body: string, first: number): string {
  const from = body.length <= SHOWN ? 0 : Math.max(0, Math.min(first - LEAD, body.length - SHOWN));
  const text = body.slice(from, from + SHOWN);
  return `${from > 0 ? '… ' : ''}${text}${from + SHOWN < body.length ? ' …' : ''}`;
}
