import { inArray, sql } from 'drizzle-orm';
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
  const heads = await headsOf(tx, chains);
  const lines = chains.flatMap((chain) => {
    let { seq, digest } = present(heads.get(chain), `head of ${chain}`);
    return entries.filter((one) => one.chain === chain).map((one) => {
      const line: LedgerLine = {
        chain, seq: seq + 1, at: by.now, actorKind: by.actor.kind, actor: by.actor.id, actorName: nameOf(by.actor),
        command: by.command, says: one.says, changes: one.changes, refs: one.refs, refusal: by.refusal ?? null, previous: digest,
      };
      seq += 1;
      digest = digestOfLine(line);
      return { ...line, digest };
    });
  });
  for (let from = 0; from < lines.length; from += 1_000) await tx.insert(ledgerEntries).values(lines.slice(from, from + 1_000));
  const moved = new Map(lines.map(({ chain, seq, digest }) => [chain, { chain, seq, digest }]));
  await tx.execute(sql`
    update ledger_chains c set seq = r.seq, digest = r.digest from jsonb_to_recordset(${JSON.stringify([...moved.values()])}::jsonb) as r(chain text, seq bigint, digest text) where c.chain = r.chain`);
}

/** The heads of the chains, locked in the order of their names; a chain that has none yet begins. */
async function headsOf(tx: Tx, chains: readonly string[]): Promise<Map<string, typeof ledgerChains.$inferSelect>> {
  const lock = async () => new Map((await tx.select().from(ledgerChains).where(inArray(ledgerChains.chain, [...chains])).orderBy(ledgerChains.chain).for('update')).map((head) => [head.chain, head]));
  const heads = await lock();
  const fresh = chains.filter((chain) => !heads.has(chain));
  if (fresh.length === 0) return heads;
  await tx.insert(ledgerChains).values(fresh.map((chain) => ({ chain, seq: 0, digest: GENESIS }))).onConflictDoNothing();
  return lock();
}
