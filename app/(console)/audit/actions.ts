'use server';
import type { VerifyState } from '@/components/audit/verify-state';
import { verifyLedger } from '@/lib/audit/commands/verify-ledger';
import { attempt } from '@/lib/kernel/action';
import { clock } from '@/lib/kernel/clock';
import { granted } from '@/lib/kernel/result';

export async function verify(_state: VerifyState, form: FormData): Promise<VerifyState> {
  const chain = form.get('chain');
  const result = await attempt(verifyLedger, typeof chain === 'string' && chain !== '' ? { chain } : {});
  if (!result.ok) return result;
  const { lines, chains, checkpoints, breaks } = result.value;
  return granted({ lines, chains, checkpoints, breaks: breaks.map((one) => ({ where: one.chain, words: one.words })), at: clock.now() });
}
