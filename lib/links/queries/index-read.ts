import { sql } from 'drizzle-orm';
import type { Database, Tx } from '../../../db/client';
import { HUB_ABOVE, type IdentifierKind, type Link, type NeighbourCard, type PhotoTwin, type TextTwin } from '../link';
import { cardsOf } from './cards';
import { photoTwinsOf, textTwinsOf } from './likeness';

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

/** What may be known of an account without asking. */
export type Known = { readonly links?: readonly Link[]; readonly card?: NeighbourCard };

/**
 * What accounts share, each of them looked up once however many ask: to be used while nobody writes links, texts or photographs.
 * `known` answers what need not be asked for.
 */
export class IndexRead {
  private readonly looked = new Set<string>();
  /** Everybody on an identifier that several accounts show; nobody where it is a hub. */
  private readonly holders = new Map<string, readonly Link[]>();
  private readonly shownBy = new Map<string, (readonly Link[])[]>();
  private readonly texts = new Map<string, readonly TextTwin[]>();
  private readonly photos = new Map<string, readonly PhotoTwin[]>();

  constructor(private readonly db: Database | Tx, private readonly known: (account: string) => Known | undefined = () => undefined) {}

  /** Everything that each of the accounts shows, by kind and digest. */
  async linksOf(accounts: readonly string[]): Promise<Map<string, readonly Link[]>> {
    return this.with('links', accounts, (asked) => linksOf(this.db, asked));
  }

  /** Their cards; of an account that was never assessed there is none. */
  async cardsOf(accounts: readonly string[]): Promise<Map<string, NeighbourCard>> {
    return this.with('card', accounts, (asked) => cardsOf(this.db, asked));
  }

  private async with<Part extends keyof Known>(part: Part, accounts: readonly string[], ask: (accounts: readonly string[]) => Promise<ReadonlyMap<string, NonNullable<Known[Part]>>>): Promise<Map<string, NonNullable<Known[Part]>>> {
    const found = await ask(accounts.filter((account) => !this.known(account)?.[part]));
    return new Map(accounts.flatMap((account) => { const one = this.known(account)?.[part] ?? found.get(account); return one ? [[account, one] as const] : []; }));
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

  async textTwins(accounts: readonly string[]): Promise<ReadonlyMap<string, readonly TextTwin[]>> {
    return filled(this.texts, accounts, (asked) => textTwinsOf(this.db, asked));
  }

  async photoTwins(accounts: readonly string[]): Promise<ReadonlyMap<string, readonly PhotoTwin[]>> {
    return filled(this.photos, accounts, (asked) => photoTwinsOf(this.db, asked));
  }

  private async look(accounts: readonly string[]): Promise<void> {
    const asked = accounts.filter((account) => !this.looked.has(account));
    if (asked.length === 0) return;
    for (const account of asked) this.looked.add(account);
    // Most of what an account shows is its own alone: that a second row is there is asked first, of the index by itself.
    const { rows } = await this.db.execute<LinkRow>(sql`
      select l.* from (select distinct kind, digest from links where account = any(${sql.param(asked)}::text[])) k
      cross join lateral (select ${columns} from links where kind = k.kind and digest = k.digest order by account limit ${HUB_ABOVE + 1}) l
      where exists (select from links other where other.kind = k.kind and other.digest = k.digest offset 1)`);
    const found = new Map<string, Link[]>();
    for (const row of rows) {
      const key = keyOf(row);
      if (this.holders.has(key)) continue;
      const known = found.get(key);
      if (known) known.push(linkOf(row));
      else found.set(key, [linkOf(row)]);
    }
    for (const [key, everybody] of found) {
      const links = everybody.length > HUB_ABOVE ? [] : everybody;
      this.holders.set(key, links);
      for (const { account } of links) {
        const shown = this.shownBy.get(account);
        if (shown) shown.push(links);
        else this.shownBy.set(account, [links]);
      }
    }
  }
}

/** Asks for what is not known yet; an account of which nothing is found is not asked for again. */
async function filled<T>(known: Map<string, readonly T[]>, accounts: readonly string[], ask: (accounts: readonly string[]) => Promise<ReadonlyMap<string, readonly T[]>>): Promise<ReadonlyMap<string, readonly T[]>> {
  const asked = accounts.filter((account) => !known.has(account));
  if (asked.length === 0) return known;
  const found = await ask(asked);
  for (const account of asked) known.set(account, found.get(account) ?? []);
  return known;
}
