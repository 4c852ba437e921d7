import type { RefusalCode } from './refusal';

/**
 * A state machine as a table. `Way` names the destinations that depend on the thing itself ("stays" where it is);
 * the chapter that owns the table says what its ways mean.
 */
export type Move<Status extends string, Way extends string = never> = { readonly from: readonly Status[]; readonly to: Status | Way };
export type Moves<Status extends string, Way extends string = never> = Readonly<Record<string, Move<Status, Way>>>;

/**
 * Why something cannot be done now: the role does not allow it, the state does not, somebody else holds it or nobody does,
 * the person is not independent, the measure has to wait, or what was given is wrong. All are refusal codes, so a lock refuses as it stands.
 */
export const LOCK_CODES = ['not-allowed', 'move-closed', 'taken', 'not-held', 'conflict', 'locked', 'invalid', 'expired', 'exists'] as const satisfies readonly RefusalCode[];
export type LockCode = (typeof LOCK_CODES)[number];

/** `fields`: where something that was given is wrong, the words by the input's name ("fields.days"). */
export type Lock = { readonly state: 'locked'; readonly code: LockCode; readonly reason: string; readonly fields?: Readonly<Record<string, string>> };
/** What a button is drawn from, and what the request behind it is checked against: the same value for both. */
export type Gate = { readonly state: 'open' } | Lock;

export const OPEN: Gate = { state: 'open' };

export function locked(code: LockCode, reason: string, fields?: Lock['fields']): Lock {
  return { state: 'locked', code, reason, ...(fields && { fields }) };
}

/** The first lock, or open when there is none: earlier reasons are the more fundamental ones. */
export function firstLock(...gates: readonly Gate[]): Gate {
  return gates.find((gate) => gate.state === 'locked') ?? OPEN;
}
