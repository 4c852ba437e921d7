import { sql } from 'drizzle-orm';
import type { Tx } from '../../../db/client';
import { current, type AccountHistory } from '../../enrichment/history';
import { namedDigest } from '../../intake/identifier';
import { canonicalJson } from '../../kernel/canonical';
import { isoOf } from '../../kernel/instant';
import { keyFor } from '../../kernel/secrets';
import { FEW } from '../beat';
import { cardOf } from '../card';
import { HUB_ABOVE, HUB_PERSONS, type IdentifierKind, type NeighbourCard } from '../link';
import { cardsOf } from '../queries/cards';
import type { RarityTable } from '../rarity';
import { SAME_TEMPLATE_BITS } from '../template';
import { AMBIENT_KINDS } from '../weight';
import { tellingAmong } from './equal-machines';
import { thoseNoticing, type Sharing } from './noticed-places';
import { unknown, writtenOf } from './written';

/** What people who only share a place compare, and what those compare who share more. */
const COMPARED_BY_ALL = ['surname', 'kind', 'organisation', 'closed', 'closedAt', 'registeredAt', 'documents', 'since', 'turnedAt'] as const satisfies readonly (keyof NeighbourCard)[];
const COMPARED_BY_TIED = ['instruments', 'schools'] as const satisfies readonly (keyof NeighbourCard)[];

/** Writes the accounts' cards. Answers which of those that were there before changed, and whose clients did: around these, rings may move. */
export async function keepCards(tx: Tx, histories: ReadonlyMap<string, AccountHistory>): Promise<{ cards: Changed; withClients: readonly string[] }> {
  const key = keyFor('identifiers');
  const held = await cardsOf(tx, unknown(histories, 'card'));
  const changed: Changed = { all: [], tied: [], lines: [], work: [], turned: new Set() };
  const withClients: string[] = [];
  const rows = [...histories.values()].map((history) => {
    const { firstEventAt, lastEventAt, eventCount, stakeUsd, ...card } = cardOf(history, (kind, value) => namedDigest(kind, value, key));
    const written = writtenOf(history);
    const was = written.card ?? held.get(card.account);
    written.card = card;
    if (was && differ(was, card)) {
      const moved = (fields: readonly (keyof NeighbourCard)[]) => fields.some((field) => differ(was[field], card[field]));
      if (moved(COMPARED_BY_ALL)) changed.all.push(card.account);
      else if (moved(COMPARED_BY_TIED)) changed.tied.push(card.account);
      if (moved(['turnedAt'])) changed.turned.add(card.account);
      if (moved(['instruments'])) changed.lines.push(card.account);
      if (moved(['clients'])) withClients.push(card.account);
      const work = workMoved(was, card);
      if (work !== null) changed.work.push(work);
    }
    const now = current(history);
    return {
      ...card, name: now?.name ?? null, language: now?.language ?? null, country: now?.declared?.country ?? null, city: now?.declared?.city ?? null, time_zone: now?.declared?.timeZone ?? null,
      registered_at: isoOf(card.registeredAt), closed_at: isoOf(card.closedAt), since: isoOf(card.since), turned_at: isoOf(card.turnedAt),
      first_event_at: isoOf(firstEventAt), last_event_at: isoOf(lastEventAt), event_count: eventCount, stake_usd: stakeUsd,
    };
  });
  if (rows.length > 0) await write(tx, rows);
  return { cards: changed, withClients };
}

function differ(one: unknown, other: unknown): boolean {
  return canonicalJson(one) !== canonicalJson(other);
}

async function write(tx: Tx, rows: readonly object[]): Promise<void> {
  const listed = (name: string) => `array(select jsonb_array_elements_text(${name}))`;
  const kept = ['name', 'language', 'country', 'city', 'time_zone', 'kind', 'organisation', 'closed', 'surname', 'instruments', 'documents', 'clients', 'closed_at', 'engagements', 'reviews', 'referred', 'schools',
    'since', 'turned_at', 'registered_at', 'first_event_at', 'last_event_at', 'event_count', 'stake_usd'];
  const lists = new Set(['instruments', 'documents', 'clients', 'referred', 'schools']);
  await tx.execute(sql`
    insert into accounts (account, ${sql.raw(kept.join(', '))})
    select account, ${sql.raw(kept.map((name) => (lists.has(name) ? listed(name) : name)).join(', '))}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(account text, name text, language text, country text, city text, time_zone text, kind text, organisation text, closed text, surname text,
      instruments jsonb, documents jsonb, clients jsonb, closed_at timestamptz, engagements jsonb, reviews jsonb, referred jsonb, schools jsonb, since timestamptz, turned_at timestamptz,
      registered_at timestamptz, first_event_at timestamptz, last_event_at timestamptz, event_count int, stake_usd real)
    order by account
    on conflict (account) do update set ${sql.raw(kept.map((name) => `${name} = excluded.${name}`).join(', '))}`);
}

/** Of whose work something changed: those notice it who have one of these clients too, or were referred. */
type WorkMoved = { account: string; clients: string[]; referred: string[] };

/** Contracts and referrals are compared at one client (L5); reviews only as far as all of them come from clients of the other's reviews (P5), which one more can begin and end. */
function workMoved(was: NeighbourCard, card: NeighbourCard): WorkMoved | null {
  const begun = (one: NeighbourCard, other: NeighbourCard) => one.engagements.filter(({ client, at }) => !other.engagements.some((each) => each.client === client && each.at === at));
  const clients = [...begun(was, card), ...begun(card, was), ...(differ(was.reviews, card.reviews) ? [...was.reviews, ...card.reviews] : [])].map(({ client }) => client);
  const referred = differ(was.referred, card.referred) ? [...was.referred, ...card.referred] : [];
  return clients.length + referred.length === 0 ? null : { account: card.account, clients: [...new Set(clients)], referred };
}

/**
 * Accounts whose cards changed: in what all compare, or else in what those compare who are tied; and, besides either, in the payouts that tell persons on a line apart (G5, L3)
 * and in their work. `turned`: whose hands are told otherwise.
 */
export type Changed = Record<'all' | 'tied' | 'lines', string[]> & { work: WorkMoved[]; turned: Set<string> };

/** Everybody on an identifier, and how many they are, to one above the hub limit. */
const holdersOf = (key: string) => sql`
  select account, (count(*) over ())::int as holders from (select account from links where kind = ${sql.raw(key)}.kind and digest = ${sql.raw(key)}.digest limit ${HUB_ABOVE + 1}) one`;

/** Who shares a text, a photograph, a template below the limit or a ring with an account. */
const alikeTo = (account: string) => sql`
  select other as account from text_pairs where account = ${sql.raw(account)}
  union select other from photo_pairs where account = ${sql.raw(account)}
  union select o.account from templates mine
    cross join lateral (
      select account, count(*) over () as others from (
        select account from templates t where t.bands && mine.bands and t.account <> mine.account and bit_count(('x' || t.hash)::bit(64) # ('x' || mine.hash)::bit(64)) <= ${SAME_TEMPLATE_BITS} limit ${HUB_ABOVE + 1}) one) o
    where mine.account = ${sql.raw(account)} and o.others <= ${HUB_ABOVE}
  union select m.account from ring_members mine join ring_members m on m.ring = mine.ring and m.left_at is null where mine.left_at is null and mine.account = ${sql.raw(account)}`;

/** What leads to nobody with whom work is compared: machines that look alike tie nobody by themselves, and one more client says nothing of another. */
const APART_FROM_WORK: readonly IdentifierKind[] = ['fingerprint', 'client'];

/**
 * Who compares themselves with these cards: accounts that share an identifier below the hub limit (for `tied` none that strangers share, for `lines` a line
 * on which there are persons enough, for `work` no machine that looks alike), a text, a photograph, a template or a ring. Whose machines merely look
 * alike compare cards where few do, and where the look is telling; work is compared by those alone who have a part in it. Asked once links and likeness are written.
 */
export async function thoseComparing(tx: Tx, histories: ReadonlyMap<string, AccountHistory>, { all, tied, lines, work, turned }: Changed, rarity: RarityTable | null): Promise<readonly string[]> {
  const told = new Set<string>();
  const telling = await tellingAmong(tx, all.flatMap((account) => writtenOf(histories.get(account)!).links ?? []), rarity);
  if (all.length + tied.length > 0) {
    const { rows: sharing } = await tx.execute<Sharing>(sql`
      select k.kind, k.digest, h.account, h.holders as before, h.holders as now, true as steady from (
        select kind, digest, min(least) as least from (
          select kind, digest, 2 as least from links where account = any(${sql.param(all)}::text[])
          union all select kind, digest, 2 from links where account = any(${sql.param(tied)}::text[]) and kind <> all(${sql.param([...AMBIENT_KINDS])}::text[])
          union all select kind, digest, ${HUB_PERSONS}::int from links where account = any(${sql.param(lines)}::text[]) and kind = 'ip') asked
        group by kind, digest) k
      cross join lateral (${holdersOf('k')}) h
      where h.holders between k.least and ${HUB_ABOVE} and (k.kind <> 'fingerprint' or h.holders <= ${FEW} or k.digest = any(${sql.param([...telling])}::text[]))`);
    for (const account of await thoseNoticing(tx, sharing, histories, rarity, turned)) told.add(account);
    const { rows } = await tx.execute<{ account: string }>(sql`
      select distinct b.account from unnest(${sql.param([...all, ...tied])}::text[]) as c(account) cross join lateral (${alikeTo('c.account')}) b`);
    for (const { account } of rows) told.add(account);
  }
  if (work.length > 0) {
    const { rows } = await tx.execute<{ account: string }>(sql`
      select distinct o.account from jsonb_to_recordset(${JSON.stringify(work)}::jsonb) as w(account text, clients text[], referred text[])
      cross join lateral (
        select h.account from links mine cross join lateral (${holdersOf('mine')}) h
        where mine.account = w.account and mine.kind <> all(${sql.param([...APART_FROM_WORK])}::text[]) and h.holders between 2 and ${HUB_ABOVE}
        union ${alikeTo('w.account')}) o
      cross join lateral (
        select from accounts where account = o.account and (
          account = any(w.referred) or clients && w.clients or exists (select from jsonb_array_elements(reviews) r where r ->> 'client' = any(w.clients))) offset 0) a
      where o.account <> w.account`);
    for (const { account } of rows) told.add(account);
  }
  return [...told];
}
