import { sql } from 'drizzle-orm';
import type { Database, Tx } from '../../../db/client';
import { labelOf } from '../../cases/outcome';
import { cameTo } from '../../decisions/queries/came-to';
import type { Judged } from '../../policy/calibration';
import { weightOf, type Settled } from '../../policy/counted';
import { settledRow } from '../../risk/settled';
import type { WeighedFinding } from '../../risk/assessment';
import { SIGNALS } from '../../signals/kinds';

/** Settled cases that weights are learnt from at most: the latest. */
const LEARNT_FROM = 5_000;
const KINDS = new Map(SIGNALS.map((signal) => [signal.id, signal]));

/** What people decided of cases, with what had fired; `judged` is the same for a calibration. `drawn` counts those that came by chance. */
export type SettledEvidence = { cases: readonly Settled[]; judged: readonly Judged[]; drawn: number };

type Row = { outcome: string | null; drawn_with: number | null; log_odds: number; found: Pick<WeighedFinding, 'signal' | 'llr' | 'quality'>[] | null; unread: string[] | null };

export async function settledEvidence(db: Database | Tx): Promise<SettledEvidence> {
  const { rows } = await db.execute<Row>(sql`
    select ${cameTo('c')} as outcome, c.drawn_with, coalesce(c.settled_log_odds, c.log_odds) as log_odds, (
      select jsonb_agg(jsonb_build_object('signal', x->'signal', 'llr', x->'llr', 'quality', x->'quality'))
      from (select x from jsonb_array_elements(s.content->'findings') x union all select x from jsonb_array_elements(s.content->'shadow') x) f) as found, s.content->'unread' as unread
    from cases c left join assessments s on s.account = c.account and s.id = c.assessment where c.status = 'settled' order by c.settled_at desc limit ${LEARNT_FROM}`);
  const labelled = rows.flatMap((row) => { const label = labelOf(row.outcome); return label === null ? [] : [{ ...row, against: label === 'against' }]; });
  const drawn = labelled.filter((row) => row.drawn_with !== null).length;
  const cases = labelled.map(({ found, unread, against, drawn_with: chance }) => {
    // The queue looks at everything it flags; a case drawn by chance stands for all that the same number of draws could have brought. Draws that ended
    // without a label say nothing and count as not made.
    const propensity = chance === null ? 1 : Math.min(1, chance * drawn);
    return settledRow({ findings: (found ?? []) as WeighedFinding[], shadow: [], unread: unread ?? [] }, KINDS, against, propensity);
  });
  return { cases, judged: labelled.map(({ log_odds: logOdds, against }, index) => ({ logOdds, against, weight: weightOf(cases[index]!) })), drawn };
}
