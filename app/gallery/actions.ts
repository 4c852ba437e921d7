'use server';
import { redirect } from 'next/navigation';
import type { TogetherState } from '@/components/decision/together';
import type { VerifyState } from '@/components/audit/verify-state';
import type { WaveState } from '@/components/decision/wave';
import type { Piece } from '@/components/evidence/exhibits/link-space';
import type { ClaimState } from '@/components/queue/claiming';
import type { BackState } from '@/components/ui/back-state';
import type { FormState } from '@/components/ui/form-state';
import type { SecretState } from '@/components/ui/secret-state';
import type { Offered } from '@/lib/staff/queries/colleagues';
import { granted, type Result } from '@/lib/kernel/result';
import { refuse } from '@/lib/kernel/refusal';
import { NOW } from './cast';

// The gallery changes nothing: its forms answer with words, so that every state of a form can be seen.

export async function answerDone(): Promise<FormState> {
  return granted({ words: 'Done. In the gallery this changes nothing.' });
}

export async function answerStale(): Promise<FormState> {
  return refuse('stale', 'Ben changed this case a minute ago. Nothing was sent; what you wrote is kept.');
}

export async function answerInvalid(): Promise<FormState> {
  return refuse('invalid', undefined, { text: 'Write a few words.', measure: 'Choose one measure.', ground: 'A payout hold needs at least one ground.', reason: 'The second reader needs a reason.', reasons: 'The holder will read this: give your reasons.', likely: 'Say how likely it is.' });
}

export async function answerKeys(): Promise<FormState> {
  return refuse('invalid', undefined, { 'keys.claim': 'x is the key of “Choose the row” already.' });
}

export async function leadBack(): Promise<void> {
  redirect('/gallery/appeal?sent=1');
}

export async function signOut(): Promise<void> {
  redirect('/gallery');
}

export async function answerTogether(_: TogetherState, form: FormData): Promise<TogetherState> {
  return granted({ results: form.getAll('case').map((caseId, nth) => ({ caseId: String(caseId), decision: nth === 0 ? 'decision-1' : null, words: nth === 0 ? 'Decided.' : 'Somebody else holds this case.' })) });
}

export async function answerClaim(_: ClaimState, form: FormData): Promise<ClaimState> {
  return granted({ results: form.getAll('case').map((caseId, nth) => ({ caseId: String(caseId), is: nth === 0 ? 'claimed' as const : 'refused' as const, along: nth === 0 ? [{ caseId: 'case-31', case: 'C-2331', name: 'Nadia Kestrel' }] : [], words: nth === 0 ? 'Yours.' : 'Another person holds this case.' })) });
}

export async function answerBack(_: BackState, form: FormData): Promise<BackState> {
  return granted({ results: form.getAll('id').map((id) => ({ id: String(id), done: true, words: 'Taken back.' })) });
}

export async function answerWave(_: WaveState, form: FormData): Promise<WaveState> {
  const accounts = [...form.keys()].filter((key) => key.startsWith('leave.') && form.get(key) === '').map((key) => key.slice('leave.'.length));
  if (form.has('plan')) return granted({ wave: 'wave_1', words: '', results: [], left: accounts.map((account) => ({ account, name: account })) });
  return granted({ wave: 'wave_1', left: [], words: `Proposed for ${accounts.length - 1} accounts of ${accounts.length}. It waits for a second person.`, results: accounts.filter((account) => !form.has('only') || form.get('only') === account).map((account) => ({ account, name: account, done: account !== accounts[0], words: account !== accounts[0] ? 'Proposed.' : 'Another person holds this case.' })) });
}

export async function answerSecret(): Promise<SecretState> {
  return granted({ words: 'The key “main” is made.', secret: 'csk_gallery_this_opens_nothing' });
}

export async function answerBroken(): Promise<VerifyState> {
  return granted({ lines: 4_120, chains: 88, checkpoints: 12, breaks: [{ where: 'case:C-2318, line 27', words: 'changed since it was written' }], at: NOW });
}

export async function offered(): Promise<readonly Offered[]> {
  return [{ name: 'Ben', role: 'moderator', written: 'Ben' }, { name: 'Cleo', role: 'admin', written: 'Cleo' }, { name: 'Dov', role: 'auditor', written: 'Dov' }];
}

export async function answerGrown(account: string): Promise<Result<Piece>> {
  return granted({ accounts: [{ id: 'acc_5P', label: 'acc_5P', role: 'other' }], identifiers: [{ id: 'home', label: 'A-17C', kind: 'home address', accounts: 2, hub: false, rarity: '1 in 4,200' }], edges: ['acc_5P', account].map((one) => ({ account: one, identifier: 'home', weight: 1.6, solid: true, says: 'one home address, 12 Sep to 9 Nov' })) });
}

export async function nothing(): Promise<void> {}
