import type { Instant } from '../kernel/instant';
import { Chronicle } from './chronicle';
import type { Tables } from './chronicle';
import type { Row } from './reading';

/** A row with the instant at which it was received. */
export type Arrived = Row & { receivedAt: Instant };

/** `edge`: ids of what was received at `since`, the latest instant of which anything is known. */
type Held = { chronicle: Chronicle; events: number; since: Instant; edge: ReadonlySet<string> };

/**
 * Chronicles kept from one pass to the next, so that an account that is assessed every day is told what is new of it and not its
 * whole life. A chronicle is believed only as far as it counts as many events as are stored of its account: what was
 * committed late, or out of its place in time, leads to a telling anew. Bounded; who was not asked for longest goes first.
 */
export class Shelf {
  private readonly held = new Map<string, Held>();
  private events = 0;

  constructor(private readonly tables: Tables, private readonly most: number) {}

  /** From when on rows of the account are to be brought; null for all of them. */
  since(account: string): Instant | null {
    return this.held.get(account)?.since ?? null;
  }

  /**
   * The account's chronicle with these rows in it: all of what was received from `since` on, of `stored` events in all. Null where that
   * does not add up; the account is forgotten then, and all its rows are to be brought.
   */
  told(account: string, rows: readonly Arrived[], stored: number): Chronicle | null {
    const known = this.held.get(account);
    this.forget(account);
    const fresh = known ? rows.filter((row) => !known.edge.has(row.event)) : rows;
    const chronicle = known?.chronicle ?? new Chronicle(account, this.tables);
    const events = (known?.events ?? 0) + fresh.length;
    if (events !== stored || !chronicle.take(fresh)) return null;
    const since = fresh.reduce((latest, row) => Math.max(latest, row.receivedAt), known?.since ?? -Infinity);
    const latest = fresh.filter((row) => row.receivedAt === since).map((row) => row.event);
    this.keep(account, { chronicle, events, since, edge: new Set(known?.since === since ? [...known.edge, ...latest] : latest) });
    return chronicle;
  }

  forget(account: string): void {
    this.events -= this.held.get(account)?.events ?? 0;
    this.held.delete(account);
  }

  private keep(account: string, one: Held): void {
    this.held.set(account, one);
    this.events += one.events;
    for (const oldest of this.held.keys()) {
      if (this.events <= this.most) break;
      this.forget(oldest);
    }
  }
}
