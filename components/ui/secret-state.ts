import type { Result } from '@/lib/kernel/result';

/** What a form answers that makes a secret: done in a sentence, with the secret shown this once; null where none was made. */
export type SecretState = Result<{ words: string; secret: string | null }> | null;
export type SecretAction = (state: SecretState, form: FormData) => Promise<SecretState>;
