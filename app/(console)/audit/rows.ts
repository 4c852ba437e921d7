import type { LedgerRow } from '@/components/audit/ledger';
import { exact } from '@/components/ui/moment';
import { digestOfLine, sentenceOf, type Change, type LedgerLine } from '@/lib/audit/entry';

type Kept = LedgerLine & { digest: string; covered?: { holds: boolean } };
type Names = Readonly<Record<string, string>>;

/** A line as the table shows it. `broken`: numbers of lines whose link does not hold; where they are not known, a line is held against its own digest. */
export function ledgerRow(line: Kept, names: Names, more: { href?: string; chain?: string; broken?: ReadonlySet<number> } = {}): LedgerRow {
  return {
    seq: line.seq, chain: more.chain, at: line.at, actor: { name: line.actorName, kind: line.actorKind as LedgerRow['actor']['kind'] }, says: sentenceOf(line), command: line.command,
    changes: line.changes.map(({ field, was, now }) => ({ field, was: named(was, names), now: named(now, names) })),
    link: line.digest, whole: more.broken ? !more.broken.has(line.seq) : (line.covered?.holds ?? digestOfLine(line) === line.digest), refusal: line.refusal, href: more.href,
  };
}

/** A digest in hexadecimal, or a keyed one (`mac`): nobody reads on, and whole it would part the columns. */
const DIGEST = /^(?:[0-9a-f]{64}|[\w-]{43})$/;

function named(value: Change['now'], names: Names): string | null {
  if (value === null) return null;
  // The export has a moment as it was written, and the whole of a digest.
  if (/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/.test(value)) return exact(Date.parse(value));
  return names[value] ?? (DIGEST.test(value) ? `${value.slice(0, 12)}…` : value);
}

export const capital = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}`;

/** Words under the dots of a case's story: its turning points. */
const MARKS: Readonly<Record<string, string>> = {
  'case.claim': 'Claimed', 'case.claimNext': 'Claimed', 'decision.propose': 'Proposed', 'decision.countersign': 'Second reading', 'holder.answer': 'Answered',
  'appeal.file': 'Appealed', 'appeal.grant': 'Granted', 'appeal.refuse': 'Refused', 'decision.lift': 'Lifted', 'order.issue': 'Orders issued',
};

/** The mark of each line; an act that wrote several is marked once, at its first. */
export function marksOf(lines: readonly Kept[]): (string | null)[] {
  const marked = new Set<string>();
  return lines.map((line) => {
    const mark = line.refusal !== null ? null : line.says.startsWith('opened the case') ? 'Opened' : (MARKS[line.command] ?? null);
    const act = `${line.at} ${line.actor} ${mark}`;
    if (mark === null || marked.has(act)) return null;
    marked.add(act);
    return mark;
  });
}

export function chainHref(chain: string, seq?: number): string {
  return `/audit/${encodeURIComponent(chain)}${seq === undefined ? '' : `?seq=${seq}`}`;
}

/** What is told of one decision: of one before the latest it stands no more. What was covered is told once it is opened. */
const OF_DECISION: ReadonlySet<string> = new Set(['measure', 'proposal', 'proposal, covered', 'second verdict', 'grounds in force', 'decision', 'evidence sealed']);

type Told = { seq: number; changes: readonly { field: string; now: string | null }[] };

/**
 * The latest value of each field that these lines, latest first, changed, and the line that changed it; what was taken away again is left out.
 * `decisionAt`: the decision that a line is about. Odds are entered with a change of band alone, so the case may state others by now.
 */
export function standingAt(rows: readonly Told[], decisionAt: (seq: number) => string | undefined): { field: string; value: string; seq: number }[] {
  // The one that began last: an earlier one may be lifted, or its orders told, after that.
  const latest = [...new Set(rows.toReversed().flatMap(({ seq }) => decisionAt(seq) ?? []))].at(-1);
  const standing = new Map<string, { value: string | null; seq: number }>();
  for (const { seq, changes } of rows) {
    const isOver = decisionAt(seq) !== latest;
    for (const { field, now } of changes) if (!standing.has(field) && !(isOver && OF_DECISION.has(field))) standing.set(field, { value: now, seq });
  }
  if (standing.has('proposal')) standing.delete('proposal, covered');
  return [...standing].flatMap(([field, { value, seq }]) => (value === null ? [] : [{ field, value, seq }]));
}
