import type { Result } from '@/lib/kernel/result';
import type { Band } from '@/lib/risk/assessment';

/** One case that is to be claimed, as the list shows it. */
export type ClaimLine = {
  caseId: string;
  /** "C-2318" */
  case: string;
  account: string; name: string; href: string; /** Null where it is covered. */ band: Band | null;
  /** What claiming takes here, or why it takes nothing. */
  may: { is: true; ring: string | null; along: readonly Omit<Along, 'caseId'>[]; /** The case before it that brings it along. */ comesWith: string | null } | { is: false; why: string };
};

/** A case of the ring that came along. */
export type Along = { caseId: string; case: string; name: string };
/** How each chosen case ended: claimed, with what came along; held already; or why it is neither. */
export type ClaimResult = { caseId: string; is: 'claimed' | 'held' | 'refused'; along: readonly Along[]; words: string };
export type ClaimState = Result<{ results: readonly ClaimResult[] }> | null;
export type ClaimAction = (state: ClaimState, form: FormData) => Promise<ClaimState>;
