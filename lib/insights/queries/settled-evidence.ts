import { sql } from 'drizzle-orm';
import type { Database, Tx } from '../../../db/client';
import type { Labelled } from '../../policy/learning';
import { labelOf } from '../label';

/** Settled cases that weights are learnt from at most: the latest. */
const LEARNT_FROM = 5_000;

/** What people decided of cases, with what had fired and how each case came to be read. */
export async function settledEvidence(db: Database | Tx): Promise<Labelled[]> {
  const { rows } = await db.execute<{ outcome: string | null; drawn_with: number | null; fired: Record<string, number> }>(sql`
    select c.outcome, c.drawn_with, coalesce((
      select jsonb_object_agg(x->>'signal', (x->>'llr')::float8) from assessments s
      cross join lateral (select x from jsonb_array_elements(s.content->'findings') x union all select x from jsonb_array_elements(s.content->'shadow') x) f
      where s.account = c.account and s.id = c.assessment), '{}'::jsonb) as fired
    from cases c where c.status = 'settled' order by c.settled_at desc limit ${LEARNT_FROM}`);
  return rows.flatMap(({ outcome, drawn_with: drawnWith, fired }) => {
    const label = labelOf(outcome);
    return label === null ? [] : [{ against: label === 'against', drawnWith, nats: new Map(Object.entries(fired)) }];
  });
}
