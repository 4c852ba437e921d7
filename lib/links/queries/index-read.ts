import { sql } from 'drizzle-orm';
import type { Database, Tx } from '../../../db/client';
import type { AccountHistory } from '../../enrichment/history';
import { HUB_ABOVE, type IdentifierKind, type Link, type NeighbourCard, type PhotoTwin, type TextTwin } from '../link';
import { Acts } from './beats';
import { cardsOf } from './cards';
import { photoTwinsOf, picturesOf, textTwinsOf } from './likeness';

type LinkRow = { kind: IdentifierKind; digest: string; account: string; first: number; last: number; days: number };

const columns = sql.raw(`kind, digest, account, extract(epoch from first_at)::float8 * 1000 as first, extract(epoch from last_at)::float8 * 1000 as last, days`);
const linkOf = (row: LinkRow): Link => ({ kind: row.kind, digest: row.digest, account: row.account, firstAt: Math.round(row.first), lastAt: Math.round(row.last), days: row.days });

/** An identifier among all kinds. */
export const keyOf = (row: { kind: string; digest: string }): string => `${row.kind} ${row.digest}`;
export const byKey = (a: { kind: string; digest: string }, b: { kind: string; digest: string }): number => (a.kind < b.kind ? -1 : a.kind > b.kind ? 1 : a.digest < b.digest ? -1 : a.digest > b.digest ? 1 : 0);

/** What each of these accounts shows, by kind and digest. */
export async function linksOf(db: Database | Tx, accounts: readonly string[]): Promise<Map<string, Link[]>> {
  const found = new Map<string, Link[]>(accounts.map((account) => [account, []]));
  if (accounts.length === 0) return found;
  const { rows } = await db.execute<LinkRow>(sql`select ${columns} from links where account = any(${sql.param([...accounts])}::text[])`);
  for (const row of rows) found.get(row.account)?.push(linkOf(row));
  for (const links of found.values()) links.sort(byKey);
  return found;
}

/** Everybody who shows each of these identifiers, by identifier (`keyOf`); of crowds all. */
export async function linksTo(db: Database | Tx, identifiers: readonly { kind: string; digest: string }[]): Promise<Map<string, Link[]>> {
  const found = new Map<string, Link[]>(identifiers.map((one) => [keyOf(one), []]));
  if (identifiers.length === 0) return found;
  const { rows } = await db.execute<LinkRow>(sql`
    select ${columns} from unnest(${sql.param(identifiers.map(({ kind }) => kind))}::text[], ${sql.param(identifiers.map(({ digest }) => digest))}::text[]) as k(kind, digest) join links using (kind, digest)`);
  for (const row of rows) found.get(keyOf(row))?.push(linkOf(row));
  return found;
}

/** What may be known of an account without asking. */
export type Known = { readonly links?: readonly Link[]; readonly card?: NeighbourCard };

/**
 * What accounts share, each of them looked up once however many ask: to be used while nobody writes links, cards, texts or photographs.
 * `known` answers what need not be asked for, `told` the history of whoever was told all that is stored of them.
 */
export class IndexRead {
  private readonly looked = new Set<string>();
  /** Everybody on an identifier that several accounts show; nobody where it is a hub. */
  private readonly holders = new Map<string, readonly Link[]>();
  private readonly shownBy = new Map<string, (readonly Link[])[]>();
  private readonly own = new Map<string, readonly Link[] | null>();
  private readonly cards = new Map<string, NeighbourCard | null>();
  private readonly texts = new Map<string, readonly TextTwin[] | null>();
  private readonly photos = new Map<string, readonly PhotoTwin[] | null>();
  private readonly shown = new Map<string, ReadonlyMap<string, number> | null>();
  readonly acts: Acts;

  constructor(private readonly db: Database | Tx, private readonly known: (account: string) => Known | undefined = nothing, told: (account: string) => AccountHistory | undefined = nothing) {
    this.acts = new Acts(db, told);
  }

  /** Everything that each of the accounts shows, by kind and digest. */
  async linksOf(accounts: readonly string[]): Promise<Map<string, readonly Link[]>> {
    return asked(accounts, this.own, (account) => this.known(account)?.links, (some) => linksOf(this.db, some));
  }

  /** Their cards; of an account that was never assessed there is none. */
  async cardsOf(accounts: readonly string[]): Promise<Map<string, NeighbourCard>> {
    return asked(accounts, this.cards, (account) => this.known(account)?.card, (some) => cardsOf(this.db, some));
  }

  /** The card of an account, where it is known without asking. */
  cardAtHand(account: string): NeighbourCard | null {
    return this.known(account)?.card ?? this.cards.get(account) ?? null;
  }

  /** Everybody on each identifier that one of the accounts shares with others, hubs left out. */
  async sharedBy(accounts: readonly string[]): Promise<ReadonlySet<readonly Link[]>> {
    await this.look(accounts);
    return new Set(accounts.flatMap((account) => this.shownBy.get(account) ?? []));
  }

  /** Who shows an identifier of an account that was looked up: null where it is that account alone, nobody where it is a hub. */
  async holdersFor(accounts: readonly string[]): Promise<(key: { kind: string; digest: string }) => readonly Link[] | null> {
    await this.look(accounts);
    return (key) => this.holders.get(keyOf(key)) ?? null;
  }

  async textTwins(accounts: readonly string[]): Promise<Map<string, readonly TextTwin[]>> {
    return asked(accounts, this.texts, nothing, (some) => textTwinsOf(this.db, some));
  }

  async photoTwins(accounts: readonly string[]): Promise<Map<string, readonly PhotoTwin[]>> {
    return asked(accounts, this.photos, nothing, (some) => photoTwinsOf(this.db, some));
  }

  /** How many show each picture of these accounts of which there are several copies, by account and hash. */
  async pictures(accounts: readonly string[]): Promise<Map<string, ReadonlyMap<string, number>>> {
    return asked(accounts, this.shown, nothing, (some) => picturesOf(this.db, some));
  }

  private async look(accounts: readonly string[]): Promise<void> {
    const fresh = accounts.filter((account) => !this.looked.has(account));
    if (fresh.length === 0) return;
    for (const account of fresh) this.looked.add(account);
    // Whom an identifier leads to is brought once, however many of those who show it are looked up one after the other.
    const brought = fresh.flatMap((account) => (this.known(account)?.links ?? []).filter((link) => this.holders.has(keyOf(link))));
    // Most of what an account shows is its own alone: how many rows there are is asked first, of the index by itself. Of a crowd one row comes.
    const { rows } = await this.db.execute<LinkRow>(sql`
      select l.* from (
        select kind, digest from links where account = any(${sql.param(fresh)}::text[])
        except select * from unnest(${sql.param(brought.map(({ kind }) => kind))}::text[], ${sql.param(brought.map(({ digest }) => digest))}::text[])) k
      cross join lateral (select count(*) as holders from (select from links where kind = k.kind and digest = k.digest limit ${HUB_ABOVE + 1}) one) h
      cross join lateral (select ${columns} from links where kind = k.kind and digest = k.digest order by account limit case when h.holders > ${HUB_ABOVE} then 1 else ${HUB_ABOVE} end) l
      where h.holders > 1`);
    const found = new Map<string, Link[]>();
    for (const row of rows) {
      const key = keyOf(row);
      if (this.holders.has(key)) continue;
      const known = found.get(key);
      if (known) known.push(linkOf(row));
      else found.set(key, [linkOf(row)]);
    }
    for (const [key, everybody] of found) {
      const links = everybody.length === 1 ? [] : everybody;
      this.holders.set(key, links);
      for (const { account } of links) {
        const shown = this.shownBy.get(account);
        if (shown) shown.push(links);
        else this.shownBy.set(account, [links]);
      }
    }
  }
}

const nothing = (): undefined => undefined;

/** What is told of the accounts: known anyway, found before, or asked for now. One of which nothing is found is not asked for again. */
async function asked<T>(accounts: readonly string[], found: Map<string, T | null>, known: (account: string) => T | undefined, ask: (accounts: readonly string[]) => Promise<ReadonlyMap<string, T>>): Promise<Map<string, T>> {
  const told = new Map<string, T>();
  const missing: string[] = [];
  for (const account of accounts) {
    let one = found.get(account);
    // What is known stays so as long as this is used, and is looked for once.
    if (one === undefined && (one = known(account)) !== undefined) found.set(account, one);
    if (one) told.set(account, one);
    else if (one === undefined) missing.push(account);
  }
  if (missing.length === 0) return told;
  const answer = await ask(missing);
  for (const account of missing) {
    const one = answer.get(account);
    found.set(account, one ?? null);
    if (one) told.set(account, one);
  }
  return told;
}
