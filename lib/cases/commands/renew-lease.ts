import { z } from 'zod';
import type { Tx } from '../../../db/client';
import { caseChain, entry, type Entry } from '../../audit/entry';
import { command, done } from '../../kernel/command';
import { MINUTE, type Instant } from '../../kernel/instant';
import { refuse, type Refusal } from '../../kernel/refusal';
import type { Actor } from '../../staff/actor';
import { keepMove, lockCase, type CaseRow } from './case-record';

/** Keeps a claimed case for another term: the page asks for it while the person works. */
export const renewLease = command({
  name: 'case.renewLease',
  input: z.object({ caseId: z.string() }),
  chain: ({ caseId }) => caseChain(caseId),
  async run({ input, actor, now, tx }) {
    const row = await lockCase(tx, input.caseId);
    if (!row) return refuse('not-found');
    const kept = await keepForAnotherTerm(tx, row, actor, now);
    return kept.ok ? done({ leaseUntil: kept.row.leaseUntil, version: kept.row.version }, kept.entry) : kept;
  },
});

export async function keepForAnotherTerm(tx: Tx, row: CaseRow, actor: Actor, now: Instant): Promise<{ ok: true; row: CaseRow; entry: Entry } | Refusal> {
  const kept = await keepMove(tx, row, { name: 'renewLease' }, actor, now);
  if (!kept.ok) return kept;
  return { ok: true, row: kept.row, entry: entry(caseChain(row.id), `kept the case for another ${((kept.row.leaseUntil ?? now) - now) / MINUTE} minutes`, { refs: { case: row.id } }) };
}
