'use server';
import { revalidatePath } from 'next/cache';
import type { BackState } from '@/components/ui/back-state';
import type { FormState } from '@/components/ui/form-state';
import type { TogetherState } from '@/components/decision/together';
import { plural } from '@/components/ui/words';
import { claimCase } from '@/lib/cases/commands/claim-case';
import { emptyTray } from '@/lib/cases/commands/empty-tray';
import { fillTray } from '@/lib/cases/commands/fill-tray';
import { releaseCase } from '@/lib/cases/commands/release-case';
import { MOST_TOGETHER } from '@/lib/cases/tray';
import { proposeDecision } from '@/lib/decisions/commands/propose-decision';
import { withdrawDecision } from '@/lib/decisions/commands/withdraw-decision';
import { fieldsSent } from '@/lib/decisions/measure-form';
import { togetherOn } from '@/lib/decisions/queries/tray';
import { act, attempt, signedIn } from '@/lib/kernel/action';
import { refuse } from '@/lib/kernel/refusal';
import { granted, type Result } from '@/lib/kernel/result';
import { takeBackEach, textsIn } from '../in-form';
import { withdrawnWords } from '../withdrawn-words';

/** Fields: `account` (several), or `cases`, ids with commas. */
export async function layAside(_: FormState, form: FormData): Promise<FormState> {
  const cases = textsIn(form, 'cases').flatMap((ids) => ids.split(','));
  return act(fillTray, { accounts: textsIn(form, 'account'), cases }, { refresh: ['/bulk'], words: ({ added, holds }) => `${plural(added, 'account')} laid aside. ${holds} in your tray.` });
}

export async function takeOut(_: FormState, form: FormData): Promise<FormState> {
  return act(emptyTray, { accounts: textsIn(form, 'account') }, { refresh: ['/bulk'], words: ({ removed }) => `${plural(removed, 'account')} taken out.` });
}

/** The same commands once a case: each is allowed, refused and entered by itself. Without a script all chosen cases come at once, with one case after the other. */
export async function decideTogether(_: TogetherState, form: FormData): Promise<TogetherState> {
  const cases = [...new Set(textsIn(form, 'case'))];
  if (cases.length === 0) return refuse('invalid', 'Choose at least one case.');
  if (cases.length > MOST_TOGETHER) return refuse('invalid', `At most ${MOST_TOGETHER} cases are decided together.`);
  const results = [];
  for (const caseId of cases) {
    const result = await decideOne(caseId, form);
    results.push(result.ok ? { caseId, decision: result.value, words: 'Decided.' } : { caseId, decision: null, words: [result.words, ...Object.values(result.fields).filter((words) => words !== result.words)].join(' ') });
  }
  return granted({ results });
}

async function decideOne(caseId: string, form: FormData): Promise<Result<string>> {
  const [measure = ''] = textsIn(form, 'measure');
  const [seen = ''] = textsIn(form, `seen.${caseId}`);
  const found = await togetherOn(await signedIn(), { caseId, measure, seen });
  if (!found.ok) return found;
  const { mine, fields, grounds, statement } = found.value;
  let { version } = found.value;
  if (!mine) {
    const claimed = await attempt(claimCase, { caseId });
    if (!claimed.ok) return claimed;
    // Claiming is one step: any other since the reading was somebody's, or the evidence's.
    if (claimed.value.version !== version + 1) {
      await attempt(releaseCase, { caseId });
      return refuse('stale');
    }
    ({ version } = claimed.value);
  }
  const [reason = ''] = textsIn(form, 'reason');
  const [together] = textsIn(form, 'together');
  const decided = await attempt(proposeDecision, { caseId, version, measure, fields: { ...fieldsSent(form, measure), ...fields }, grounds: [...grounds], statement, reason, together });
  if (decided.ok) return granted(decided.value.decision);
  // What was claimed for this alone is not kept from others.
  if (!mine) await attempt(releaseCase, { caseId });
  return decided;
}

/** Withdraws the decisions in field `id`, each by itself. */
export async function withdrawTogether(_: BackState, form: FormData): Promise<BackState> {
  return takeBackEach(form, MOST_TOGETHER, (decisionId) => attempt(withdrawDecision, { decisionId }), withdrawnWords);
}

/** The queue and the rail are drawn anew once a run is over. */
export async function runOver(): Promise<void> {
  revalidatePath('/queue');
}
