import { canonicalJson } from '../kernel/canonical';
import { MINUTE, SECOND, type Instant } from '../kernel/instant';
import { INVALID } from '../kernel/invalid';
import type { Language } from '../kernel/language';
import { locked, OPEN, type Gate, type Moves } from '../kernel/moves';
import { touchesOf, touchWords, type Touch, type TouchKind } from '../cases/touch';
import type { Actor } from '../staff/actor';
import { UNBLINDING } from '../staff/seen';
import { measureNamed } from './ladder';
import type { Limits } from './measure';
import type { OrderDraft } from './order-draft';

/** A measure on stated grounds, as one person proposed it. Never changes; what became of it is in the rows that follow. */
export type Decision = {
  id: string;
  case: string;
  account: string;
  measure: string;
  fields: Readonly<Record<string, unknown>>;
  /** Numbers of the grounds. */
  grounds: readonly string[];
  needsSecond: boolean;
  ring: string | null;
  /** The hold that this one renews. */
  renews: string | null;
  /** The wave that it is one of. */
  wave: string | null;
  proposedBy: string;
  proposedAt: Instant;
};

/** A second person's own reading, committed before the proposal was shown. */
export type Countersignature = Reading & { decision: string; by: string; at: Instant; words: string; agrees: boolean };
export type Reading = { measure: string; fields: Readonly<Record<string, unknown>>; grounds: readonly string[] };

/** released: by staff, before its end; renewed: another took its place; settled: the case ended without it; appeal-granted; withdrawn: before anybody was told, or had read it. */
export const LIFTING_CAUSES = ['released', 'renewed', 'settled', 'appeal-granted', 'withdrawn'] as const;
export type LiftingCause = (typeof LIFTING_CAUSES)[number];
/** `because`: the decision that ended this one, where another did. */
export type Lifting = { decision: string; by: string; at: Instant; cause: LiftingCause; because: string | null; words: string; /** Language of the words. */ wordsIn?: Language };

/** So long after one person has decided alone, the platform and the holder hear nothing of it, and that person may withdraw it. */
export const WITHDRAWABLE_FOR = 20 * SECOND;
/** What is decided in one run leaves together, so long after the last of it; but nothing is put off once it has waited so long. */
export const PUT_OFF_FOR = 5 * MINUTE;

export const DECISION_STATUSES = ['proposed', 'confirmed', 'returned', 'lifted', 'expired', 'withdrawn'] as const;
export type DecisionStatus = (typeof DECISION_STATUSES)[number];

/** Statuses are derived from rows; the table says which rows may follow which. A decision for one person begins confirmed. */
export const DECISION_MOVES = {
  agree: { from: ['proposed'], to: 'confirmed' },
  differ: { from: ['proposed'], to: 'returned' },
  lift: { from: ['confirmed'], to: 'lifted' },
  expire: { from: ['confirmed'], to: 'expired' },
  withdraw: { from: ['proposed', 'confirmed'], to: 'withdrawn' },
} as const satisfies Moves<DecisionStatus>;

/** From when it holds: at once where one person is enough, otherwise from the agreeing countersignature; null while it does not. */
export function effectiveAt(decision: Decision, countersignatures: readonly Countersignature[]): Instant | null {
  if (!decision.needsSecond) return decision.proposedAt;
  const first = firstOf(decision, countersignatures);
  return first?.agrees ? first.at : null;
}

/** The reading that counted: the earliest. A decision that was returned is never confirmed later; it is proposed anew. */
function firstOf(decision: Decision, countersignatures: readonly Countersignature[]): Countersignature | undefined {
  return countersignatures.filter((row) => row.decision === decision.id).sort((a, b) => a.at - b.at)[0];
}

/** The end of its term, or null: no term, or not in effect. */
export function endsAt(decision: Decision, countersignatures: readonly Countersignature[]): Instant | null {
  const from = effectiveAt(decision, countersignatures);
  return from === null ? null : (measureNamed(decision.measure)?.endsAt(decision.fields, from) ?? null);
}

export function statusOf(decision: Decision, countersignatures: readonly Countersignature[], liftings: readonly Lifting[], now: Instant): DecisionStatus {
  const lifted = liftings.find((row) => row.decision === decision.id);
  if (lifted?.cause === 'withdrawn') return 'withdrawn';
  if (effectiveAt(decision, countersignatures) === null) return firstOf(decision, countersignatures) === undefined ? 'proposed' : 'returned';
  const end = measureNamed(decision.measure)?.atTerm === 'returns' ? null : endsAt(decision, countersignatures);
  if (lifted !== undefined && (end === null || lifted.at < end)) return 'lifted';
  return end !== null && end <= now ? 'expired' : 'confirmed';
}

/** In force is derived: confirmed, not lifted, not expired. A hold past its term is in force until a person decides. */
export function isInForce(decision: Decision, countersignatures: readonly Countersignature[], liftings: readonly Lifting[], now: Instant): boolean {
  return statusOf(decision, countersignatures, liftings, now) === 'confirmed';
}

/** When a measure ceased to hold: it was lifted, ended by its term, or goes on as another decision, by its name. */
export type Over = { at: Instant; by: 'lifted' | 'ended' } | { at: Instant; by: 'renewed'; decision: string };

/** Since when a decision no longer holds, and by what; null while it does, or where it never did. */
export function overSince(decision: Decision, { countersignatures, liftings }: { countersignatures: readonly Countersignature[]; liftings: readonly Lifting[] }, now: Instant, nameOf: (decision: string) => string): Over | null {
  const status = statusOf(decision, countersignatures, liftings, now);
  const lifting = liftings.find((one) => one.decision === decision.id);
  if (status === 'lifted' && lifting !== undefined) return lifting.cause === 'renewed' && lifting.because !== null ? { at: lifting.at, by: 'renewed', decision: nameOf(lifting.because) } : { at: lifting.at, by: 'lifted' };
  const end = endsAt(decision, countersignatures);
  return status === 'expired' && end !== null ? { at: end, by: 'ended' } : null;
}

/** A decision, and what was proposed to go on with it, one after the other: a hold and its renewals, whatever became of each. */
export function continuedBy(decision: Decision, all: readonly Decision[]): Decision[] {
  return [decision, ...all.filter(({ renews }) => renews === decision.id).flatMap((one) => continuedBy(one, all))];
}

/** What a granted appeal against a decision ends: what is in force of it, itself or a renewal, and a renewal that waits for its second reader. `names`: both by id, as a form sends them back. */
export function endedByGrant(decision: Decision, { decisions, countersignatures, liftings }: { decisions: readonly Decision[]; countersignatures: readonly Countersignature[]; liftings: readonly Lifting[] }, now: Instant): { stands: Decision | null; waits: Decision | null; names: string } {
  const one = (status: DecisionStatus) => continuedBy(decision, decisions).find((each) => statusOf(each, countersignatures, liftings, now) === status) ?? null;
  const [stands, waits] = [one('confirmed'), one('proposed')];
  return { stands, waits, names: [stands, waits].flatMap((each) => each?.id ?? []).join(' ') };
}

/** In force beyond its term: the case belongs at the top of the queue. */
export function isPastTerm(decision: Decision, countersignatures: readonly Countersignature[], liftings: readonly Lifting[], now: Instant): boolean {
  const end = endsAt(decision, countersignatures);
  return end !== null && end <= now && isInForce(decision, countersignatures, liftings, now);
}

/**
 * Who may read a proposal as the second person: an admin who neither proposed nor wrote on the case, and who has not seen what was proposed.
 * `touches` are those that bear on it: of a wave, the hands in all its cases.
 */
export function mayCountersign(actor: Actor, decision: Decision, status: DecisionStatus, touches: readonly Touch[]): Gate {
  if (actor.kind !== 'staff' || actor.role !== 'admin') return locked('not-allowed', 'Only an admin countersigns.');
  if (actor.id === decision.proposedBy) return locked('conflict', 'You proposed this; somebody else has to countersign it.');
  const own = touchesOf(actor.id, touches).filter((kind) => (UNBLINDING as readonly TouchKind[]).includes(kind));
  if (own.length > 0) return locked('conflict', `You took part in ${decision.wave === null ? 'this case' : 'a case of this wave'} (${touchWords(own)}), so somebody else has to countersign.`);
  return fits('agree', status, status === 'withdrawn' ? 'This proposal was withdrawn; nothing is left to read.' : decision.needsSecond ? 'This decision is no longer open.' : 'This decision needs no second person.');
}

/** Who may lift a measure outside an appeal: any moderator or admin, since it is in the holder's favour and can be proposed again. */
export function mayLift(actor: Actor, status: DecisionStatus): Gate {
  if (actor.kind !== 'staff' || actor.role === 'auditor') return locked('not-allowed', 'Only moderators and admins lift a measure.');
  return fits('lift', status, 'This decision is not in force.');
}

/**
 * Until when the decision may be withdrawn: its orders and its notice wait so long. Null where two people decide: no clock ends that, a second reading does.
 * `waits`: until when they wait for others of its run.
 */
export function withdrawableUntil(decision: Pick<Decision, 'needsSecond' | 'proposedAt'>, waits?: Instant): Instant | null {
  return decision.needsSecond ? null : Math.max(decision.proposedAt + WITHDRAWABLE_FOR, waits ?? 0);
}

/** When what a decision makes true may leave: at once, or once it can no longer be withdrawn. */
export function leavesAt(decision: Pick<Decision, 'needsSecond' | 'proposedAt'>, now: Instant): Instant {
  return Math.max(now, withdrawableUntil(decision) ?? now);
}

/**
 * Who may withdraw a decision: whoever proposed it. What one person decided alone, before anybody was told and while it is the latest on its
 * case; what two decide, before the second has read it, and as one of a wave with all of it alone (`mayWithdrawWave`).
 */
export function mayWithdraw(actor: Actor, decision: Decision, status: DecisionStatus, isLatest: boolean, now: Instant, waits?: Instant): Gate {
  if (actor.kind !== 'staff' || actor.role === 'auditor') return locked('not-allowed', 'Only moderators and admins withdraw a decision.');
  if (actor.id !== decision.proposedBy) return locked('not-allowed', 'Only the person who decided withdraws it. It can be lifted.');
  if (status === 'withdrawn') return locked('move-closed', 'This decision was withdrawn already.');
  const until = withdrawableUntil(decision, waits);
  if (until === null) return status !== 'proposed' ? locked('move-closed', READ_ALREADY[status]) : decision.wave !== null ? locked('move-closed', 'It is one of a wave, which is withdrawn whole.') : OPEN;
  if (status !== 'confirmed') return locked('move-closed', 'This decision is not in force.');
  if (!isLatest) return locked('move-closed', 'Something else was decided on this case since. Lift this decision instead.');
  return now < until ? OPEN : locked('expired', tooLate(decision));
}

/** Why a proposal is not withdrawn any more: somebody has answered for it. */
const READ_ALREADY: Readonly<Record<Exclude<DecisionStatus, 'proposed' | 'withdrawn'>, string>> = {
  confirmed: 'A second person has signed it. It can be lifted.', returned: 'A second person has read it, and the case is back with you.',
  lifted: 'A second person had signed it, and it was lifted since.', expired: 'A second person had signed it, and it is over.',
};

/** What is said to whoever withdraws too late: what can be done instead. */
export function tooLate(decision: Pick<Decision, 'measure'>): string {
  const told = measureNamed(decision.measure)?.notice != null;
  const instead = told ? 'It has left since: lift the decision on its case, and the opposite order and a notice follow.' : 'Nobody was told of it, and new evidence opens the account again.';
  return `A decision can be withdrawn for ${WITHDRAWABLE_FOR / SECOND} seconds. ${instead}`;
}

/** The liftings that count: one that another decision brought is void once that other is among the withdrawn. */
export function standingLiftings<Row extends { because: string | null }>(liftings: readonly Row[], withdrawn: readonly string[]): Row[] {
  return liftings.filter(({ because }) => because === null || !withdrawn.includes(because));
}

function fits(name: keyof typeof DECISION_MOVES, status: DecisionStatus, words: string): Gate {
  const from: readonly DecisionStatus[] = DECISION_MOVES[name].from;
  return from.includes(status) ? OPEN : locked('move-closed', words);
}

/** Whether two readings name the same measure with the same deciding fields. */
export function sameMeasure(a: Omit<Reading, 'grounds'>, b: Omit<Reading, 'grounds'>): boolean {
  if (a.measure !== b.measure) return false;
  const measure = measureNamed(a.measure);
  if (measure === null) return false;
  const [left, right] = [measure.fields.safeParse(a.fields), measure.fields.safeParse(b.fields)];
  if (!left.success || !right.success) return false;
  return measure.deciding.every((field) => canonicalJson(left.data[field]) === canonicalJson(right.data[field]));
}

/** The grounds of two readings: what both name, and what one of them names alone, each in the order in which it was named. */
export type SignedGrounds = { both: readonly string[]; first: readonly string[]; second: readonly string[] };

export function groundsOfBoth(first: Pick<Reading, 'grounds'>, second: Pick<Reading, 'grounds'>): SignedGrounds {
  const without = (all: readonly string[], those: readonly string[]) => all.filter((number) => !those.includes(number));
  return { both: first.grounds.filter((number) => second.grounds.includes(number)), first: without(first.grounds, second.grounds), second: without(second.grounds, first.grounds) };
}

/**
 * What a second reading does. The same measure settles it on the grounds that both name; another measure returns the case to its proposer,
 * and so does the same on no ground in common, where the measure needs one: whom it binds is told a clause that two people found broken.
 */
export function reconcile(decision: Decision, reading: Reading): 'settles' | 'returns' {
  if (!sameMeasure(decision, reading)) return 'returns';
  return groundsOfBoth(decision, reading).both.length >= leastGrounds(decision.measure) ? 'settles' : 'returns';
}

/** The grounds on which a decision holds: of two people, those that both named; as proposed until then. */
export function groundsInForce(decision: Pick<Decision, 'id' | 'measure' | 'grounds'>, countersignatures: readonly Pick<Countersignature, 'decision' | 'agrees' | 'grounds'>[]): readonly string[] {
  return groundsTogether(decision, countersignatures.find((row) => row.decision === decision.id && row.agrees)?.grounds ?? null);
}

/**
 * `second`: of the reading that agreed, if any. A measure that needs a ground and was signed on none in common, before that was asked, holds as it
 * was proposed; one that needs none may hold on none.
 */
export function groundsTogether({ measure, grounds }: Pick<Decision, 'measure' | 'grounds'>, second: readonly string[] | null): readonly string[] {
  if (second === null) return grounds;
  const { both } = groundsOfBoth({ grounds }, { grounds: second });
  return both.length >= leastGrounds(measure) ? both : grounds;
}

/** A kind that is gone is held to have needed one: what was signed under it is told as it was. */
const leastGrounds = (measure: string): number => measureNamed(measure)?.leastGrounds ?? 1;

/** Whether the fields fit the measure's own schema and the policy's limits; a lock with the first objection otherwise. */
export function fitsFields(measureId: string, fields: unknown, limits: Limits): Gate {
  const measure = measureNamed(measureId);
  if (measure === null) return locked('invalid', `There is no measure ${measureId}.`);
  const parsed = measure.fields.safeParse(fields);
  if (!parsed.success) {
    const fields = Object.fromEntries(parsed.error.issues.map(({ path, message }) => [fieldAt(path), message]).reverse());
    return locked('invalid', parsed.error.issues[0]?.message ?? INVALID, fields);
  }
  return measure.within(parsed.data, limits);
}

/** What a form calls it: of a list, the whole of it. */
const fieldAt = (path: readonly PropertyKey[]): string => ['fields', ...path.filter((key) => typeof key === 'string')].join('.');

/** What must become true when the decision takes effect. */
export function ordersOf(decision: Decision, at: Instant): OrderDraft[] {
  return measureNamed(decision.measure)?.orders(decision.fields, at) ?? [];
}

/** What must become true when it is lifted. A renewed hold is replaced by the order of the renewal, so it issues nothing of its own. */
export function ordersToLift(decision: Decision, countersignatures: readonly Countersignature[], cause: LiftingCause): OrderDraft[] {
  const from = effectiveAt(decision, countersignatures);
  // What is withdrawn was never told to anybody.
  if (from === null || cause === 'renewed' || cause === 'withdrawn') return [];
  return measureNamed(decision.measure)?.undo(decision.fields, from) ?? [];
}

/** The interim measures that end when a case settles: nobody would be left to renew or release them. */
export function endedBySettling(decisions: readonly Decision[], countersignatures: readonly Countersignature[], liftings: readonly Lifting[], now: Instant): readonly Decision[] {
  return decisions.filter((decision) => measureNamed(decision.measure)?.course === 'interim' && isInForce(decision, countersignatures, liftings, now));
}
