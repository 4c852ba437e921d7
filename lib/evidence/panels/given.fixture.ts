import { STANDARD_POLICY } from '../../policy/standard';
import { circumstancesOf } from '../../risk/circumstances';
import { assess } from '../../risk/scorecard';
import { SIGNALS } from '../../signals/kinds/index';
import { readAll } from '../../signals/reading';
import type { Given } from '../../signals/signal';
import { usualRange, type PanelGiven } from './given';
import { handsOf } from './hands';

/** What the panels of a made-up account are made from: its signals read and weighed as an assessment would. */
export function panelsOf(given: Given, more: Partial<PanelGiven> = {}): PanelGiven {
  const { history, neighbourhood, rarity, asOf } = given;
  const kinds = new Map(SIGNALS.map((signal) => [signal.id, signal]));
  const assessment = assess({ account: history.account, asOf, ...readAll(given, SIGNALS), circumstances: circumstancesOf(given), kinds, policy: STANDARD_POLICY, rarityVersion: null });
  const hands = handsOf(history, assessment, rarity);
  return { history, neighbourhood, clients: [], rarity, assessment, hands, name: 'Mallory', tails: new Map(), texts: [], crowds: new Map(), pictures: new Map(), range: usualRange(history, hands.turn?.at ?? null, asOf), ...more };
}
