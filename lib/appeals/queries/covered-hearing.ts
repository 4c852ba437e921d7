import type { Database, Tx } from '../../../db/client';
import { isCovered, type Decided } from '../../decisions/covered';
import { listWords } from '../../evidence/wording';
import type { Instant } from '../../kernel/instant';
import { refuse, type Refusal } from '../../kernel/refusal';
import type { Actor, Staff } from '../../staff/actor';
import { workingStaff } from '../../staff/queries/colleagues';
import { hearersOf, mayHear, type Appeal, type Hearing } from '../appeal';

/** Said where an appeal is covered from somebody. */
export const COVERED_HEARING = 'A proposal that goes with this case waits for a second reader, and you may be that reader: the appeal is covered from you.';

/**
 * Why somebody neither reads an appeal nor hears it who may still read blind what waits on its case: what was decided before, with its odds, would lead
 * them. Null where nothing is covered. Reading the proposal takes their part in the appeal from them, so while it waits this says who hears it else.
 */
export async function coveredHearing(db: Database | Tx, actor: Actor, { decidedAt }: Pick<Appeal, 'decidedAt'>, hearing: Hearing & { record: Decided }, now: Instant): Promise<Refusal | null> {
  if (!isCovered(actor, hearing.record, now)) return null;
  if (decidedAt !== null) return refuse('conflict', COVERED_HEARING);
  const own = mayHear(actor, hearing.decision, hearing.countersignatures, hearing.touches);
  return refuse('conflict', `${COVERED_HEARING} ${own.state === 'locked' ? own.reason : whoHears((await workingStaff(db)).filter(({ id }) => id !== actor.id), hearing, now)}`);
}

/** So many names at most; the others are counted. */
const MOST_NAMES = 3;

/** Who else can hear it. Nobody is named, nor counted, as one who may read the proposal: whoever is missing there may be who made it. */
function whoHears(others: readonly Staff[], hearing: Hearing & { record: Decided }, now: Instant): string {
  const names = hearersOf(others, hearing, hearing.record, now).map(({ name }) => name);
  if (names.length > 0) return `${listWords([...names.slice(0, MOST_NAMES), ...(names.length > MOST_NAMES ? [`${names.length - MOST_NAMES} more`] : [])])} can hear it now; whoever reads the proposal cannot any more.`;
  const isAlone = hearersOf(others, hearing, null, now).length === 0;
  return isAlone ? 'Leave the proposal to another admin, or to one who is still to come: nobody else can hear the appeal, and it is open to you once that is read.' : 'Whoever reads the proposal cannot hear it any more: one admin reads, and another hears it then.';
}
