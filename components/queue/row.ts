import type { NextCase } from '@/lib/cases/queue';
import type { Instant } from '@/lib/kernel/instant';
import type { Band } from '@/lib/risk/assessment';
import type { Family } from '@/lib/signals/signal';

/** One row of the queue: a case, or a ring whose cases are claimed together. Everything is finished: money in words, masking done. */
export type QueueRow = {
  id: string;
  /** "C-2318" */
  name: string;
  href: string;
  version: number;
  account: { name: string; id: string };
  /** `logOdds` in nats; null where it is covered from whoever reads this. */
  assessed: { band: Band; logOdds: number } | null;
  /** Strongest first; at most three are shown. */
  reasons: readonly { family: Family; words: string }[];
  /** `href`: the ring's own page. */
  ring: { name: string | null; size: number; href?: string } | null;
  /** The cases of one ring stand as one row: how many, and where they open into their members. */
  fold?: { cases: number; ring: string; href: string } | null;
  /** A member of the opened ring, under the row that leads it. */
  under?: boolean;
  /** "$7,410" */
  atStake: string;
  openedAt: Instant;
  dueAt: Instant;
  holder: { name: string; you: boolean; here: boolean; until: Instant } | null;
  /** In place of "Free": "Travel declared", "Returned". */
  tag: { tone: 'teal' | 'blue' | 'neutral' | 'brick'; words: string } | null;
  /** What `n` opens stands here: the best case that this person may take, or holds already. */
  next: { href: string; held: boolean; /** Where that is another case of its ring: which, and whose. */ other: { name: string; account: string } | null } | null;
  /** Null where this person may claim it; otherwise why not. */
  locked: string | null;
  why: QueueWhy;
};

/** "C-1042 and up to 6 more of ring Wagtail": what claiming the row takes; null where that is one case. Those in other hands stay there. */
export function togetherWords({ name, fold, ring, next }: QueueRow): string | null {
  return fold == null || fold.cases < 2 || next?.held === true ? null : `${name} and up to ${fold.cases - 1} more of ${ring?.name == null ? 'its ring' : `ring ${ring.name}`}`;
}

/** Why a case stands where it stands: three factors as shares of the most there is (0 to 1), and their words. */
export type QueueWhy = {
  /** "strong evidence, $4,200 at stake, waiting 9 h": follows "First because:". */
  because: string;
  /** Null where it is covered. */
  evidence: Factor | null;
  harm: Factor;
  waiting: Factor;
  /** "A different person may be working here since about 10 September. Best innocent story: …" */
  breath: string;
  missing: string | null;
  /** "Rings because: in a ring": whose case it is; null where it is everybody's. */
  group: string | null;
};
export type Factor = { share: number; value: string; words: string };

export type QueueSort = { column: SortColumn; direction: 'ascending' | 'descending' };
export const SORT_COLUMNS = ['assessment', 'stake', 'open', 'due'] as const;
export type SortColumn = (typeof SORT_COLUMNS)[number];

/** What the address of more rows answers: the next rows, and the place after the last of them where there are still more. */
export type MoreRows = { rows: QueueRow[]; after: string | null };

/** What changes in a row that stays where it is: whose hands it is in. */
export type RowHands = Pick<QueueRow, 'holder' | 'tag' | 'locked'>;
/** What the address of the present answers: by id the hands that rows are in now, the case that this person goes on to, and how many stand under each view. `at`: when it was asked, by the server's clock. */
export type QueueNow = { at: Instant; hands: Readonly<Record<string, RowHands>>; next: NextCase | null; counts: Readonly<Record<string, TabCount>> };
/** Up to as many as are counted. */
export type TabCount = { count: number; more: boolean };

/** A row as it was read, in the hands that it is in now. */
export function inHands(row: QueueRow, { hands, next }: Pick<QueueNow, 'hands' | 'next'>, mayClaim: boolean): QueueRow {
  const now = { ...row, ...hands[row.id] };
  const here = mayClaim ? nextOn(now, next) : null;
  return hands[row.id] === undefined && here?.href === row.next?.href && here?.held === row.next?.held ? row : { ...now, next: here };
}

/** Of the case that a person goes on to, what the row says on which it stands: its own, or the one that leads its ring. */
export function nextOn(row: Pick<QueueRow, 'id' | 'fold' | 'under' | 'locked'>, next: NextCase | null): QueueRow['next'] {
  if (next === null || row.under === true || (next.id !== row.id && (next.ring === null || next.ring !== row.fold?.ring))) return null;
  const other = next.id === row.id ? null : { name: next.name, account: next.account };
  return next.held || row.locked === null ? { href: `/cases/${next.id}`, held: next.held, other } : null;
}
