import type { Instant } from '../kernel/instant';
import type { Row } from './reading';

/** One part of a history while it grows: it is told row by row, in order of (at, id), and never looks back. */
export abstract class Part<Entry> {
  readonly entries: Entry[] = [];
  private last: Pick<Row, 'at' | 'event'> | null = null;

  /** False where the row belongs before one that was told already: the part must be told anew from all its rows. */
  take(row: Row): boolean {
    if (this.last && isBefore(row, this.last)) return false;
    this.last = { at: row.at, event: row.event };
    this.add(row);
    return true;
  }

  protected abstract add(row: Row): void;
}

/** Ids are compared by code unit: no locale has a say. */
export function isBefore(row: Pick<Row, 'at' | 'event'>, other: Pick<Row, 'at' | 'event'>): boolean {
  return row.at < other.at || (row.at === other.at && row.event < other.event);
}

/** One entry for each row that tells what its type asks for; rows that were blanked out of it are left out. */
export class Told<Entry extends object> extends Part<Entry & { event: string; at: Instant }> {
  constructor(private readonly read: (row: Row) => Entry | null | false | '' | 0) {
    super();
  }

  protected add(row: Row): void {
    const entry = this.read(row);
    if (entry) this.entries.push({ event: row.event, at: row.at, ...entry });
  }
}

/** Versions of something that changes: each entry lays what its row tells over the state before it. Null means that the row does not tell the field. */
export class Versions<Version extends { event: string; at: Instant }> extends Part<Version> {
  constructor(private state: Omit<Version, 'event' | 'at'>, private readonly read: (row: Row) => { [Field in keyof Omit<Version, 'event' | 'at'>]: Version[Field] | null }) {
    super();
  }

  protected add(row: Row): void {
    const told = Object.fromEntries(Object.entries(this.read(row)).filter(([, value]) => value !== null)) as Partial<typeof this.state>;
    this.state = { ...this.state, ...told };
    this.entries.push({ event: row.event, at: row.at, ...this.state } as Version);
  }
}
