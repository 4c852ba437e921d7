import type { LedgerRow } from '@/components/audit/ledger';
import { exact } from '@/components/ui/moment';
import { digestOfLine, type Change, type LedgerLine } from '@/lib/audit/entry';
import type { Actor } from '@/lib/staff/actor';

type Kept = LedgerLine & { digest: string; covered?: { holds: boolean } };
type Names = Readonly<Record<string, string>>;

/** A line as the table shows it. `broken`: numbers of lines whose link does not hold; where they are not known, a line is held against its own digest. */
export function ledgerRow(line: Kept, names: Names, more: { href?: string; chain?: string; broken?: ReadonlySet<number> } = {}): LedgerRow {
  return {
    seq: line.seq, chain: more.chain, at: line.at, actor: { name: line.actorName, kind: line.actorKind as Actor['kind'] }, says: line.actorKind === 'visitor' ? capital(line.says) : `${line.actorName} ${line.says}`, command: line.command,
    changes: line.changes.map(({ field, was, now }) => ({ field, was: named(was, names), now: named(now, names) })),
    link: line.digest, whole: more.broken ? !more.broken.has(line.seq) : (line.covered?.holds ?? digestOfLine(line) === line.digest), refusal: line.refusal, href: more.href,
  };
}

function named(value: Change['now'], names: Names): string | null {
  if (value === null) return null;
  // The export has a moment as it was written, and the whole of a digest.
  if (/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/.test(value)) return exact(Date.parse(value));
  return /^[0-9a-f]{64}$/.test(value) ? `${value.slice(0, 12)}…` : (names[value] ?? value);
}

export const capital = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}`;

/** Words under the dots of a case's story: its turning points. */
const MARKS: Readonly<Record<string, string>> = {
  'case.claim': 'Claimed', 'case.claimNext': 'Claimed', 'decision.propose': 'Proposed', 'decision.countersign': 'Second reading', 'holder.answer': 'Answered',
  'appeal.file': 'Appealed', 'appeal.grant': 'Granted', 'appeal.refuse': 'Refused', 'decision.lift': 'Lifted', 'order.issue': 'Orders issued',
};

export function markOf(line: Kept): string | null {
  if (line.refusal !== null) return null;
  return line.says.startsWith('opened the case') ? 'Opened' : (MARKS[line.command] ?? null);
}

export function chainHref(chain: string, seq?: number): string {
  return `/audit/${encodeURIComponent(chain)}${seq === undefined ? '' : `?seq=${seq}`}`;
}
