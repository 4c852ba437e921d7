import { anchorIn, anchorOf } from '../../enrichment/commands/tell-histories';
import type { AccountHistory, Device } from '../../enrichment/history';
import type { Link, NeighbourCard } from '../link';
import type { Known } from '../queries/index-read';

export type WrittenTemplate = { account: string; hash: string; proposals: number; last: string };

/** What is known to stand of one account in the tables of this chapter; absent where it must be asked for. */
export type Written = {
  /** By kind and digest. */
  links?: readonly Link[];
  texts?: Set<string>;
  photos?: Set<string>;
  templates?: readonly WrittenTemplate[];
  card?: NeighbourCard;
  /** Devices whose traits stand there. */
  devices: WeakSet<Device>;
};

const known = new WeakMap<object, Written>();

/** What this process wrote of the account, or read, while nobody else can have written. */
export function writtenOf(history: AccountHistory): Written {
  const anchor = anchorOf(history);
  const written = known.get(anchor) ?? { devices: new WeakSet() };
  known.set(anchor, written);
  return written;
}

/** The accounts of which this part must be asked for. */
export function unknown(histories: ReadonlyMap<string, AccountHistory>, part: Exclude<keyof Written, 'devices'>): string[] {
  return [...histories].flatMap(([account, history]) => (writtenOf(history)[part] === undefined ? [account] : []));
}

/** What is known of any account, for whoever reads the index (`IndexRead`) in a pass. */
export function knownOf(account: string): Known | undefined {
  const anchor = anchorIn(account);
  return anchor && known.get(anchor);
}
