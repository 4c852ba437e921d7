import { sql, type SQL } from 'drizzle-orm';
import type { Database } from '../../../db/client';
import type { NetworkClass } from '../../enrichment/network';
import { grouped, NETWORK_WORDS, plural } from '../../evidence/panels/labels';
import type { Instant } from '../../kernel/instant';
import { HUB_ABOVE } from '../../links/link';

/** An account that came from an address: when it did last, and the clock that it declares. */
type Visitor = { account: string; name: string | null; at: Instant; zone: string | null };
/** What the sources said of an address at its latest session. */
type Network = { class: NetworkClass; owner: string | null; asn: number | null };

/** Who came from an address. `counted`: accounts, to `COUNTED_TO` + 1 at most; `visitors`: seen last first, nobody where they are a crowd. */
export type SeenAt = { counted: number; visitors: readonly Visitor[]; /** Null while nothing has been learnt of it. */ network: Network | null };

/** Beyond this the number of a crowd says no more. */
const COUNTED_TO = 500;
/** Accounts of a crowd whose latest session is asked what network it was on. */
const ASKED = 3;

/** Sessions at an address, whatever its network: as the index `events_address` has them. */
const sessionsAt = (digest: string): SQL => sql`type = 'session.seen' and (data ->> 'ip') = ${digest}`;

/**
 * The accounts at an address, in order of their ids, `most` at most: each is found by one step in the index from the one before, so that thousands of
 * sessions of one account cost no more than one.
 */
export const accountsAt = (digest: string, most: number): SQL => sql`
  with recursive seen as (
    (select account from events where ${sessionsAt(digest)} order by account limit 1)
    union all
    select (select e.account from events e where ${sessionsAt(digest)} and e.account > seen.account order by e.account limit 1) from seen where seen.account is not null)
  select account from seen where account is not null limit ${most}`;

/** The latest session of each of these accounts at an address, the latest first. */
export const latestAt = (digest: string, accounts: readonly string[]): SQL => sql`
  select s.account, a.name, extract(epoch from s.at)::float8 * 1000 as at, a.time_zone as zone, f.network_class as class, f.owner, f.asn
  from (select distinct on (account) account, id, at from events where ${sessionsAt(digest)} and account = any(${sql.param([...accounts])}::text[]) order by account, at desc, id desc) s
  left join session_facts f on f.account = s.account and f.event = s.id left join accounts a on a.account = s.account
  order by s.at desc, s.account`;

type Seen = Visitor & { class: NetworkClass | null; owner: string | null; asn: number | null };

/**
 * Who came from the address of this digest, of an IPv6 address from its /64, on whatever network and however long ago: the digest stays when
 * retention blanks the address. Null where nobody did.
 */
export async function seenAt(db: Database, digest: string): Promise<SeenAt | null> {
  const accounts = (await db.execute<{ account: string }>(accountsAt(digest, COUNTED_TO + 1))).rows.map(({ account }) => account);
  if (accounts.length === 0) return null;
  const crowd = accounts.length > HUB_ABOVE;
  const { rows } = await db.execute<Seen>(latestAt(digest, crowd ? accounts.slice(0, ASKED) : accounts));
  const learnt = rows.find((row) => row.class !== null);
  return {
    counted: accounts.length, visitors: crowd ? [] : rows.map(({ account, name, at, zone }) => ({ account, name, at: Math.round(at), zone })),
    network: learnt === undefined || learnt.class === null ? null : { class: learnt.class, owner: learnt.owner, asn: learnt.asn },
  };
}

/** "Known VPN, Example Transit (AS64500). 3 accounts were seen from this address." `listed`: how many of them are shown; `where`: what they were seen from. */
export function seenWords({ counted, network }: Pick<SeenAt, 'counted' | 'network'>, listed: number, where: string): string {
  const how = counted > COUNTED_TO ? `More than ${grouped(COUNTED_TO)} accounts` : plural(counted, 'account');
  const seen = `${how} ${counted === 1 ? 'was' : 'were'} seen from ${where}`;
  const rest = counted > HUB_ABOVE ? ': a crowd, which ties nobody and is not listed' : listed < counted ? `; the ${listed} seen last are listed` : '';
  return `${networkWords(network)}. ${seen}${rest}.`;
}

function networkWords(network: Network | null): string {
  if (network === null) return 'A network not looked up yet';
  const kind = network.class === 'unknown' ? 'A network of no known kind' : NETWORK_WORDS[network.class];
  return [kind, network.owner === null ? null : `${network.owner}${network.asn === null ? '' : ` (AS${network.asn})`}`].filter((each) => each !== null).join(', ');
}
