import type { Policy } from '../policy/policy';
import { opensCase, type Assessment } from '../risk/assessment';
import { opensNewCase, type Settlement } from '../risk/cause';

/** What becomes of a fresh assessment, with the reason that the ledger keeps. */
export type Opening = { becomes: 'opens' | 'joins' | 'falls-below' | 'nothing'; why: string };

/**
 * An account has at most one open case, which a new assessment joins. A settled account gets a new case only for a new cause or for odds
 * well above those at its settlement (`opensNewCase`); never because the same findings are still there.
 */
export function openingFor(assessment: Assessment, hasOpenCase: boolean, lastSettled: Settlement | null, policy: Policy): Opening {
  const { band } = assessment;
  if (hasOpenCase) return opensCase(band) ? { becomes: 'joins', why: `The assessment (${band}) joins the open case.` } : { becomes: 'falls-below', why: `The assessment fell to ${band}.` };
  if (!opensCase(band)) return { becomes: 'nothing', why: `The assessment (${band}) calls for no case.` };
  if (lastSettled === null) return { becomes: 'opens', why: `The assessment reached ${band}.` };
  const again = opensNewCase(lastSettled, assessment, policy);
  if (!again.opens) return { becomes: 'nothing', why: 'The same findings as in the settled case.' };
  return { becomes: 'opens', why: again.because === 'new cause' ? 'Evidence of a new cause since the last case.' : 'The odds have risen well above those of the last case.' };
}
