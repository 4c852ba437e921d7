import type { Instant } from '../kernel/instant';
import type { Neighbourhood } from './link';
import { accountsOfClient, type RarityTable } from './rarity';
import { clientWeight, linkWeight, textWeight } from './weight';

/** When an account had contracts with a client: the first and the latest by when they began. */
export type WorkFor = { account: string; contracts: number; firstAt: Instant; lastAt: Instant };

/**
 * A client of accounts that share something else anyway (decision 0064). It ties rings and is no neighbourhood: no signal sees it. `accounts` have
 * contracts with it by now; `weighedAs` is how many the frequency table in force makes of them, after which the nats are.
 */
export type CommonClient = { client: string; accounts: number; weighedAs: number; nats: number; workers: readonly WorkFor[] };

/** A client that weighs something, with everybody looked at for whom it does; sorted. */
export type ClientInCommon = Pick<CommonClient, 'client' | 'weighedAs' | 'nats'> & { among: readonly string[] };

/** Accounts with which one shares something that weighs: an identifier, a text or a picture. Their clients count between them, nobody else's. */
function sharersWith({ identifiers, textTwins, photoTwins }: Neighbourhood, platformAccounts: number): Set<string> {
  return new Set([
    ...identifiers.flatMap((one) => one.others.filter((other) => linkWeight(one, one.own, other, platformAccounts) > 0).map(({ account }) => account)),
    ...textTwins.filter(({ jaccard }) => textWeight(jaccard) > 0).map(({ account }) => account),
    ...photoTwins.map(({ account }) => account),
  ]);
}

/** Clients in common of each of these accounts and those that share something with it, the heaviest first; with `inside`, those of these accounts alone. */
export function clientsInCommon(around: ReadonlyMap<string, Neighbourhood>, rarity: RarityTable | null, inside: ReadonlySet<string> | null = null): ClientInCommon[] {
  const among = new Map<string, Set<string>>();
  for (const [account, neighbourhood] of around) {
    const clientsOf = (who: string): readonly string[] => neighbourhood.neighbours.get(who)?.clients ?? [];
    const own = new Set(clientsOf(account));
    if (own.size === 0) continue;
    for (const other of sharersWith(neighbourhood, rarity?.accounts ?? 0)) {
      if (inside !== null && !inside.has(other)) continue;
      for (const client of clientsOf(other)) if (own.has(client)) among.set(client, (among.get(client) ?? new Set()).add(account).add(other));
    }
  }
  const weighed = [...among].flatMap(([client, accounts]): ClientInCommon[] => {
    const weighedAs = accountsOfClient(rarity, client);
    const nats = weighedAs === null ? 0 : clientWeight(weighedAs);
    return weighedAs === null || nats <= 0 ? [] : [{ client, weighedAs, nats, among: [...accounts].sort() }];
  });
  return weighed.sort((a, b) => b.nats - a.nats || b.among.length - a.among.length || (a.client < b.client ? -1 : 1));
}
