import type { Stretch } from '../enrichment/history';
import type { NetworkClass, NetworkFact } from '../enrichment/network';

/** Networks that hide where a session comes from. */
export function isExit(network: NetworkClass): boolean {
  return network === 'vpn_known' || network === 'hosting' || network === 'tor' || network === 'relay';
}

/** Hosting and known VPN addresses, as N1 counts them. */
export function isRented(network: NetworkClass): boolean {
  return network === 'vpn_known' || network === 'hosting';
}

/** Tor, or an address of an imported list that calls itself one of proxies ("list open-proxies 2026-10-01"). */
export function isAnonymous({ class: network, source }: NetworkFact): boolean {
  return network === 'tor' || /^list .*prox(y|ies)/i.test(source);
}

/** Sessions with a known network, and how many of them ran at least half on hosting or a known VPN. */
export function rentedShare(stretches: readonly Stretch[]): { sessions: number; rented: number; share: number; shown: Stretch[] } {
  const sessions = new Map<string, { all: number; rented: Stretch[] }>();
  for (const stretch of stretches) {
    if (stretch.network.class === 'unknown') continue;
    const seen = sessions.get(stretch.session) ?? { all: 0, rented: [] };
    seen.all += 1;
    if (isRented(stretch.network.class)) seen.rented.push(stretch);
    sessions.set(stretch.session, seen);
  }
  const on = [...sessions.values()].filter((each) => each.rented.length * 2 >= each.all);
  return { sessions: sessions.size, rented: on.length, share: sessions.size === 0 ? 0 : on.length / sessions.size, shown: on.flatMap((each) => each.rented) };
}
