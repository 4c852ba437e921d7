import { instantOf } from '../intake/instant-text';
import type { Instant } from '../kernel/instant';
import type { SessionFacts } from './stretch';

// Readers of stored event data: the platform's events were checked at intake, but fields may be absent, or blanked by retention.

export type Told = Readonly<Record<string, unknown>>;

/** A stored event as the parts of a history read it, with the instant and id that every entry carries; `facts` of a session's address, once they are learnt. */
export type Row = { event: string; at: Instant; type: string; session: string | null; data: Told; facts: SessionFacts | null };

export function recordIn(value: unknown): Told {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Told) : {};
}

/** The texts of a list; null where there is no list, which is not the same as an empty one. */
export function textsIn(value: unknown): readonly string[] | null {
  return Array.isArray(value) ? value.flatMap((text) => textIn(text) ?? []) : null;
}

/** A text that says something; null for an absent, blanked or empty one. */
export function textIn(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

export function numberIn(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

export function truthIn(value: unknown): boolean | null {
  return typeof value === 'boolean' ? value : null;
}

/** An instant as platforms send it, RFC 3339 text. */
export function instantIn(value: unknown): Instant | null {
  return typeof value === 'string' ? instantOf(value) : null;
}

/** The value where it is one of the words, else null. */
export function wordIn<Word extends string>(value: unknown, words: readonly Word[]): Word | null {
  return words.find((word) => word === value) ?? null;
}
