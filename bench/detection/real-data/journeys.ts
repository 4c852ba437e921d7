import { historyOf, type AccountHistory, type SessionFacts } from '../../../lib/enrichment/history';
import { spotOfName } from '../../../lib/enrichment/adapters/gazetteer';
import { openSources } from '../../../lib/enrichment/adapters/sources';
import { classify, NO_LISTS } from '../../../lib/enrichment/network';
import { placeOf } from '../../../lib/enrichment/place';
import { ALONE } from '../../../lib/links/link';
import type { StoredEvent } from '../../../lib/intake/stored-event';
import type { Instant } from '../../../lib/kernel/instant';
import { impossibleTravel } from '../../../lib/signals/kinds/impossible-travel';
import { lives, type Told } from '../world';

const NOW: Instant = Date.UTC(2026, 9, 1);

/**
 * Innocent lives of ninety days, as many of each story, on real prefixes with the errors of the two tables in them: how many set off the
 * signal on impossible travel. Identifiers are left raw: the signal asks of them only whether they are equal.
 */
export function journeyAlarms(journeys: number): { journeys: number; alarms: number; byArchetype: ReadonlyMap<string, number> } {
  const sources = openSources({});
  const byArchetype = new Map<string, number>();
  let [lived, alarms] = [0, 0];
  for (const told of lives({ kind: 'innocents', seed: 'journeys', accounts: journeys, days: 90, now: NOW, pace: 1 })) {
    const history = historyIn(told, (ip) => {
      const network = classify({ ip, ...sources.owner(ip) }, NO_LISTS);
      return { network, place: placeOf(sources.locate(ip), network.class) };
    });
    const reading = impossibleTravel.read({ history, neighbourhood: ALONE, rarity: null, asOf: NOW });
    lived += 1;
    if (reading.state !== 'found') continue;
    alarms += 1;
    byArchetype.set(told.truth.archetype, (byArchetype.get(told.truth.archetype) ?? 0) + 1);
  }
  return { journeys: lived, alarms, byArchetype };
}

function historyIn({ truth, arrivals }: Told, learn: (ip: string) => SessionFacts): AccountHistory {
  const facts = new Map<string, SessionFacts>();
  const events = arrivals.map(({ arrivesAt, event }): StoredEvent => {
    if (event.type === 'session.seen') facts.set(event.id, learn(String(event.data.ip)));
    return { id: event.id, type: event.type, at: Date.parse(event.at), receivedAt: arrivesAt, account: event.account, session: event.session ?? null, data: event.data };
  });
  return historyOf(truth.account, events, facts, { asOf: NOW, usd: ({ amount }) => amount, spotOf: spotOfName });
}
