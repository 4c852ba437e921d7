import type { Instant } from '@/lib/kernel/instant';
import type { Result } from '@/lib/kernel/result';

/** What a walk over the ledger answered, and when it was made. */
export type VerifyState = Result<{ lines: number; chains: number; checkpoints: number; breaks: readonly { where: string; words: string }[]; at: Instant }> | null;
export type VerifyAction = (state: VerifyState, form: FormData) => Promise<VerifyState>;
