import type { Tx } from '../../../db/client';
import { caseChain, entry } from '../../audit/entry';
import { done, type Done } from '../../kernel/command';
import { MINUTE, type Instant } from '../../kernel/instant';
import type { Refusal } from '../../kernel/refusal';
import type { Actor } from '../../staff/actor';
import { gateOf } from '../case';
import { caseName, caseOf, keepMove, keepTouch, lockRingMates, type CaseRow } from './case-record';

/** A case of the ring that was claimed along with another. `name`: of the account. */
export type Along = { caseId: string; case: string; name: string };

/** What claiming answers: the case, and what came along with it. */
export type Claimed = { caseId: string; /** As people call it. */ name: string; version: number; together: readonly Along[] };

/** What both ways of claiming share: the case itself, then, unless it is claimed alone, the free cases of its ring. */
export async function claimWithRing(tx: Tx, row: CaseRow, actor: Actor, now: Instant, { alone = false } = {}): Promise<Done<Claimed> | Refusal> {
  const kept = await keepMove(tx, row, { name: 'claim' }, actor, now);
  if (!kept.ok) return kept;
  await keepTouch(tx, row.id, actor, 'claimed', now);
  const minutes = ((kept.row.leaseUntil ?? now) - now) / MINUTE;
  const first = entry(caseChain(row.id), `claimed the case for ${minutes} minutes`, { refs: { case: row.id, account: row.account }, changes: kept.changes });
  const mates = [];
  const together: Along[] = [];
  for (const mate of alone ? [] : await lockRingMates(tx, row)) {
    if (gateOf(caseOf(mate), 'claim', actor, now).state === 'locked') continue;
    const also = await keepMove(tx, mate, { name: 'claim' }, actor, now);
    if (!also.ok) continue;
    await keepTouch(tx, mate.id, actor, 'claimed', now);
    together.push({ caseId: mate.id, case: caseName(mate), name: mate.accountName ?? mate.account });
    mates.push(entry(caseChain(mate.id), `claimed the case for ${minutes} minutes, together with its ring`, { refs: { case: mate.id, account: mate.account, ring: row.ring ?? '' }, changes: also.changes }));
  }
  return done({ caseId: row.id, name: caseName(row), version: kept.row.version, together }, first, ...mates);
}
