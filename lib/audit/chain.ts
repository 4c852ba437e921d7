import { digestOfLine, GENESIS, type LedgerLine } from './entry';

export type KeptLine = LedgerLine & { digest: string };

/** What is wrong with a chain, in the words an auditor reads, and where. */
export type Break = { chain: string; seq: number; kind: 'changed' | 'missing' | 'reordered' | 'cut'; words: string };

/**
 * Walks lines of one chain in the order of their numbers, starting after `from`.
 * Finds a changed line (its digest no longer fits its content), a missing one (a number is skipped)
 * and a reordered one (the link before is another line's).
 */
export function breaksIn(lines: readonly KeptLine[], from: { seq: number; digest: string } = { seq: 0, digest: GENESIS }): Break[] {
  const breaks: Break[] = [];
  let { seq, digest } = from;
  for (const line of lines) {
    if (line.seq !== seq + 1) {
      breaks.push({ chain: line.chain, seq: seq + 1, kind: 'missing', words: `line ${seq + 1} is missing` });
    } else if (line.previous !== digest) {
      breaks.push({ chain: line.chain, seq: line.seq, kind: 'reordered', words: `line ${line.seq} does not link to the line before it` });
    }
    if (digestOfLine(line) !== line.digest) {
      breaks.push({ chain: line.chain, seq: line.seq, kind: 'changed', words: `line ${line.seq} no longer says what was written` });
    }
    seq = line.seq;
    digest = line.digest;
  }
  return breaks;
}

/** A tail that was cut: the chain ends before the head that was recorded or signed, or carries another link there. */
export function cutAgainst(chain: string, witness: { seq: number; digest: string; by: string }, digestAt: (seq: number) => string | null): Break | null {
  const kept = digestAt(witness.seq);
  if (kept === witness.digest) return null;
  const words = kept === null
    ? `line ${witness.seq} is gone; ${witness.by} says it was there`
    : `line ${witness.seq} is not the one that ${witness.by} names`;
  return { chain, seq: witness.seq, kind: 'cut', words };
}
