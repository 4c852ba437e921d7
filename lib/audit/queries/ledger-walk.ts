import { and, asc, eq, gt, sql } from 'drizzle-orm';
import type { Database, Tx } from '../../../db/client';
import { ledgerChains, ledgerCheckpoints, ledgerEntries } from '../../../db/schema';
import { keyFor } from '../../kernel/secrets';
import type { Witness } from '../adapters/witness';
import { breaksIn, cutAgainst, type Break } from '../chain';
import { isSignedBy, signingKey, type Head } from '../checkpoint';
import { GENESIS } from '../entry';

export type Verification = { lines: number; chains: number; checkpoints: number; witnesses: number; breaks: Break[] };

const PAGE = 5_000;

/**
 * Reads the ledger from end to end, or one chain of it, and tells every break: a changed, missing or reordered line, a tail
 * cut off (against recorded heads, signed checkpoints and the witness file), a forged or missing checkpoint.
 */
export async function walkLedger(db: Database | Tx, witnesses: readonly Witness[], only?: string): Promise<Verification> {
  const verification: Verification = { lines: 0, chains: 0, checkpoints: 0, witnesses: witnesses.length, breaks: [] };
  const signed = await walkCheckpoints(db, witnesses, verification, only);
  const heads = await db.select().from(ledgerChains).where(only ? eq(ledgerChains.chain, only) : sql`true`).orderBy(asc(ledgerChains.chain));
  const known = new Map(heads.map((head) => [head.chain, head]));
  const chains = only ? [only] : (await db.selectDistinct({ chain: ledgerEntries.chain }).from(ledgerEntries).orderBy(asc(ledgerEntries.chain))).map((row) => row.chain);
  for (const chain of new Set([...chains, ...known.keys(), ...signed.keys()])) {
    verification.chains += 1;
    const recorded = known.get(chain);
    const named = [
      ...(recorded && recorded.seq > 0 ? [{ seq: recorded.seq, digest: recorded.digest, by: 'the recorded head' }] : []),
      ...(signed.get(chain) ?? []).map((head) => ({ seq: head.seq, digest: head.digest, by: `checkpoint ${head.number}` })),
    ];
    verification.lines += await walkChain(db, chain, named, verification.breaks);
  }
  return verification;
}

async function walkChain(db: Database | Tx, chain: string, named: readonly { seq: number; digest: string; by: string }[], breaks: Break[]): Promise<number> {
  let from = { seq: 0, digest: GENESIS };
  let lines = 0;
  const found = new Map<number, string>();
  const wanted = new Set(named.map((one) => one.seq));
  for (;;) {
    const page = await db.select().from(ledgerEntries).where(and(eq(ledgerEntries.chain, chain), gt(ledgerEntries.seq, from.seq))).orderBy(asc(ledgerEntries.seq)).limit(PAGE);
    breaks.push(...breaksIn(page, from));
    for (const line of page) if (wanted.has(line.seq)) found.set(line.seq, line.digest);
    lines += page.length;
    const last = page.at(-1);
    if (last) from = { seq: last.seq, digest: last.digest };
    if (page.length < PAGE) break;
  }
  // One cut is told once: by the furthest witness that misses its line.
  const cuts = named.map((one) => cutAgainst(chain, one, (seq) => found.get(seq) ?? null)).filter((cut) => cut !== null);
  const furthest = cuts.sort((a, b) => b.seq - a.seq)[0];
  if (furthest) breaks.push(furthest);
  return lines;
}

async function walkCheckpoints(db: Database | Tx, witnesses: readonly Witness[], verification: Verification, only?: string): Promise<Map<string, (Head & { number: number })[]>> {
  const { publicKey } = signingKey(keyFor('ledger'));
  const heads = new Map<string, (Head & { number: number })[]>();
  const digests = new Map<number, string>();
  const bad = (number: number, words: string): void => { verification.breaks.push({ chain: 'checkpoints', seq: number, kind: 'changed', words }); };
  let previous = GENESIS;
  let expected = 1;
  for (;;) {
    const page = await db.select().from(ledgerCheckpoints).where(gt(ledgerCheckpoints.number, expected - 1)).orderBy(asc(ledgerCheckpoints.number)).limit(PAGE);
    for (const checkpoint of page) {
      if (checkpoint.number !== expected) verification.breaks.push({ chain: 'checkpoints', seq: expected, kind: 'missing', words: `checkpoint ${expected} is missing` });
      else if (checkpoint.previous !== previous) bad(checkpoint.number, `checkpoint ${checkpoint.number} does not link to the one before it`);
      if (!isSignedBy(checkpoint, publicKey)) bad(checkpoint.number, `checkpoint ${checkpoint.number} does not carry this installation's signature`);
      for (const head of checkpoint.heads) if (!only || head.chain === only) heads.set(head.chain, [...(heads.get(head.chain) ?? []), { ...head, number: checkpoint.number }]);
      digests.set(checkpoint.number, checkpoint.digest);
      previous = checkpoint.digest;
      expected = checkpoint.number + 1;
      verification.checkpoints += 1;
    }
    if (page.length < PAGE) break;
  }
  for (const witness of witnesses) {
    if (digests.get(witness.number) !== witness.digest) {
      verification.breaks.push({ chain: 'checkpoints', seq: witness.number, kind: 'cut', words: `checkpoint ${witness.number} is not the one that the witness file names` });
    }
  }
  return heads;
}
