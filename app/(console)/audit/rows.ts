import type { LedgerRow } from '@/components/audit/ledger';
import { exact } from '@/components/ui/moment';
import { digestOfLine, sentenceOf, type Change, type LedgerLine } from '@/lib/audit/entry';
import { MEASURES } from '@/lib/decisions/kinds';

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

/** A digest in hexadecimal, among words as well, or a keyed one (`mac`): nobody reads on, and whole it would part the columns. */
const DIGEST = /\b[0-9a-f]{64}\b|^[\w-]{43}$/g;

function named(value: Change['now'], names: Names): string | null {
  if (value === null) return null;
  // The export has a moment as it was written, and the whole of a digest.
  if (/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/.test(value)) return exact(Date.parse(value));
  return names[value] ?? value.replace(DIGEST, (digest) => `${digest.slice(0, 12)}…`);
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

/** What is told of one decision, and so may be told of several. What was covered is told once it is opened. */
const OF_DECISION: ReadonlySet<string> = new Set(['measure', 'grounds', 'proposal', 'proposal, covered', 'second verdict', 'grounds in force', 'decision', 'evidence sealed']);

/** Where the case stands, which any line may have changed. */
const OF_CASE: ReadonlySet<string> = new Set(['state', 'held by']);

/** How a decision ends that stands no more. */
const ENDS: ReadonlySet<string | null> = new Set(['lifted', 'withdrawn', 'returned']);

/** Titles of what asks the holder. */
const QUESTIONS: ReadonlySet<string | null> = new Set(MEASURES.filter(({ notice }) => notice?.asks).map(({ title }) => title));

type Told = { seq: number; changes: readonly { field: string; now: string | null }[] };

/** `of`: where several decisions are told, the line at which the one began that this is of. */
type Standing = { field: string; value: string; seq: number; of: number | null };

/**
 * The latest value of each field that these lines, latest first, changed, and the line that changed it; what was taken away again is left out.
 * `decisionAt`: the decision that a line is about. Of decisions the one that began last is told, and on a case that is not settled each before it that no
 * line of its own has ended. A question ends by the clock, which enters nothing: the latest is told while the case waits for its answer, and one that was put
 * back into force. `whole`: no line is covered from the reader; else an end, or where the case stands, may be what they do not see, and the latest decision
 * alone is told. Odds are entered with a change of band alone, so the case may state others by now.
 */
export function standingAt(rows: readonly Told[], decisionAt: (seq: number) => string | undefined, whole = true): Standing[] {
  const begun = new Map<string, number>();
  for (const { seq } of rows.toReversed()) {
    const decision = decisionAt(seq);
    if (decision !== undefined && !begun.has(decision)) begun.set(decision, seq);
  }
  const latest = (field: string, isAbout: (seq: number) => boolean) => rows.filter(({ seq }) => isAbout(seq)).flatMap(({ changes }) => changes).find((change) => change.field === field)?.now ?? null;
  const state = latest('state', () => true);
  const isAlone = !whole || state === 'settled';
  const ids = [...begun.keys()];
  const latestOf = (decision: string, field: string) => latest(field, (seq) => decisionAt(seq) === decision);
  const isQuestion = (decision: string) => QUESTIONS.has(latestOf(decision, 'measure'));
  const asked = state === 'asked' ? ids.findLast(isQuestion) : undefined;
  const stands = (decision: string) => (isQuestion(decision) ? decision === asked || latestOf(decision, 'decision') === 'in force' : !ENDS.has(latestOf(decision, 'decision')));
  const told = new Set(ids.filter((decision, nth) => nth === ids.length - 1 || (!isAlone && stands(decision))));

  const standing = new Map<string, Omit<Standing, 'value'> & { value: string | null }>();
  const keyOf = (field: string, seq: number) => (OF_DECISION.has(field) ? `${decisionAt(seq)} ${field}` : field);
  const opened = new Set(rows.flatMap(({ seq, changes }) => (changes.some(({ field }) => field === 'proposal') ? [keyOf('proposal, covered', seq)] : [])));
  for (const { seq, changes } of rows) {
    for (const { field, now } of changes) {
      const [key, decision] = [keyOf(field, seq), decisionAt(seq) ?? ''];
      if (field === 'grounds in force' && ENDS.has(latestOf(decision, 'decision'))) continue;
      if (standing.has(key) || opened.has(key) || (OF_DECISION.has(field) && !told.has(decision)) || (!whole && OF_CASE.has(field))) continue;
      standing.set(key, { field, value: now, seq, of: OF_DECISION.has(field) && told.size > 1 ? begun.get(decision)! : null });
    }
  }
  return [...standing.values()].flatMap(({ value, ...one }) => (value === null ? [] : [{ ...one, value }]));
}
