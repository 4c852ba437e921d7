import { canonicalJson, sha256Hex } from '../kernel/canonical';
import type { Instant } from '../kernel/instant';

/** An old value and the new one, in words that an auditor reads. */
export type Change = { field: string; was: string | null; now: string | null };

/** `main`, or `case:<id>`: the whole story of one case is one chain. */
export type Chain = 'main' | `case:${string}`;

export const caseChain = (caseId: string): Chain => `case:${caseId}`;

/** What a command says it did. The kernel adds who, when and the link to the line before. */
export type Entry = {
  chain: Chain;
  /** Follows the actor's name: "claimed the case for 20 minutes". */
  says: string;
  changes: readonly Change[];
  /** Ids of what it was about: case, account, decision, order, appeal, staff … */
  refs: Readonly<Record<string, string>>;
};

export function entry(chain: Chain, says: string, about: { changes?: readonly Change[]; refs?: Record<string, string> } = {}): Entry {
  return { chain, says, changes: about.changes ?? [], refs: about.refs ?? {} };
}

/** A line of the ledger as it is kept. */
export type LedgerLine = {
  chain: string;
  seq: number;
  at: Instant;
  actorKind: string;
  actor: string;
  actorName: string;
  command: string;
  says: string;
  changes: readonly Change[];
  refs: Readonly<Record<string, string>>;
  refusal: string | null;
  previous: string;
};

/** A line as it is read: who, then what they did. */
export function sentenceOf({ actorKind, actorName, command, says }: Pick<LedgerLine, 'actorKind' | 'actorName' | 'command' | 'says'>): string {
  if (actorKind === 'visitor') return `${says.charAt(0).toUpperCase()}${says.slice(1)}`;
  // What an assessment comes to is nobody's decision, whoever had it run: an import opens cases as the worker does.
  const who = actorKind === 'operator' && command === 'accounts.assess' ? 'Countersign, run by the operator,' : actorName;
  return `${who} ${says}`;
}

/** What the first line of every chain links to. */
export const GENESIS = '0'.repeat(64);

/** The link of a line: SHA-256 over the canonical JSON of everything in it, the link before included. */
export function digestOfLine(line: LedgerLine): string {
  const { chain, seq, at, actorKind, actor, actorName, command, says, changes, refs, refusal, previous } = line;
  return sha256Hex(canonicalJson({ chain, seq, at, actorKind, actor, actorName, command, says, changes, refs, refusal, previous }));
}
