import { and, asc, eq, inArray, ne } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '../../../db/client';
import { accounts, cases, standings, trays } from '../../../db/schema';
import { gateOf } from '../../cases/case';
import { caseName, caseOf, type CaseRow } from '../../cases/commands/case-record';
import { settingsInForce } from '../../cases/queries/queue-settings';
import type { QueueSettings } from '../../cases/queue-settings';
import { canonicalJson, sha256Hex } from '../../kernel/canonical';
import { newId } from '../../kernel/ids';
import { inEnglish } from '../../kernel/language';
import type { Instant } from '../../kernel/instant';
import { locked, OPEN, type Gate } from '../../kernel/moves';
import { query } from '../../kernel/query';
import { refuse } from '../../kernel/refusal';
import { granted } from '../../kernel/result';
import type { Policy } from '../../policy/policy';
import { policyInForce } from '../../policy/queries/policy-in-force';
import type { Assessment, Band } from '../../risk/assessment';
import { ceilingOf } from '../../risk/rules';
import type { Staff } from '../../staff/actor';
import { blanksIn } from '../notice';
import { holdInForce, recordOf } from '../commands/decision-record';
import { addresseeOf } from '../commands/draft-notice';
import { MEASURES } from '../kinds';
import type { Measure } from '../measure';
import type { FormField } from '../measure-form';
import { gateForQueue } from '../ladder';
import { gateTogether } from '../together';
import { coveringDecision, groundsFor, offerOf } from './case-decisions';

/** Measures that one person takes: only they are taken on several cases in a row. */
const ALONE: readonly Measure[] = MEASURES.filter((measure) => measure.countersigned({ now: 0, ring: null, ceiling: null, heard: true, asked: null, hold: null }) === null);
/** Where no case is in sight, nothing is said to anybody. */
const ANYBODY = inEnglish({ zone: null });
/** What each case brings of its own; everything else is asked once, for all of them. */
const OWN_FIELDS: readonly string[] = ['questions', 'cap.amount', 'cap.currency'];

export type TrayLine = {
  account: string; name: string; caseId: string | null; case: string | null; band: Band | null;
  /** Whether the chosen measure may be taken here; what it would say, where it may. */
  gate: Gate; grounds: readonly string[]; said: readonly string[];
  /** Digest of the case and of what the measure would say, as they are shown. */
  seen: string;
  mine: boolean;
};
export type TrayPage = {
  lines: readonly TrayLine[];
  measures: readonly { id: string; name: string; says: string; chosen: boolean; /** Asked once, for all. */ fields: readonly FormField[]; tells: boolean; needsReason: boolean }[];
  /** Under which everything that is done together is entered. */
  together: string;
  now: Instant;
};

/** One's own tray, with what a measure would do to each account in it, or why it may not be taken there. */
export const trayPage = query({
  name: 'ask.tray',
  input: z.object({ measure: z.string().max(40).optional().catch(undefined) }),
  async run({ input, actor, now, db }) {
    if (actor.kind !== 'staff') return refuse('not-allowed');
    const lying = await db.select({ account: trays.account, name: accounts.name }).from(trays).leftJoin(accounts, eq(accounts.account, trays.account)).where(eq(trays.staff, actor.id)).orderBy(asc(trays.addedAt), asc(trays.account));
    const ids = lying.map(({ account }) => account);
    const open = ids.length === 0 ? [] : await db.select().from(cases).where(and(inArray(cases.account, ids), ne(cases.status, 'settled')));
    const [policy, { settings }] = await Promise.all([policyInForce(db), settingsInForce(db)]);
    // Not offered where not one of these cases may have it; a hold is renewed on the case itself.
    const offered = ALONE.filter((measure) => open.length === 0 || open.some((row) => gateForQueue(measure, { hold: null, queue: { group: row.queueGroup, settings } }, actor).state === 'open'));
    const chosen = offered.find(({ id }) => id === input.measure) ?? null;
    const lines: TrayLine[] = [];
    for (const { account, name } of lying) {
      const row = open.find((one) => one.account === account);
      const told = row === undefined ? { gate: locked('move-closed', 'It has no open case.'), grounds: [], said: [], seen: '', covered: false } : await tellTogether(db, row, chosen, policy, settings, actor, now);
      lines.push({
        account, name: row?.accountName ?? name ?? account, caseId: row?.id ?? null, case: row === undefined ? null : caseName(row), band: row === undefined || told.covered ? null : (row.band as Band),
        gate: told.gate, grounds: told.grounds, said: told.said, seen: told.seen, mine: row !== undefined && gateOf(caseOf(row), 'propose', actor, now).state === 'open',
      });
    }
    return granted<TrayPage>({
      lines, together: newId('together', now), now,
      measures: offered.map((measure) => {
        const offer = offerOf(measure, 0, policy, [], ANYBODY);
        return { id: measure.id, name: measure.title, says: measure.consequence, chosen: measure.id === chosen?.id, fields: offer.fields.filter(({ name }) => !OWN_FIELDS.includes(name)), tells: measure.notice !== null, needsReason: offer.needsReason };
      }),
    });
  },
});

/** What is proposed on one case among many: its own grounds, sentences, questions and amounts, with the version it was read at. */
export type Together = { caseId: string; version: number; mine: boolean; fields: Record<string, unknown>; grounds: readonly string[]; statement: string };

/** What the case brings to a measure that is taken on several in a row; refused with the reason where it may not be taken here, or where it is no longer what was shown. */
export const togetherOn = query({
  name: 'ask.tray',
  input: z.object({ caseId: z.string().max(100), measure: z.string().max(40), /** As the tray showed it. */ seen: z.string().max(64) }),
  async run({ input, actor, now, db }) {
    const measure = ALONE.find(({ id }) => id === input.measure);
    const [row] = await db.select().from(cases).where(eq(cases.id, input.caseId));
    if (!row || actor.kind !== 'staff') return refuse('not-found');
    if (!measure) return refuse('invalid', 'Choose a measure that one person takes.', { measure: 'Choose a measure that one person takes.' });
    const told = await tellTogether(db, row, measure, await policyInForce(db), (await settingsInForce(db)).settings, actor, now);
    if (told.gate.state === 'locked') return refuse(told.gate.code, told.gate.reason);
    // Nobody is told what nobody has read.
    if (told.seen !== input.seen) return refuse('stale', 'It has changed since it was shown here. Look at the tray again.');
    return granted<Together>({ caseId: row.id, version: row.version, mine: gateOf(caseOf(row), 'propose', actor, now).state === 'open', fields: told.fields, grounds: told.grounds, statement: told.statement });
  },
});

type Told = { gate: Gate; fields: Record<string, unknown>; grounds: readonly string[]; statement: string; said: readonly string[]; seen: string; covered: boolean };

async function tellTogether(db: Database, row: CaseRow, measure: Measure | null, policy: Policy, settings: QueueSettings, actor: Staff, now: Instant): Promise<Told> {
  const nothing = { fields: {}, grounds: [], statement: '', said: [], seen: '', covered: false };
  const record = await recordOf(db, row.id);
  if (coveringDecision(actor, record, now) !== null) return { ...nothing, gate: locked('locked', 'You may still be the second reader of a proposal here.'), covered: true };
  if (measure === null) return { ...nothing, gate: OPEN };
  const [standing] = await db.select({ content: standings.content }).from(standings).where(eq(standings.account, row.account));
  const assessment: Assessment | null = standing?.content ?? null;
  if (assessment === null) return { ...nothing, gate: locked('locked', 'It has not been assessed yet.') };
  const hold = holdInForce(record, now);
  const gate = gateTogether(caseOf(row), measure, { ceiling: ceilingOf(assessment), hold: hold === null ? null : { decision: hold.id }, queue: { group: row.queueGroup, settings } }, actor, now);
  if (gate.state === 'locked') return { ...nothing, gate };
  const { reader } = await addresseeOf(db, row.account);
  const offer = offerOf(measure, row.stakeUsd, policy, assessment.findings, inEnglish(reader));
  const grounds = measure.leastGrounds === 0 ? [] : groundsFor(assessment, policy).filter(({ suggested }) => suggested).map(({ number }) => number);
  const fields = ownFields(offer.fields);
  const amount = offer.fields.find(({ name }) => name === 'cap.amount');
  const questions = fields['questions'];
  const missing = grounds.length < measure.leastGrounds ? 'No ground of the policy speaks from its evidence: open the case.'
    : offer.draft !== null && blanksIn({ subject: '', paragraphs: [offer.draft] }, 'sealing').length > 0 ? 'Nothing that its holder may be told speaks from its evidence: open the case.'
      : amount !== undefined && amount.value === undefined ? 'Nothing is known to be at stake, so a hold needs its amount: open the case.'
        : Array.isArray(questions) && questions.length === 0 ? 'No question follows from its evidence: open the case.' : null;
  if (missing !== null) return { ...nothing, gate: locked('locked', missing) };
  const said = [
    ...(Array.isArray(questions) ? questions.map(String) : []),
    ...(amount?.value === undefined ? [] : [`Up to ${amount.value} USD`]),
    ...(offer.draft === null ? [] : offer.draft.split('\n')),
  ];
  const statement = offer.draft ?? '';
  return { gate: OPEN, fields, grounds, statement, said, seen: sha256Hex(canonicalJson({ version: row.version, fields, grounds, statement })), covered: false };
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
