import { sql } from 'drizzle-orm';
import type { Database, Tx } from '../../../db/client';
import type { NeighbourCard } from '../link';

const ms = (column: string) => sql.raw(`(extract(epoch from ${column}) * 1000)::float8`);
const rounded = (at: number | null): number | null => (at === null ? null : Math.round(at));

type Timed = 'registeredAt' | 'closedAt' | 'since' | 'turnedAt';

/** What neighbours are compared by; accounts that were never assessed have no card. */
export async function cardsOf(db: Database | Tx, accounts: readonly string[]): Promise<Map<string, NeighbourCard>> {
  if (accounts.length === 0) return new Map();
  const { rows } = await db.execute<Omit<NeighbourCard, Timed> & { registered: number | null; shut: number | null; first: number | null; turned: number | null }>(sql`
    select account, ${ms('registered_at')} as registered, ${ms('closed_at')} as shut, ${ms('since')} as first, ${ms('turned_at')} as turned, surname, kind, organisation, closed, instruments, documents, clients,
      engagements, reviews, referred, schools
    from accounts where account = any(${sql.param([...accounts])}::text[])`);
  return new Map(rows.map(({ registered, shut, first, turned, ...card }) => [card.account, {
    ...card, registeredAt: rounded(registered), closedAt: rounded(shut), since: rounded(first), turnedAt: rounded(turned),
  }]));
}
