import pg from 'pg';
import { connection } from '../../../db/client';
import { clock } from '../clock';
import { MINUTE, SECOND, type Instant } from '../instant';

/** What changed: a topic and an id, and where it is known the version that the row has now. With the topic `presence` also who has that page open, with `work` who is at work: that is told to nobody. */
export type Live = {
  topic: string; id: string; version?: number; who?: string; name?: string;
  /** Topics of the accounts and rings whose screens show it as well, and whose act it is: told to nobody as it is. */
  about?: readonly string[]; by?: string;
};

/** The topic of what nobody can name: something may have changed while nothing was heard. */
export const MISSED = 'missed';

/** A page says every 20 seconds that it is open; one that has been silent for this long is gone. */
const PRESENT_FOR = 45 * SECOND;
/** For so long what was told is kept, for pages that were rendered before it and began to listen after it. */
const TOLD_FOR = 5 * MINUTE;
const TOLD_MOST = 2_000;

type Listener = (live: Live) => void;

/** One LISTEN connection a process, fanned out to every open stream; reconnects when PostgreSQL comes back. */
class Hub {
  private readonly listeners = new Set<Listener>();
  private client: pg.Client | null = null;
  private opening: Promise<void> | null = null;
  /** Since when everything was heard and is kept; null while nothing is heard. */
  private whole: Instant | null = null;
  private told: { at: Instant; live: Live }[] = [];
  private hasLost = false;
  /** Who has which page open, by its id; kept in memory alone, since it is true for seconds. */
  private readonly present = new Map<string, Map<string, { name: string; at: Instant }>>();

  /** When each person last said that they are at work, in whichever browser; kept in memory alone. */
  private readonly atWork = new Map<string, Instant>();

  /** When this person was last at work on any page of the console, as far as this process has heard. */
  async workedAt(who: string): Promise<Instant | null> {
    await this.open();
    return this.atWork.get(who) ?? null;
  }

  /** Everybody who has the page open, as far as this process has heard. */
  async here(id: string): Promise<{ who: string; name: string }[]> {
    await this.open();
    this.forget();
    return [...(this.present.get(id) ?? [])].map(([who, { name }]) => ({ who, name }));
  }

  private note({ id, who, name }: Live): void {
    if (who === undefined || name === undefined) return;
    const page = this.present.get(id) ?? new Map<string, { name: string; at: Instant }>();
    this.present.set(id, page.set(who, { name, at: clock.now() }));
    this.forget();
  }

  private forget(): void {
    const since = clock.now() - PRESENT_FOR;
    for (const [id, page] of this.present) {
      for (const [who, { at }] of page) if (at < since) page.delete(who);
      if (page.size === 0) this.present.delete(id);
    }
  }

  /** `since`: the listener is first told what came from then on; where that is not wholly known, that something may have been missed. */
  async add(listener: Listener, since?: Instant): Promise<() => void> {
    await this.open();
    this.listeners.add(listener);
    if (since !== undefined) {
      if (this.whole === null || since < this.whole) listener({ topic: MISSED, id: '' });
      else for (const { at, live } of this.told) if (at >= since) listener(live);
    }
    return () => { this.listeners.delete(listener); };
  }

  /** A listener that fails has nobody behind it any more; it must not keep the others from hearing. */
  private tell(live: Live): void {
    for (const listener of this.listeners) {
      try {
        listener(live);
      } catch {
        this.listeners.delete(listener);
      }
    }
  }

  private keep(live: Live): void {
    const now = clock.now();
    this.told.push({ at: now, live });
    while (this.told.length > TOLD_MOST || (this.told[0]?.at ?? now) < now - TOLD_FOR) {
      const gone = this.told.shift();
      if (gone !== undefined && this.whole !== null) this.whole = Math.max(this.whole, gone.at + 1);
    }
  }

  /** Returns once everything that is told from then on is heard. */
  async open(): Promise<void> {
    if (this.whole !== null) return;
    await (this.opening ??= this.connect().finally(() => { this.opening = null; }));
  }

  private async connect(): Promise<void> {
    const client = new pg.Client({ connectionString: connection().url, application_name: 'countersign live' });
    this.client = client;
    const lost = (): void => {
      if (this.client !== client) return;
      this.client = null;
      this.whole = null;
      this.told = [];
      this.hasLost = true;
      this.comeBack();
    };
    client.on('error', lost);
    client.on('end', lost);
    client.on('notification', ({ payload }) => {
      const live = JSON.parse(payload ?? '{}') as Live;
      if (live.topic === 'work') return void this.atWork.set(live.who ?? '', clock.now());
      if (live.topic === 'presence') this.note(live);
      else this.keep(live);
      this.tell(live);
    });
    try {
      await client.connect();
      await client.query('listen countersign_live');
    } catch (error) {
      if (this.client === client) this.client = null;
      throw error;
    }
    this.whole = clock.now();
    if (this.hasLost) this.tell({ topic: MISSED, id: '' });
    this.hasLost = false;
  }

  /** Streams stay open meanwhile, and are told of the gap once it has ended. */
  private comeBack(): void {
    if (this.listeners.size > 0) setTimeout(() => { void this.open().catch(() => { this.comeBack(); }); }, 1_000).unref();
  }
}

const shared = globalThis as typeof globalThis & { countersignHub?: Hub };
export const hub = (): Hub => (shared.countersignHub ??= new Hub());

/** Before a page reads what it shows: the instant from which its live stream must make up what came meanwhile. */
export async function heardFrom(): Promise<Instant> {
  // A database that is away is told of by what reads from it.
  await hub().open().catch(() => undefined);
  return clock.now();
}
