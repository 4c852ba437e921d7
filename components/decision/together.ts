import type { Result } from '@/lib/kernel/result';
import type { Band } from '@/lib/risk/assessment';

/** One account of the tray as the list shows it. */
export type TogetherLine = {
  account: string; name: string; href: string;
  caseId: string | null;
  /** "C-2318" */
  case: string | null;
  band: Band | null;
  /** "4 in 5: another person's hands; $750 at stake"; null where there is no case, or it is covered from the reader. */
  why: string | null;
  /** That an appeal has undone its last measure, in words. */
  appealed: string | null;
  /** What the measure would do here, or why it may not be taken. */
  may: { is: true; grounds: readonly string[]; /** Questions to its holder. */ asked: readonly string[]; said: readonly string[]; held: boolean; /** Digest of what is shown; comes back in field `seen.<case>`. */ seen: string } | { is: false; why: string };
};

/** How each case ended: its decision, or why there is none. */
export type TogetherResult = { caseId: string; decision: string | null; words: string };
export type TogetherState = Result<{ results: readonly TogetherResult[] }> | null;
export type TogetherAction = (state: TogetherState, form: FormData) => Promise<TogetherState>;
