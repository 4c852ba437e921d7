import { sql } from 'drizzle-orm';
import { arrange } from '../../../db/factories';
import type { AccountHistory, AccountVersion, Bid, Check, Contract, Instrument, ProfileVersion, Stretch } from '../../enrichment/history';
import { circumstancesOf, type Circumstances } from '../../risk/circumstances';
import { aHistory, aRarity, onDay } from '../../signals/history.fixture';
import { SIGNALS } from '../../signals/kinds';
import { readAll, type Readings } from '../../signals/reading';
import { IndexRead } from '../queries/index-read';
import { neighbourhoodsOf } from '../queries/neighbourhoods';
import type { RarityTable } from '../rarity';
import { keepNeighbours } from './keep-neighbours';

type Rows = { stretches?: Stretch; versions?: AccountVersion; checks?: Check; instruments?: Instrument; profiles?: ProfileVersion; bids?: Bid; contracts?: Contract };
/** One event of one account, as a row of its history. */
export type Told = { account: string } & Rows;
export const AS_OF = onDay(60);
export const CLIENTS_COUNTED = aRarity({ shareOf: (kind) => (kind === 'client' ? 3 / 20_000 : null) });

function historyFrom(account: string, told: readonly Told[]): AccountHistory {
  const rows = <List extends keyof Rows>(list: List) => told.flatMap((one) => (one.account === account && one[list] !== undefined ? [one[list]] : []));
  return aHistory({ account, asOf: AS_OF, stretches: rows('stretches'), versions: rows('versions'), checks: rows('checks'), instruments: rows('instruments'), profiles: rows('profiles'), bids: rows('bids'), contracts: rows('contracts') } as Partial<AccountHistory>);
}

/** Forgets everything that was kept. */
export async function empty(): Promise<void> {
  await arrange(async (tx) => {
    for (const table of ['links', 'accounts', 'traits', 'prints', 'texts', 'text_pairs', 'photos', 'photo_pairs', 'templates', 'ring_members', 'rings']) await tx.execute(sql.raw(`delete from ${table}`));
  });
}

export type Standing = { members: string[]; strengths: number[] };

/** The rings in force, by their members. */
export async function ringsInForce(): Promise<Standing[]> {
  const { rows } = await arrange((tx) => tx.execute<Standing>(sql`
    select array_agg(m.account order by m.account) as members, array_agg(m.strength::float8 order by m.account) as strengths
    from rings r join ring_members m on m.ring = r.id and m.left_at is null where r.ended_at is null group by r.id order by members`));
  return rows;
}

export type Kept = Map<string, Readings & { circumstances: Circumstances }>;

/** What a pass of the product does with what came in (`assessInto`): links, rings, and the readings of those alone whom it reads again. */
export async function pass(told: readonly Told[], portion: readonly Told[], read: Kept, rarity: RarityTable = CLIENTS_COUNTED): Promise<void> {
  await arrange(async (tx) => {
    const histories = new Map([...new Set(portion.map((one) => one.account))].map((account) => [account, historyFrom(account, told)]));
    const index = new IndexRead(tx);
    const others = await keepNeighbours(tx, histories, AS_OF, rarity, index);
    for (const [account, neighbourhood] of await neighbourhoodsOf(tx, [...histories.keys(), ...others], rarity, index)) {
      const given = { history: historyFrom(account, told), neighbourhood: { ...neighbourhood, ring: neighbourhood.ring && { ...neighbourhood.ring, ring: '', name: '' } }, rarity, asOf: AS_OF };
      read.set(account, { ...readAll(given, SIGNALS), circumstances: circumstancesOf(given) });
    }
  });
}
