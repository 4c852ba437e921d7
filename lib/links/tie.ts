import type { IdentifierKind, Neighbourhood, NeighbourCard } from './link';
import { SAVED_TWICE_BITS } from './photo';
import { edgesOf, firmTie, natsOf, tellingOf, type Bearings } from './edge';

/** Everything that ties an account to one other, weighed as rings weigh it. */
export type NeighbourTie = {
  account: string;
  card: NeighbourCard | null;
  nats: number;
  /** What coincidence adds where the tie is firm, as in a ring; 0 elsewhere. */
  coincidence: number;
  /** Firm enough to make a ring with others. */
  firm: boolean;
  /** Under one roof with the hands they began with. */
  together: boolean;
  kinds: readonly IdentifierKind[];
  identifiers: readonly { kind: IdentifierKind; digest: string }[];
  /** What is telling of the two by itself, outside a common roof: of few, and a nat or more. */
  telling: readonly { kind: IdentifierKind; digest: string }[];
};

const REGISTERED: ReadonlySet<string> = new Set(['agency', 'agency_member', 'household_member']);

/** The organisation of the platform's registry that an account belongs to. */
export function registeredIn(card: Pick<NeighbourCard, 'kind' | 'organisation'> | null): string | null {
  return card !== null && REGISTERED.has(card.kind ?? '') ? card.organisation : null;
}

/** Several signals ask for the ties of one account, by one count of the platform's accounts. */
const known = new WeakMap<Neighbourhood, { account: string; platformAccounts: number; ties: readonly NeighbourTie[] }>();

/**
 * Every account that shares something with this one below the hub limit, strongest tie first. Who has nothing but a machine that looks like ours, and is
 * in no ring with us, is left out: that ties nobody.
 */
export function tiesIn(account: string, neighbourhood: Neighbourhood, platformAccounts: number): readonly NeighbourTie[] {
  const before = known.get(neighbourhood);
  if (before?.account === account && before.platformAccounts === platformAccounts) return before.ties;
  const ties = tiesAround(account, neighbourhood, platformAccounts);
  known.set(neighbourhood, { account, platformAccounts, ties });
  return ties;
}

function tiesAround(account: string, neighbourhood: Neighbourhood, platformAccounts: number): NeighbourTie[] {
  const bearingsOf = (who: string): Bearings => {
    const card = neighbourhood.neighbours.get(who) ?? null;
    return { since: card?.since ?? null, turnedAt: card?.turnedAt ?? null, surname: card?.surname ?? null, organisation: registeredIn(card) };
  };
  const company = companyOf(neighbourhood);
  const shared = neighbourhood.identifiers.filter((one) => !one.hub && one.others.length > 0)
    .map(({ kind, digest, accounts, share, own, others }) => ({ kind, digest, accounts, share, rows: [{ ...own, account }, ...(kind === 'fingerprint' ? others.filter((other) => company.has(other.account)) : others)] }));
  const pair = (other: string): { a: string; b: string } => (account < other ? { a: account, b: other } : { a: other, b: account });
  const likeness = {
    texts: bestTwins(neighbourhood).map(({ account: other, jaccard, digest }) => ({ ...pair(other), jaccard, digest })),
    photos: neighbourhood.photoTwins.map((twin) => ({ ...pair(twin.account), digest: twin.shared, accounts: twin.accounts, edited: twin.bits > SAVED_TWICE_BITS })),
  };
  const ties = edgesOf(shared, likeness, platformAccounts, bearingsOf, new Set([account])).map((edge): NeighbourTie => {
    const other = edge.a === account ? edge.b : edge.a;
    const links = edge.links.filter((link) => link.nats > 0);
    const firm = firmTie(edge);
    return {
      account: other, card: neighbourhood.neighbours.get(other) ?? null, nats: natsOf(edge), coincidence: firm === null ? 0 : firm.nats - natsOf(edge), firm: firm !== null, together: edge.together ?? false,
      kinds: [...new Set(links.map((link) => link.kind))].sort(), identifiers: links.map(({ kind, digest }) => ({ kind, digest })),
      telling: tellingOf(edge).map(({ kind, digest }) => ({ kind, digest })),
    };
  });
  return ties.sort((a, b) => b.nats - a.nats || (a.account < b.account ? -1 : 1));
}

/** Who has more in common with the account than equal machines, or is in its ring. */
function companyOf({ identifiers, textTwins, photoTwins, ring }: Neighbourhood): ReadonlySet<string> {
  const company = new Set<string>();
  for (const { kind, others } of identifiers) if (kind !== 'fingerprint') for (const { account } of others) company.add(account);
  for (const { account } of [...textTwins, ...photoTwins, ...(ring?.members ?? [])]) company.add(account);
  return company;
}

/** The likest text of each other account. */
function bestTwins({ textTwins }: Neighbourhood): { account: string; jaccard: number; digest: string }[] {
  const best = new Map<string, { account: string; jaccard: number; digest: string }>();
  for (const { account, jaccard, shared } of textTwins) {
    const digest = shared[0] ?? '';
    if (jaccard > (best.get(account)?.jaccard ?? 0)) best.set(account, { account, jaccard, digest });
  }
  return [...best.values()];
}
