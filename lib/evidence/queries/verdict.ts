import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '../../../db/client';
import type { NetworkClass } from '../../enrichment/network';
import type { PlaceReading } from '../../enrichment/place';
import type { Told } from '../../enrichment/reading';
import type { Instant } from '../../kernel/instant';
import { query } from '../../kernel/query';
import { refuse } from '../../kernel/refusal';
import { granted } from '../../kernel/result';
import { policyOf } from '../../policy/queries/policy-in-force';
import { eventWords, type EventWords } from '../event-words';
import type { Assessment } from '../../risk/assessment';
import { verdictOf, type Verdict, type VerdictLine } from '../verdict';
import { standingOf } from './standing';

/** An event behind a line. */
export type RowBehind = { event: string; at: Instant; /** The clock that the account declares. */ zone: string | null; words: string; facts: EventWords['facts']; report: string | null };
export type VerdictWithRows = Omit<Verdict, 'lines'> & { lines: readonly (VerdictLine & { rows: readonly RowBehind[]; more: number })[] };

/** Rows shown behind one line; the line says how many more there are, and `accountEvents` has them all. */
const MOST_ROWS = 6;

/** What the latest assessment of an account says, each line with the events behind it. */
export const verdict = query({
  name: 'ask.evidence',
  input: z.object({ account: z.string() }),
  async run({ input, db }) {
    const assessment = await standingOf(db, input.account);
    if (assessment === null) return refuse('not-found', 'This account has not been assessed yet.');
    const told = await toldOf(db, assessment);
    const rows = await rowsBehind(db, input.account, [...new Set(told.lines.flatMap((line) => line.evidence.slice(0, MOST_ROWS)))]);
    const lines = told.lines.map((line) => {
      const shown = line.evidence.slice(0, MOST_ROWS).flatMap((event) => rows.get(event) ?? []);
      return { ...line, rows: shown.sort((a, b) => a.at - b.at), more: Math.max(0, line.evidence.length - shown.length) };
    });
    return granted<VerdictWithRows>({ ...told, lines });
  },
});

/** Which facts would change the band is found by weighing the evidence anew without each: once for an assessment. */
const verdicts = new WeakMap<Assessment, Verdict>();

async function toldOf(db: Database, assessment: Assessment): Promise<Verdict> {
  // By the policy that made it: under another one the facts that would change the band are others.
  const told = verdicts.get(assessment) ?? verdictOf(assessment, await policyOf(db, assessment.policyVersion));
  verdicts.set(assessment, told);
  return told;
}

/** A line of the latest assessment, by its id, with the events behind it; null where no line has that id any more. */
export async function lineNamed(db: Database, account: string, id: string): Promise<VerdictLine | null> {
  const assessment = await standingOf(db, account);
  return assessment === null ? null : ((await toldOf(db, assessment)).lines.find((line) => line.id === id) ?? null);
}

async function rowsBehind(db: Database, account: string, events: readonly string[]): Promise<Map<string, RowBehind>> {
  const { rows } = await db.execute<EventRow>(sql`
    select e.id, e.type, extract(epoch from e.at)::float8 * 1000 as at, e.data, f.network_class, f.owner, f.readings, a.time_zone as zone
    from events e left join session_facts f on f.account = e.account and f.event = e.id left join accounts a on a.account = e.account
    where e.account = ${account} and e.id = any(${sql.param([...events])}::text[])`);
  return new Map(rows.map((row) => [row.id, rowOf(row)]));
}

export type EventRow = { id: string; type: string; at: number; data: Told; network_class: NetworkClass | null; owner: string | null; readings: readonly PlaceReading[] | null; zone: string | null };

/** A stored event with its facts, in words. Beside them stands its own moment with the year, which they need not repeat. */
export function rowOf(row: EventRow): RowBehind & { icon: EventWords['icon'] } {
  const city = row.readings?.find((reading) => reading.city !== null)?.city ?? null;
  const { icon, words, facts, report } = eventWords(row.type, row.data, row.network_class === null ? null : { class: row.network_class, city, owner: row.owner }, { zone: row.zone, now: row.at });
  return { event: row.id, at: Math.round(row.at), zone: row.zone, icon, words, facts, report };
}
