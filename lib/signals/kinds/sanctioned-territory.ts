import type { Stretch } from '../../enrichment/history';
import { isEyeball } from '../../enrichment/network';
import type { TerritoryList } from '../../policy/sanctioned-territories';
import { explainedBy } from '../declared';
import { isExit } from '../networks';
import { abstains, found, quiet } from '../reading';
import type { Signal } from '../signal';
import { graded } from '../weight';
import type { Explanation } from '../weight';
import { distinctDays, inLast } from '../window';

const WINDOW_DAYS = 90;

/**
 * G6. A session of the last 90 days from a territory under comprehensive sanctions by both geolocation sources; or, on a residential or mobile network, by
 * one of them while the other disagrees, which is weak. Sources differ even on the best-known blocks, so every answer is shown
 * with the owner of the network; the owner's own country is told by no source and left out. It opens a compliance check and adds
 * nothing to the odds (rule b). Which territories is what the law says: `lib/policy/sanctioned-territories.ts`.
 * Source: OFAC; the settlement with a payment company of 2021 over missing checks of addresses; domain.md section 2.
 */
export function territoryHitOn(list: TerritoryList): Signal {
  const signal: Signal = {
    id: 'G6',
    version: 2,
    title: 'Session from a territory under sanctions',
    family: 'geography',
    halfLifeDays: 90,
    weight: 3,
    exhibit: 'map',
    innocent: ['An address that a source places wrongly', 'A VPN that pretends to be there', 'A visit to family'],
    decides: 'Where the session really came from, by the owner of the network, and whether the law allows it',
    declarations: ['travel', 'vpn'],
    alone: true,
    read({ history, asOf }) {
      const seen = inLast(history.stretches, WINDOW_DAYS, asOf);
      if (!seen.some((each) => each.place.readings.some((reading) => reading.country !== null))) return abstains('sessions of the last 90 days whose country a source tells');
      const hits: Hit[] = [];
      for (const stretch of seen) {
        const hit = hitOf(stretch, list);
        if (hit !== null) hits.push(hit);
      }
      if (hits.length === 0) return quiet;
      const agreed = hits.filter((hit) => hit.agreed);
      const shown = agreed.length > 0 ? agreed : hits;
      const stretches = shown.map((hit) => hit.stretch);
      const hidden = stretches.filter((each) => isExit(each.network.class));
      const explained: (Explanation | null)[] = [
        hidden.length === 0 ? null : { kind: 'exit', share: (0.5 * hidden.length) / stretches.length, words: 'The session ran over a VPN or hosting, which may only pretend to be there.', evidence: hidden.map((each) => each.event) },
        explainedBy(history.declarations, 'travel', stretches, 'A journey is declared for this time.', () => 0.5),
        explainedBy(history.declarations, 'vpn', stretches, 'A VPN is declared for this time.', () => 0.5),
      ];
      return found(signal, {
        llr: agreed.length > 0 ? graded(distinctDays(stretches), 1, 5, 2.2, 3) : 0.6,
        quality: agreed.length > 0 ? 0.9 : 0.5,
        firstAt: stretches[0]!.at,
        lastAt: stretches.at(-1)!.at,
        value: { sessions: stretches.length, sourcesAgree: agreed.length > 0, networks: new Set(stretches.map((each) => each.network.asn)).size, listOf: list.date },
        words: agreed.length > 0
          ? `${stretches.length === 1 ? 'A session' : `${stretches.length} sessions`} came from a territory under sanctions, by both sources.`
          : `${stretches.length === 1 ? 'A session' : `${stretches.length} sessions`} came from a territory under sanctions by one source and from elsewhere by another.`,
        evidence: stretches.map((each) => each.event),
        explained: explained.filter((each) => each !== null),
      });
    },
  };
  return signal;
}

type Hit = { stretch: Stretch; agreed: boolean };

/** Where an exit is concerned, sources disagree too often for one of them to say anything. */
function hitOf(stretch: Stretch, list: TerritoryList): Hit | null {
  const { readings } = stretch.place;
  if (!readings.some((each) => each.country !== null && list.codes.has(each.country))) return null;
  const countries = readings.flatMap((each) => each.country ?? []);
  const agreed = countries.length >= 2 && new Set(countries).size === 1;
  return agreed || isEyeball(stretch.network.class) ? { stretch, agreed } : null;
}
