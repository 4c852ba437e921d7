import { eq } from 'drizzle-orm';
import { reading } from '../../../db/client';
import { arrange, openCase, policyFor, staffFor, versionOf, type OpenCase } from '../../../db/factories';
import { cases } from '../../../db/schema';
import { claimCase } from '../../cases/commands/claim-case';
import { DAY } from '../../kernel/instant';
import type { Result } from '../../kernel/result';
import type { Staff } from '../../staff/actor';
import { countersignDecision } from './countersign-decision';
import { proposeDecision } from './propose-decision';

/** Fields of every measure as somebody fills them. */
export const FIELDS = {
  dismiss: {}, watch: { days: 30 }, ask: { questions: ['When did you begin to use this device?'] }, 'step-up': { routes: ['bank_sign_in', 'live_check'] },
  'payout-hold': { cap: { amount: 1870, currency: 'USD' } }, restriction: { what: ['new_contracts'] }, suspension: { days: 30 }, closure: { answersStory: 'Three accounts are paid to one wallet.' },
} as const satisfies Record<string, Record<string, unknown>>;
export type MeasureId = keyof typeof FIELDS;

export const STATEMENT = 'Since 12 October another machine works on this account.\nPayout goes to a wallet that was added five days after your check.';

/** The value of what must have been done. */
export function must<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new Error(`${result.code}: ${result.words}`);
  return result.value;
}

/** The people of a test of decisions, on a policy in force. */
export type Cast = Record<'ada' | 'ben' | 'cleo' | 'iris' | 'dov', Staff>;

export async function cast(): Promise<Cast> {
  await policyFor();
  return {
    ada: await staffFor('moderator', { name: 'Ada' }), ben: await staffFor('moderator', { name: 'Ben' }), cleo: await staffFor('admin', { name: 'Cleo' }), iris: await staffFor('admin', { name: 'Iris' }), dov: await staffFor('auditor', { name: 'Dov' }),
  };
}

export const caseRow = async (id: string) => (await reading().select().from(cases).where(eq(cases.id, id)))[0]!;
export const moveCase = (id: string, set: Partial<typeof cases.$inferInsert>) => arrange((tx) => tx.update(cases).set(set).where(eq(cases.id, id)));

/** The question was put, and its time has passed: closure is no longer locked. */
export const HEARD = { askedAt: Date.now() - 8 * DAY, askedUntil: Date.now() - DAY } as const;

/** A case in somebody's hands; heard already, so that every measure is open. */
export async function held(by: Staff, about: Parameters<typeof openCase>[0] = {}): Promise<OpenCase> {
  const opened = await openCase({ ...about, columns: { ...HEARD, ...about.columns } });
  must(await claimCase(by, { caseId: opened.caseId }));
  return { ...opened, version: (await caseRow(opened.caseId)).version };
}

type Proposal = Parameters<typeof proposeDecision>[1];

export async function propose(by: Staff, { caseId }: { caseId: string }, measure: MeasureId, over: Partial<Proposal> = {}) {
  const { version } = await caseRow(caseId);
  return proposeDecision(by, { caseId, version, measure, fields: FIELDS[measure], grounds: ['2.4'], statement: STATEMENT, reason: 'The wallet decides it.', panels: ['verdict', 'money'], ...over });
}

export const countersign = async (by: Staff, decisionId: string, measure: MeasureId, over: Partial<Parameters<typeof countersignDecision>[1]> = {}) =>
  countersignDecision(by, { decisionId, version: await versionOf({ decision: decisionId }), measure, fields: FIELDS[measure], grounds: ['2.4'], words: 'Read on its own, the wallet decides it.', ...over });

/** A decision in effect: proposed by one and, where it takes two, countersigned by the other. */
export async function decided(measure: MeasureId, by: Staff, second: Staff, over: Partial<Proposal> = {}): Promise<{ caseId: string; account: string; decision: string }> {
  const opened = await held(by);
  const proposed = must(await propose(by, opened, measure, over));
  if (proposed.second !== null) must(await countersign(second, proposed.decision, measure));
  return { caseId: opened.caseId, account: opened.account, decision: proposed.decision };
}
