import pg from 'pg';
import { connection } from '../../../db/client';
import { clock } from '../clock';
import { SECOND, type Instant } from '../instant';

/** What changed: a topic and an id. With the topic `presence` also who has that page open. */
export type Live = { topic: string; id: string; who?: string; name?: string };

/** A page says every 20 seconds that it is open; one that has been silent for this long is gone. */
const PRESENT_FOR = 45 * SECOND;

type Listener = (live: Live) => void;

/** One LISTEN connection a process, fanned out to every open stream; reconnects when PostgreSQL comes back. */
class Hub {
  private readonly listeners = new Set<Listener>();
  private client: pg.Client | null = null;
  /** Who has which page open, by its id; kept in memory alone, since it is true for seconds. */
  private readonly present = new Map<string, Map<string, { name: string; at: Instant }>>();

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

  async add(listener: Listener): Promise<() => void> {
    await this.open();
    this.listeners.add(listener);
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

  private async open(): Promise<void> {
    if (this.client) return;
    const client = new pg.Client({ connectionString: connection().url, application_name: 'countersign live' });
    this.client = client;
    const lost = (): void => {
      if (this.client !== client) return;
      this.client = null;
      // Streams stay open; what was missed shows at the next change or reload.
      if (this.listeners.size > 0) setTimeout(() => { void this.open().catch(lost); }, 1_000).unref();
    };
    client.on('error', lost);
    client.on('end', lost);
    client.on('notification', ({ payload }) => {
      const live = JSON.parse(payload ?? '{}') as Live;
      if (live.topic === 'presence') this.note(live);
      this.tell(live);
    });
    try {
      await client.connect();
      await client.query('listen countersign_live');
    } catch (error) {
      this.client = null;
      throw error;
    }
  }
}

const shared = globalThis as typeof globalThis & { countersignHub?: Hub };
export const hub = (): Hub => (shared.countersignHub ??= new Hub());
