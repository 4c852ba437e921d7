import { sql } from 'drizzle-orm';
import { reading } from '../../db/client';

type Line = { command: string; refusal: string | null; says: string; changes: { field: string; was: string | null; now: string | null }[] };

/** What the database says, for specs that assert beside the screen. */
export const ledgerOf = {
  /** Ids of staff by name. */
  people: async (): Promise<Record<string, string>> => {
    const { rows } = await reading().execute<{ id: string; name: string }>(sql`select id, name from staff`);
    return Object.fromEntries(rows.map(({ id, name }) => [name, id]));
  },
  /** Ids of API keys by name. */
  keys: async (): Promise<Record<string, string>> => {
    const { rows } = await reading().execute<{ id: string; name: string }>(sql`select id, name from api_keys`);
    return Object.fromEntries(rows.map(({ id, name }) => [name, id]));
  },
  /** The instant of the latest line, as the database writes it; `epoch` where there is none. */
  now: async (): Promise<string> => {
    const { rows } = await reading().execute<{ at: string }>(sql`select coalesce(max(at), 'epoch')::text as at from ledger_entries`);
    return rows[0]!.at;
  },
  /** What that actor tried since, on any chain, oldest first. */
  by: async (actor: string, since = 'epoch'): Promise<Line[]> => {
    const { rows } = await reading().execute<Line>(sql`select command, refusal, says, changes from ledger_entries where actor = ${actor} and at > ${since}::timestamptz order by at, chain, seq`);
    return rows;
  },
};
