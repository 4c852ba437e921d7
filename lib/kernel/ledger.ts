import { eq } from 'drizzle-orm';
import type { Tx } from '../../db/client';
import { ledgerChains, ledgerEntries } from '../../db/schema';
import { nameOf, type Actor } from '../staff/actor';
import type { Instant } from './instant';
import { present } from './assert';
import { digestOfLine, GENESIS, type Entry, type LedgerLine } from '../audit/entry';

/**
 * Writes entries at the ends of their chains, in the caller's transaction and as its last act: the head of a chain is
 * locked from here to the commit. Chains are taken in the order of their names, so that two commands never wait for each other.
 */
export async function appendToLedger(
  tx: Tx,
  by: { command: string; actor: Actor; now: Instant; refusal?: string },
  entries: readonly Entry[],
): Promise<void> {
  const chains = [...new Set(entries.map((one) => one.chain))].sort();
  for (const chain of chains) {
    await tx.insert(ledgerChains).values({ chain, seq: 0, digest: GENESIS }).onConflictDoNothing();
    const [head] = await tx.select().from(ledgerChains).where(eq(ledgerChains.chain, chain)).for('update');
    let { seq, digest } = present(head, `head of ${chain}`);
    const lines = entries.filter((one) => one.chain === chain).map((one) => {
      const line: LedgerLine = {
        chain, seq: seq + 1, at: by.now, actorKind: by.actor.kind, actor: by.actor.id, actorName: nameOf(by.actor),
        command: by.command, says: one.says, changes: one.changes, refs: one.refs, refusal: by.refusal ?? null, previous: digest,
      };
      seq += 1;
      digest = digestOfLine(line);
      return { ...line, digest };
    });
    await tx.insert(ledgerEntries).values(lines);
    await tx.update(ledgerChains).set({ seq, digest }).where(eq(ledgerChains.chain, chain));
  }
}
