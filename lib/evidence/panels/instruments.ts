import type { AccountHistory, Instrument } from '../../enrichment/history';
import type { Instant } from '../../kernel/instant';
import { stretchOfSession } from '../../signals/device-set';
import type { PanelGiven } from './given';
import type { Hand } from './hands';

export const RAIL_WORDS: Readonly<Record<Instrument['rail'], string>> = { bank: 'Bank', card: 'Card', wallet: 'E-wallet', crypto: 'Crypto wallet', cash: 'Cash pick-up' };

/** A payout method with the time in which it was the newest one; `to` null while it is. */
export type UsedInstrument = Pick<Instrument, 'instrument' | 'rail' | 'holderMatch' | 'session'> & { from: Instant; to: Instant | null };

/** Methods in the order in which each was first added: pay goes to the newest. */
export function instrumentsOf(history: AccountHistory): UsedInstrument[] {
  const firsts: UsedInstrument[] = [];
  for (const { instrument, rail, holderMatch, session, at } of history.instruments) {
    const known = firsts.find((each) => each.instrument === instrument);
    // The vendor's later word on the same method holds.
    if (known !== undefined) known.holderMatch = holderMatch ?? known.holderMatch;
    else firsts.push({ instrument, rail, holderMatch, session, from: at, to: null });
  }
  return firsts.map((each, index) => ({ ...each, to: firsts[index + 1]?.from ?? null }));
}

/** Whose instrument it is: in the verified name, added by the other hand, or not to be told. */
export function handOfInstrument({ history, hands }: Pick<PanelGiven, 'history' | 'hands'>, each: UsedInstrument): Hand {
  if (each.holderMatch === 'match') return 'verified';
  const adding = stretchOfSession(history, each.session, each.from);
  const hand = adding === null ? hands.at(each.from) : hands.ofStretch(adding);
  if (each.holderMatch === 'none') return hand === 'verified' ? 'unknown' : 'other';
  return hand;
}
