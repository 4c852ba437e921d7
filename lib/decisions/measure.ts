import type { z } from 'zod';
import type { Instant } from '../kernel/instant';
import { locked, type Gate } from '../kernel/moves';
import type { Policy } from '../policy/policy';
import type { OrderDraft } from './order-draft';

/** What the policy in force bounds. */
export type Limits = Policy['limits'];

/** What a measure may look at when it says whether it is free, countersigned or locked. */
export type MeasureContext = {
  now: Instant;
  ring: string | null;
  /** The most that the evidence carries: 'ask' when only place, time and their like speak. */
  ceiling: 'ask' | null;
  /** The holder has been asked, and has answered or let the window pass. */
  heard: boolean;
  /** When the holder was last asked, and until when they may answer; null when never asked. */
  asked: { at: Instant; until: Instant } | null;
  /** The payout hold in force on the case. */
  hold: { decision: string } | null;
};

/** What a field says goes beyond the policy's limits. */
export const beyond = (field: string, words: string): Gate => locked('invalid', words, { [`fields.${field}`]: words });

/** A decision as its measure sees it when it drafts orders: when it takes effect, and what it takes the place of. */
export type Issue<Fields> = { fields: Fields; effectiveAt: Instant };

/** A measure as its file defines it. `Fields` is what the form fills and the decision stores. */
export type MeasureKind<Fields> = {
  /** Permanent, like a law number. */
  id: string;
  title: string;
  /** The letter that chooses it on the case page. */
  key: string;
  /** One line under its name: what it does and for how long. */
  consequence: string;
  /** The ladder: larger weighs heavier on the holder. */
  severity: number;
  /** interim: the case stays open; settles: the case is over. */
  course: 'interim' | 'settles';
  fields: z.ZodType<Fields>;
  leastGrounds: 0 | 1;
  /** What must be equal for two readings to be the same measure. */
  deciding: readonly (keyof Fields & string)[];
  /** Why a second person is needed, in words; null when one is enough. Rings are `needsSecond`'s business. */
  countersigned(context: MeasureContext): string | null;
  /** True when a ring makes it a two-person matter. */
  boundByRing: boolean;
  /** What stands in its way, beyond the ceiling. */
  lock(context: MeasureContext): Gate;
  /** Whether the fields keep within the policy's limits. */
  within(fields: Fields, limits: Limits): Gate;
  endsAt(fields: Fields, effectiveAt: Instant): Instant | null;
  /** ends: over at its term, here and on the platform; returns: stays in force and comes back to a person. */
  atTerm: 'ends' | 'returns';
  /** False where nothing was done to the holder. The window is the policy's. */
  appealable: boolean;
  orders(issue: Issue<Fields>): OrderDraft[];
  undo(issue: Issue<Fields>): OrderDraft[];
  /** Null for silent measures: the holder gets no notice. `asks`: it carries an answer form. Its words are in `lib/decisions/languages`. */
  notice: { asks: boolean } | null;
};

/** A measure whose fields are read as stored: what lists of measures hold. */
export type Measure = Omit<MeasureKind<never>, 'fields' | 'deciding' | 'within' | 'endsAt' | 'orders' | 'undo'> & {
  fields: z.ZodType<Record<string, unknown>>;
  deciding: readonly string[];
  within(fields: unknown, limits: Limits): Gate;
  endsAt(fields: unknown, effectiveAt: Instant): Instant | null;
  orders(fields: unknown, effectiveAt: Instant): OrderDraft[];
  undo(fields: unknown, effectiveAt: Instant): OrderDraft[];
};

/**
 * Puts a kind behind its own schema: whatever is stored is parsed before its rules read it, so that no rule ever sees a shape it
 * does not know. Throws a ZodError on fields that do not fit: stored decisions were checked when they were made.
 */
export function defineMeasure<Fields extends Record<string, unknown>>(kind: MeasureKind<Fields>): Measure {
  const read = (fields: unknown): Fields => kind.fields.parse(fields);
  return {
    ...kind,
    within: (fields, limits) => kind.within(read(fields), limits),
    endsAt: (fields, effectiveAt) => kind.endsAt(read(fields), effectiveAt),
    orders: (fields, effectiveAt) => kind.orders({ fields: read(fields), effectiveAt }),
    undo: (fields, effectiveAt) => kind.undo({ fields: read(fields), effectiveAt }),
  };
}
