import pg from 'pg';
import { connection } from '../../../db/client';

export type Live = { topic: string; id: string };
type Listener = (live: Live) => void;

/** One LISTEN connection a process, fanned out to every open stream; reconnects when PostgreSQL comes back. */
class Hub {
  private readonly listeners = new Set<Listener>();
  private client: pg.Client | null = null;

  async add(listener: Listener): Promise<() => void> {
    this.listeners.add(listener);
    await this.open();
    return () => { this.listeners.delete(listener); };
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
      for (const listener of this.listeners) listener(live);
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
