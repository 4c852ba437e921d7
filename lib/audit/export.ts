import type { Checkpoint, Head } from './checkpoint';
import type { KeptLine } from './chain';

/**
 * Lines of the ledger export, in this order: the key, the checkpoints, then each chain's entries followed by its head. With nothing else
 * anybody can verify: `breaksIn` walks the entries of a chain, `isSignedBy` checks a checkpoint against the key, and `cutAgainst`
 * holds heads and signed heads against the entries. `at` is epoch milliseconds throughout, as digested.
 */
export type LedgerExportLine =
  | { kind: 'key'; algorithm: 'Ed25519'; publicKey: string }
  | ({ kind: 'checkpoint' } & Checkpoint)
  | ({ kind: 'entry' } & KeptLine)
  | ({ kind: 'head' } & Head);

/** `publicKey` is SubjectPublicKeyInfo in PEM. */
export const keyLine = (publicKey: string): LedgerExportLine => ({ kind: 'key', algorithm: 'Ed25519', publicKey });

export function checkpointLine({ number, at, heads, previous, digest, signature }: Checkpoint): LedgerExportLine {
  return { kind: 'checkpoint', number, at, heads, previous, digest, signature };
}

export function entryLine({ chain, seq, at, actorKind, actor, actorName, command, says, changes, refs, refusal, previous, digest }: KeptLine): LedgerExportLine {
  return { kind: 'entry', chain, seq, at, actorKind, actor, actorName, command, says, changes, refs, refusal, previous, digest };
}

export const headLine = ({ chain, seq, digest }: Head): LedgerExportLine => ({ kind: 'head', chain, seq, digest });
