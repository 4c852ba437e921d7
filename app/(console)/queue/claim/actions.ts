'use server';
import type { ClaimResult, ClaimState } from '@/components/queue/claiming';
import type { BackState } from '@/components/ui/back-state';
import { claimCase } from '@/lib/cases/commands/claim-case';
import { releaseCase } from '@/lib/cases/commands/release-case';
import { MOST_CLAIMED } from '@/lib/cases/queue';
import { attempt } from '@/lib/kernel/action';
import { refuse } from '@/lib/kernel/refusal';
import { granted } from '@/lib/kernel/result';
import { takeBackEach, textsIn } from '../../in-form';

/** The same command once a case: each is allowed, refused and entered by itself. Without a script all chosen cases come at once. */
export async function claimTogether(_: ClaimState, form: FormData): Promise<ClaimState> {
  const cases = [...new Set(textsIn(form, 'case'))];
  if (cases.length === 0) return refuse('invalid', 'Choose at least one case.');
  if (cases.length > MOST_CLAIMED) return refuse('invalid', `At most ${MOST_CLAIMED} cases are claimed at once.`);
  const results: ClaimResult[] = [];
  for (const caseId of cases) {
    const claimed = await attempt(claimCase, { caseId });
    if (claimed.ok) results.push({ caseId, is: 'claimed', along: claimed.value.together, words: 'Yours.' });
    // What came along with the one before is held already: that is what was asked for.
    else results.push({ caseId, is: claimed.code === 'exists' ? 'held' : 'refused', along: [], words: claimed.code === 'exists' ? 'Yours already.' : claimed.words });
  }
  return granted({ results });
}

/** Most of a ring comes with each of them. */
const MOST_LET_GO = 1_000;

/** Lets the cases in field `id` go again, each by itself. */
export async function letAllGo(_: BackState, form: FormData): Promise<BackState> {
  return takeBackEach(form, MOST_LET_GO, (caseId) => attempt(releaseCase, { caseId }), () => 'Let go.');
}
