import { DAY, type Instant } from '../kernel/instant';
import { Chronicle } from './chronicle';
import type { Tables } from './chronicle';
import type { Row } from './reading';

/** A row with the instant at which it was received. */
export type Arrived = Row & { receivedAt: Instant };

/** Rows are asked for by when they were received and when they happened; the latter is what they are found by. */
export type Since = { receivedAt: Instant; at: Instant };
const EVER: Since = { receivedAt: -Infinity, at: -Infinity };

/** Most of what is told late is told within three days; what is not, is missing in the count. */
const LATE = 3 * DAY;

/** `edge`: ids of what was received at `since`, the latest instant of which anything is known. */
type Held = { chronicle: Chronicle; events: number; since: Instant; edge: ReadonlySet<string> };

/**
 * Chronicles kept from one pass to the next, so that an account that is assessed every day is told what is new of it and not its
 * whole life. A chronicle is believed only as far as it counts as many events as are stored of its account: what was
 * committed late, or out of its place in time, leads to a telling anew. Bounded by `most` events, where what else is kept of an account
 * (what hangs on its anchor among it) counts as `each` more; who was not asked for longest goes first.
 */
export class Shelf {
  private readonly held = new Map<string, Held>();
  private readonly anchors = new Map<string, object>();
  private counted = 0;

  constructor(private readonly tables: Tables, private readonly most: number, private readonly each = 0) {}

  /** Which rows of the account are to be brought: those from both instants on. */
  since(account: string): Since {
    const known = this.held.get(account);
    return known ? { receivedAt: known.since, at: known.chronicle.latestAt - LATE } : EVER;
  }

  /**
   * The account's chronicle with these rows in it: those asked for with `since`, of `stored` events in all. Null where that
   * does not add up; the account is forgotten then, and all its rows are to be brought.
   */
  told(account: string, rows: readonly Arrived[], stored: number): Chronicle | null {
    const known = this.held.get(account);
    this.take(account);
    const fresh = known ? rows.filter((row) => !known.edge.has(row.event)) : rows;
    const chronicle = known?.chronicle ?? new Chronicle(account, this.tables);
    const events = (known?.events ?? 0) + fresh.length;
    if (events !== stored || !chronicle.take(fresh)) {
      this.anchors.delete(account);
      return null;
    }
    const since = fresh.reduce((latest, row) => Math.max(latest, row.receivedAt), known?.since ?? -Infinity);
    const latest = fresh.filter((row) => row.receivedAt === since).map((row) => row.event);
    this.keep(account, { chronicle, events, since, edge: new Set(known?.since === since ? [...known.edge, ...latest] : latest) });
    return chronicle;
  }

  /**
   * To which may be tied, weakly, what this process knows to stand in the database of the account: another one as soon as that is in doubt,
   * or the account is no longer on the shelf.
   */
  anchorOf(account: string): object {
    const anchor = this.anchors.get(account) ?? {};
    if (this.held.has(account)) this.anchors.set(account, anchor);
    return anchor;
  }

  /** The same, where something may be tied to it by now. */
  anchorIn(account: string): object | undefined {
    return this.anchors.get(account);
  }

  /** Another process wrote: what this one knows to stand does no longer, whereas chronicles are counted anyway. */
  doubt(): void {
    this.anchors.clear();
  }

  forget(account: string): void {
    this.take(account);
    this.anchors.delete(account);
  }

  private take(account: string): void {
    const one = this.held.get(account);
    if (one) this.counted -= one.events + this.each;
    this.held.delete(account);
  }

  private keep(account: string, one: Held): void {
    this.held.set(account, one);
    this.counted += one.events + this.each;
    for (const oldest of this.held.keys()) {
      if (this.counted <= this.most) break;
      this.forget(oldest);
    }
  }
}
