import { eq } from 'drizzle-orm';
import type { Database } from '../../../db/client';
import { standings } from '../../../db/schema';
import type { Case } from '../../cases/case';
import type { QueueSettings } from '../../cases/queue-settings';
import { canonicalJson, sha256Hex } from '../../kernel/canonical';
import type { Instant } from '../../kernel/instant';
import { inEnglish } from '../../kernel/language';
import { locked, OPEN, type Gate } from '../../kernel/moves';
import type { Policy } from '../../policy/policy';
import type { Assessment } from '../../risk/assessment';
import { ceilingOf } from '../../risk/rules';
import type { Staff } from '../../staff/actor';
import { holdInForce, recordOf } from '../commands/decision-record';
import { addresseeOf } from '../commands/draft-notice';
import type { Measure } from '../measure';
import type { FormField } from '../measure-form';
import { blanksIn } from '../notice';
import type { gateTogether } from '../together';
import { coveringDecision, groundsFor, offerOf } from './case-decisions';

/** What each case brings of its own; everything else is asked once, for all of them. */
export const OWN_FIELDS: readonly string[] = ['questions', 'cap.amount', 'cap.currency'];

/** What a measure would tell of one account among several, or why it may not be taken there. `seen` is a digest of what it shows. */
export type Told = { gate: Gate; fields: Record<string, unknown>; grounds: readonly string[]; statement: string; asked: readonly string[]; said: readonly string[]; seen: string; covered: boolean };

/** The account as it is judged: its open case, or the one that would be opened. `mark` changes with whatever must be read again. */
export type Subject = { caseId: string | null; case: Case; stakeUsd: number; /** Of the queue; '' for everybody's. */ group: string; mark: string | number };

export async function tell(db: Database, on: Subject, measure: Measure | null, gateFor: typeof gateTogether, policy: Policy, settings: QueueSettings, actor: Staff, now: Instant): Promise<Told> {
  const { account } = on.case;
  const nothing = { fields: {}, grounds: [], statement: '', asked: [], said: [], seen: '', covered: false };
  const record = await recordOf(db, on.caseId ?? '');
  if (coveringDecision(actor, record, now) !== null) return { ...nothing, gate: locked('locked', 'You may still be the second reader of a proposal here.'), covered: true };
  if (measure === null) return { ...nothing, gate: OPEN };
  const [standing] = await db.select({ content: standings.content }).from(standings).where(eq(standings.account, account));
  const assessment: Assessment | null = standing?.content ?? null;
  if (assessment === null) return { ...nothing, gate: locked('locked', 'It has not been assessed yet.') };
  const hold = holdInForce(record, now);
  const gate = gateFor(on.case, measure, { ceiling: ceilingOf(assessment), hold: hold === null ? null : { decision: hold.id }, queue: { group: on.group, settings } }, actor, now);
  if (gate.state === 'locked') return { ...nothing, gate };
  const { reader } = await addresseeOf(db, account);
  const offer = offerOf(measure, on.stakeUsd, policy, assessment.findings, inEnglish(reader));
  const grounds = measure.leastGrounds === 0 ? [] : groundsFor(assessment, policy).filter(({ suggested }) => suggested).map(({ number }) => number);
  const fields = ownFields(offer.fields);
  const amount = offer.fields.find(({ name }) => name === 'cap.amount');
  const questions = fields['questions'];
  const missing = grounds.length < measure.leastGrounds ? 'No ground of the policy speaks from its evidence: open the case.'
    : offer.draft !== null && blanksIn({ subject: '', paragraphs: [offer.draft] }, 'sealing').length > 0 ? 'Nothing that its holder may be told speaks from its evidence: open the case.'
      : amount !== undefined && amount.value === undefined ? 'Nothing is known to be at stake, so a hold needs its amount: open the case.'
        : Array.isArray(questions) && questions.length === 0 ? 'No question follows from its evidence: open the case.' : null;
  if (missing !== null) return { ...nothing, gate: locked('locked', missing) };
  const asked = Array.isArray(questions) ? questions.map(String) : [];
  const said = [
    ...(amount?.value === undefined ? [] : [`Up to ${amount.value} USD`]),
    ...(offer.draft === null ? [] : offer.draft.split('\n')),
  ];
  const statement = offer.draft ?? '';
  return { gate: OPEN, fields, grounds, statement, asked, said, seen: sha256Hex(canonicalJson({ mark: on.mark, fields, grounds, statement })), covered: false };
}

/** Values that come from the case, as the measure's schema takes them. */
function ownFields(fields: readonly FormField[]): Record<string, unknown> {
  const own: Record<string, unknown> = {};
  for (const { name, value } of fields) {
    if (!OWN_FIELDS.includes(name)) continue;
    if (name === 'questions') own['questions'] = (value ?? '').split('\n').filter((line) => line !== '');
    else own['cap'] = { ...(own['cap'] as object | undefined), [name.slice('cap.'.length)]: value };
  }
  return own;
}
