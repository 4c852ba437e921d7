import type { AccountHistory } from '../../enrichment/history';
import { DAY, type Instant } from '../../kernel/instant';
import type { CommonClient } from '../../links/common-client';
import type { Neighbourhood } from '../../links/link';
import type { RarityTable } from '../../links/rarity';
import type { Assessment } from '../../risk/assessment';
import { declaredAt } from '../../signals/declared';
import type { Clock } from '../both-clocks';
import type { PanelId } from '../panel';
import type { Hands } from './hands';

/** The stretch of time that the panels show; instants. */
export type Range = { from: Instant; to: Instant };

/** Two texts that are alike, with the words themselves. */
export type AlikeTexts = { field: string; mine: { at: Instant; body: string }; theirs: { account: string; at: Instant; body: string }; jaccard: number };

/** Everything that a panel is made from. Identifiers are digests; `tails` are the last signs that may be shown of an instrument, by digest. */
export type PanelGiven = {
  history: AccountHistory;
  neighbourhood: Neighbourhood;
  /** Clients in common with those who share something, the heaviest first. */
  clients: readonly CommonClient[];
  rarity: RarityTable | null;
  assessment: Assessment;
  /** How the account calls itself. */
  name: string;
  tails: ReadonlyMap<string, string>;
  texts: readonly AlikeTexts[];
  /** Accounts on each crowd, by `kind digest`; counted to a bound. */
  crowds: ReadonlyMap<string, number>;
  /** When each picture of another account that is like one of ours was seen there, by `account hash`. */
  pictures: ReadonlyMap<string, Range>;
  hands: Hands;
  range: Range;
};

/**
 * What a panel shows, or what was searched when there is nothing to show. Plain JSON: the sealed packet keeps it as it is. `zone` is the clock
 * that the account declares, beside which its times are told; packets sealed earlier have none.
 */
export type Content<Id extends PanelId, Drawn> = ({ panel: Id; zone?: string | null } & Drawn) | Nothing<Id>;
export type Nothing<Id extends PanelId> = { panel: Id; nothing: { words: string; searched: string } };

/** Half a year looks back far enough for most handovers; an earlier one pulls the range back to the weeks before it. */
const USUAL = 180 * DAY;
const BEFORE_TURN = 45 * DAY;
const LONGEST = 3 * 365 * DAY;

/** The range shown until somebody chooses another: up to the assessment, and never before the account's first trace. */
export function usualRange(history: AccountHistory, turn: Instant | null, asOf: Instant): Range {
  const first = Math.min(history.registeredAt ?? asOf, history.stretches[0]?.at ?? asOf, history.versions[0]?.at ?? asOf);
  const wanted = turn === null ? asOf - USUAL : Math.min(asOf - USUAL, turn - BEFORE_TURN);
  return { from: Math.min(Math.max(first, wanted, asOf - LONGEST), asOf - DAY), to: asOf };
}

/** The clock that the account declares at the end of the days shown; null where it declares none. */
export function zoneOf({ history, range }: Pick<PanelGiven, 'history' | 'range'>): string | null {
  return declaredAt(history, range.to)?.timeZone ?? null;
}

/** By what a panel tells its times; the present is that of the assessment, for a sealed packet as well. */
export function clockOf(given: Pick<PanelGiven, 'history' | 'range'>): Clock {
  return { zone: zoneOf(given), now: given.history.asOf };
}

export function within<T extends { at: Instant }>(rows: readonly T[], range: Range): T[] {
  return rows.filter((row) => row.at >= range.from && row.at <= range.to);
}
