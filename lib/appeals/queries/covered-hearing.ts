import type { Database, Tx } from '../../../db/client';
import type { Record } from '../../decisions/commands/decision-record';
import { isCovered, readableBlind } from '../../decisions/covered';
import { mayCountersign } from '../../decisions/decision';
import { listWords } from '../../evidence/wording';
import type { Instant } from '../../kernel/instant';
import { refuse, type Refusal } from '../../kernel/refusal';
import type { Actor } from '../../staff/actor';
import { workingStaff } from '../../staff/queries/colleagues';
import { mayHear, type Hearing } from '../appeal';

/** Said where an appeal is covered from somebody. */
export const COVERED_HEARING = 'A proposal that goes with this case waits for a second reader, and you may be that reader: the appeal is covered from you.';

/**
 * Why somebody neither reads an appeal nor hears it who may still read blind what waits on its case: what was decided before, with its odds, would lead
 * them. It says who can, since reading the proposal takes their part in the appeal from them, and hearing the appeal their part in the proposal. Null
 * where nothing is covered.
 */
export async function coveredHearing(db: Database | Tx, actor: Actor, { decision, countersignatures, touches, record }: Hearing & { record: Record }, now: Instant): Promise<Refusal | null> {
  const waits = readableBlind(actor, record, now);
  if (waits === null) return null;
  const others = (await workingStaff(db)).filter(({ id }) => id !== actor.id);
  const hearers = others.filter((one) => mayHear(one, decision, countersignatures, touches).state === 'open' && !isCovered(one, record, now));
  const readers = others.filter((one) => mayCountersign(one, waits, 'proposed', record.handsOn(waits)).state === 'open');
  return refuse('conflict', `${COVERED_HEARING} ${whoCan(hearers.map(({ name }) => name), readers.map(({ name }) => name))}`);
}

/** So many names at most; the others are counted. */
const MOST_NAMES = 3;

function whoCan(hearers: readonly string[], readers: readonly string[]): string {
  if (hearers.length > 0) return `${namesIn(hearers)} can hear it now; whoever reads the proposal cannot any more.`;
  if (readers.length > 0) return `Leave the proposal to ${namesIn(readers)}: once it is read the appeal is open to you, and nobody else can hear it.`;
  return 'Nobody else can hear the one or read the other, and nobody does both: one of them waits until somebody new is there.';
}

const namesIn = (names: readonly string[]): string => listWords([...names.slice(0, MOST_NAMES), ...(names.length > MOST_NAMES ? [`${names.length - MOST_NAMES} more`] : [])]);
