import { current, type AccountHistory, type Contract, type DeclarationKind } from '../../enrichment/history';
import { DAY, type Instant } from '../../kernel/instant';
import { stakeOf } from '../../links/card';
import { passedChecks } from '../../signals/verified-handover';
import { endsAt } from '../../signals/declared';
import { liveContracts, statedValues } from '../blast';
import { moneyWords as exactWords } from '../wording';
import type { PanelGiven } from './given';
import { grouped, plural, sentence, shortDay } from './labels';

/** Who the account is, and what a measure would touch. Nothing here is a finding. */
export type Who = {
  lines: readonly string[];
  /** The clock that the account declares. */
  zone: string | null;
  registeredAt: Instant | null;
  checkedAt: Instant | null;
  facts: readonly { term: string; fact: string }[];
  declared: readonly { words: string; given: boolean }[];
  /** `name` and `client` are the platform's ids; null for contracts of which it told no client. */
  clients: readonly { name: string | null; says: string }[];
  touches: { facts: readonly { term: string; fact: string }[]; contracts: readonly { client: string | null; says: string; ids: readonly string[] }[] };
  /** The heaviest of that in one line; null where there is nothing. */
  stake: string | null;
};

const MOST_CLIENTS = 8;
/** Contracts of one client that are named. */
const MOST_CONTRACTS = 6;

export function whoOf({ history }: Pick<PanelGiven, 'history'>): Who {
  const now = current(history);
  const live = liveContracts(history);
  const earned = history.earnings.reduce((sum, { amount }) => sum + (amount.usd ?? 0), 0);
  const ratings = history.reviews.map(({ rating }) => rating);
  const [unpaid, waiting] = [grouped(stakeOf(history)), new Set(live.flatMap(({ client }) => client ?? [])).size];
  const clients = new Set(history.reviews.map(({ client }) => client)).size;
  return {
    lines: [
      sentence(`${now?.category ?? 'no field of work told'}, ${KIND_WORDS[now?.kind ?? 'individual']}${now?.organisation == null ? '' : ` of ${now.organisation}`}.`),
      now?.declared == null ? 'No place declared.' : `Declared in ${now.declared.city ?? now.declared.region ?? now.declared.country}, on ${now.declared.timeZone} time.`,
    ],
    zone: now?.declared?.timeZone ?? null, registeredAt: history.registeredAt, checkedAt: passedChecks(history).at(-1)?.at ?? null,
    facts: [
      { term: 'Earned', fact: `$${grouped(earned)}` },
      { term: 'Contracts', fact: `${history.contracts.filter(({ endedAt }) => endedAt !== null).length} done, ${live.length} live` },
      ...(ratings.length === 0 ? [] : [{ term: 'Rating', fact: `${(ratings.reduce((sum, each) => sum + each, 0) / ratings.length).toFixed(1)} from ${plural(clients, 'client')}` }]),
    ],
    declared: declaredWords(history),
    clients: clientsOf(live).map(({ client, says }) => ({ name: client, says: says.replace(/^\d+ contracts, /, '') })),
    touches: {
      facts: [
        { term: 'Live contracts', fact: String(live.length) },
        { term: 'Stated value', fact: valuesOf(live) },
        { term: 'Cleared, not yet paid', fact: `$${unpaid}` },
        { term: 'Clients waiting', fact: String(waiting) },
      ],
      contracts: clientsOf(live),
    },
    stake: live.length === 0 && stakeOf(history) === 0 ? null : `${plural(live.length, 'live contract')}, $${unpaid} not yet paid, ${plural(waiting, 'client')}`,
  };
}

const KIND_WORDS = { individual: 'solo account', agency: 'agency', agency_member: 'member of an agency', household_member: 'member of a household' } as const;

/** Live contracts by client, in order of their beginning. */
function clientsOf(live: readonly Contract[]): { client: string | null; says: string; ids: string[] }[] {
  const by = new Map<string | null, Contract[]>();
  for (const contract of live) by.set(contract.client, [...(by.get(contract.client) ?? []), contract]);
  return [...by].slice(0, MOST_CLIENTS).map(([client, own]) => ({ client, says: own.length === 1 && own[0] !== undefined ? contractValue(own[0]) : `${own.length} contracts, ${valuesOf(own)}`, ids: own.slice(0, MOST_CONTRACTS).map(({ contract }) => contract) }));
}

/** A platform may state the price of an hour or of the whole contract, so its amount is said with how it is paid, and not as either. */
export function contractValue({ value, hourly }: Contract): string {
  return value === null ? (hourly === true ? 'paid by the hour' : 'value not told') : `${moneyWords(value.amount, value.currency)}${hourly === true ? ', paid by the hour' : ''}`;
}

/** Whole amounts without their noughts: the column is narrow. */
const moneyWords = (amount: number, currency: string): string => exactWords(amount, currency).replace(/[.]00$/, '');

function valuesOf(contracts: readonly Contract[]): string {
  const sums = Object.entries(statedValues(contracts));
  return sums.length === 0 ? 'not told' : sums.map(([currency, amount]) => moneyWords(amount, currency)).join(', ');
}

export const DECLARED_WORDS: Readonly<Record<DeclarationKind, string>> = {
  travel: 'Travel', relocation: 'A move', vpn: 'A VPN', virtual_desktop: 'A remote desktop', household: 'A household', agency: 'An agency', name_change: 'A change of name', new_device: 'A new device', accommodation: 'An accommodation',
};

function declaredWords(history: AccountHistory): { words: string; given: boolean }[] {
  const by = { zone: current(history)?.declared?.timeZone ?? null, now: history.asOf };
  const standing = history.declarations.filter((each) => endsAt(each) > history.asOf - 90 * DAY);
  const given = standing.map((each) => ({
    words: `${DECLARED_WORDS[each.kind]}${each.country === null ? '' : `, ${each.country}`}, from ${shortDay(each.from, by)}${each.to === null ? '' : ` to ${shortDay(each.to, by)}`}${each.verified ? ', with proof' : ''}`, given: true,
  }));
  const kinds = new Set(standing.map(({ kind }) => kind));
  const missing = (['travel', 'vpn', 'agency', 'household'] as const).filter((kind) => !kinds.has(kind));
  const none = missing.length === 0 ? [] : [{ words: `No ${missing.map((kind) => (kind === 'vpn' ? 'VPN' : kind)).join(', ').replace(/, ([^,]+)$/, ' or $1')} declared`, given: false }];
  return [...given, ...none, ...(kinds.has('accommodation') ? [] : [{ words: 'No accommodation on file', given: false }])];
}
