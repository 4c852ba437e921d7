import { eq } from 'drizzle-orm';
import { reading } from '../../../db/client';
import { linesOf, openRing } from '../../../db/factories';
import { confirmations, decisions } from '../../../db/schema';
import type { Staff } from '../../staff/actor';
import { wavePlan } from '../queries/wave-plan';
import { HEARD, moveCase, must } from './decided.fixture';
import { countersignWave } from './countersign-wave';
import { proposeWave } from './propose-wave';
import { proposeMember, signMember } from './wave-steps';

/** Waves for the tests of commands, begun and read as the pages would. */
export type Ring = Awaited<ReturnType<typeof openRing>>;
export type Made = Ring & { wave: string; accounts: readonly string[] };

export const REASON = 'One wallet, one machine, one week.';
export const decisionsIn = (wave: string) => reading().select().from(decisions).where(eq(decisions.wave, wave));
export const inForce = async (wave: string) => (await reading().select({ account: decisions.account }).from(confirmations).innerJoin(decisions, eq(decisions.id, confirmations.decision)).where(eq(decisions.wave, wave))).map(({ account }) => account).sort();
export const accountsOf = ({ members }: Ring) => members.map(({ account }) => account);
export const wordsOf = (result: Awaited<ReturnType<typeof proposeMember>>) => (result.ok ? result.value.words : result.words);
/** The ledger of what belongs to no case, as far as it speaks of one wave. */
export const ringLines = async (wave: string) => (await linesOf('main')).filter(({ refs }) => refs['wave'] === wave);

/** Begins a wave on the ring as the page would send it; `leave` by account. */
export async function begin({ ring }: Ring, by: Staff, { measure = 'suspension', fields = { days: 30 } as Record<string, unknown>, leave = {} as Record<string, 'story' | 'weak-tie' | 'household' | 'other'> } = {}) {
  const plan = must(await wavePlan(by, { ring, measure }));
  const members = plan.lines.map(({ account, leave: suggested, why, seen, free }) => ({ account, leave: leave[account] ?? (free ? null : suggested), why, seen }));
  return proposeWave(by, { wave: plan.wave, ring, measure, fields, reason: REASON, members });
}

/** A ring of so many, each proposed. */
export async function proposedWave(size: number, by: Staff, over: Parameters<typeof begin>[2] = {}): Promise<Made> {
  const made = await openRing(size);
  for (const { caseId } of made.members) await moveCase(caseId, HEARD);
  const { wave, accounts } = must(await begin(made, by, over));
  for (const account of accounts) must(await proposeMember(by, { wave, account }));
  return { ...made, wave, accounts };
}

export const verdict = (by: Staff, { wave, accounts }: { wave: string; accounts: readonly string[] }, over: Partial<Parameters<typeof countersignWave>[1]> = {}) =>
  countersignWave(by, { wave, measure: 'suspension', fields: { days: 30 }, grounds: ['2.4'], words: 'The wallet, on each of them.', accounts: accounts.length, ...over });

/** A wave in force: proposed by one, countersigned on each by the other. */
export async function signedWave(size: number, by: Staff, second: Staff): Promise<Made> {
  const made = await proposedWave(size, by);
  must(await verdict(second, made));
  for (const account of made.accounts) must(await signMember(second, { wave: made.wave, account }));
  return made;
}
