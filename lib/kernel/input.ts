import { z } from 'zod';

/** A text that a person writes. Forms leave empty texts out, so one that is absent is told in the same words as one that is too short. */
export function text(words: string, { min = 1, max }: { min?: number; max: number }) {
  return z.string({ error: words }).trim().min(min, words).max(max);
}

/** First message of each field, by dotted path, for the form that sent it. */
export function fieldsOf(error: z.ZodError): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const issue of error.issues) {
    const path = issue.path.map(String).join('.') || 'form';
    fields[path] ??= issue.message;
  }
  return fields;
}
