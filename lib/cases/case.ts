import { DAY, MINUTE, type Instant } from '../kernel/instant';
import { firstLock, locked, OPEN, type Gate, type Lock, type Moves } from '../kernel/moves';
import type { Band } from '../risk/assessment';
import type { Actor } from '../staff/actor';

export const CASE_STATUSES = ['waiting', 'claimed', 'asked', 'proposed', 'settled'] as const;
export type CaseStatus = (typeof CASE_STATUSES)[number];

/** Why an open case came back to the queue; leads the queue's words. */
export type Woken = 'answer' | 'reply-lapsed' | 'hold-lapsed' | 'returned';

/** One case about one account, as everything that moves it needs to see it. Statuses are as stored; `statusAt` reads the clock into them. */
export type Case = {
  id: string;
  account: string;
  status: CaseStatus;
  /** Grows by one with every move; a request made upon an older one is stale. */
  version: number;
  openedAt: Instant;
  /** When the next thing is due: first look, an answer, or the end of a hold. */
  dueAt: Instant;
  settledAt: Instant | null;
  claimedBy: string | null;
  leaseUntil: Instant | null;
  /** The latest question to the holder, and the answer to it. */
  askedAt: Instant | null;
  askedUntil: Instant | null;
  answeredAt: Instant | null;
  /** End of the term of the payout hold in force on this case; past it, a person renews or releases. */
  heldUntil: Instant | null;
  wokenBy: Woken | null;
  ring: string | null;
  band: Band;
  logOdds: number;
};

/** Unless the policy in force says otherwise. */
export const LEASE = 20 * MINUTE;
/** Below this a lease is shown as lapsing. */
export const LAPSING = 2 * MINUTE;

const OPEN_STATUSES = ['waiting', 'claimed', 'asked', 'proposed'] as const;

/** What a decision changed of its case, by column: how it was, and what it became. */
export type Restoration = { readonly [Field in RestoredField]?: { was: Case[Field]; became: Case[Field] } };
const RESTORED = ['dueAt', 'askedAt', 'askedUntil', 'answeredAt', 'heldUntil', 'wokenBy'] as const satisfies readonly (keyof Case)[];
type RestoredField = (typeof RESTORED)[number];

export function restorationOf(was: Case, became: Case): Restoration {
  return Object.fromEntries(RESTORED.filter((field) => was[field] !== became[field]).map((field) => [field, { was: was[field], became: became[field] }]));
}

/** What still is as the decision left it goes back; what came since (an answer, another's release) stays. */
function restored(c: Case, changed: Restoration): Partial<Case> {
  return Object.fromEntries(RESTORED.flatMap((field) => (changed[field] !== undefined && changed[field].became === c[field] ? [[field, changed[field].was]] : [])));
}

/**
 * `stays`: the status does not change. `rests`: nobody holds it; asked while a question is open, otherwise waiting.
 * `wakes`: asked becomes waiting, anything else stays. `returns`: to the proposer if still there, otherwise it rests.
 * `retakes`: to whoever makes the move, unless somebody else has claimed it meanwhile and keeps it.
 */
type Way = 'stays' | 'rests' | 'wakes' | 'returns' | 'retakes';
/** Who may make a move: any reviewer, the one who holds the case, a countersigner, the holder, or the product. */
type By = 'reviewer' | 'claimant' | 'countersigner' | 'holder' | 'machine';

export const CASE_MOVES = {
  claim: { from: ['waiting', 'asked'], to: 'claimed', by: 'reviewer' },
  renewLease: { from: ['claimed'], to: 'stays', by: 'claimant' },
  release: { from: ['claimed'], to: 'rests', by: 'claimant' },
  handOn: { from: ['claimed'], to: 'rests', by: 'claimant' },
  expire: { from: ['claimed'], to: 'rests', by: 'machine' },
  note: { from: OPEN_STATUSES, to: 'stays', by: 'reviewer' },
  ask: { from: ['claimed'], to: 'asked', by: 'claimant' },
  answer: { from: OPEN_STATUSES, to: 'wakes', by: 'holder' },
  replyLapsed: { from: ['asked'], to: 'waiting', by: 'machine' },
  hold: { from: ['claimed'], to: 'stays', by: 'claimant' },
  holdLapsed: { from: OPEN_STATUSES, to: 'wakes', by: 'machine' },
  releaseHold: { from: OPEN_STATUSES, to: 'stays', by: 'reviewer' },
  withdrawQuestion: { from: OPEN_STATUSES, to: 'wakes', by: 'reviewer' },
  propose: { from: ['claimed'], to: 'proposed', by: 'claimant' },
  settle: { from: ['claimed'], to: 'settled', by: 'claimant' },
  confirm: { from: ['proposed'], to: 'settled', by: 'countersigner' },
  confirmHold: { from: ['proposed'], to: 'rests', by: 'countersigner' },
  returnToProposer: { from: ['proposed'], to: 'returns', by: 'countersigner' },
  withdraw: { from: ['waiting', 'claimed', 'asked', 'settled'], to: 'retakes', by: 'reviewer' },
  withdrawProposal: { from: ['proposed'], to: 'returns', by: 'reviewer' },
  join: { from: OPEN_STATUSES, to: 'stays', by: 'machine' },
  fallBelow: { from: ['waiting'], to: 'settled', by: 'machine' },
} as const satisfies Moves<CaseStatus, Way> & Record<string, { by: By }>;

export type CaseMoveName = keyof typeof CASE_MOVES;
export const CASE_MOVE_NAMES = Object.keys(CASE_MOVES) as readonly CaseMoveName[];

/** A move with what it brings. `until` is an instant. */
export type CaseMove =
  | { name: Exclude<CaseMoveName, 'ask' | 'hold' | 'confirmHold' | 'join' | 'returnToProposer' | 'withdraw' | 'withdrawProposal'> }
  | { name: 'ask' | 'hold' | 'confirmHold'; until: Instant }
  | { name: 'returnToProposer' | 'withdrawProposal'; proposer: string; /** Still looking at the console. */ present: boolean }
  | { name: 'withdraw'; changed: Restoration }
  | { name: 'join'; band: Band; logOdds: number; ring: string | null; /** When a first look is due, where that has become sooner. */ sooner?: Instant | null };

/** A question is open while it is unanswered and its window has not passed. */
export function isQuestionOpen(c: Pick<Case, 'askedAt' | 'askedUntil' | 'answeredAt'>, now: Instant): boolean {
  return c.askedAt !== null && c.askedUntil !== null && now < c.askedUntil && (c.answeredAt === null || c.answeredAt < c.askedAt);
}

/** The right of reply: the holder has been asked, and has answered or let the window pass. */
export function isHeard(c: Pick<Case, 'askedAt' | 'askedUntil' | 'answeredAt'>, now: Instant): boolean {
  return c.askedAt !== null && !isQuestionOpen(c, now);
}

/** Where a case is when nobody holds it. */
export function restingStatus(c: Case, now: Instant): 'asked' | 'waiting' {
  return isQuestionOpen(c, now) ? 'asked' : 'waiting';
}

/** The status with the clock read into it: a lapsed lease and a passed reply window count before anything has swept them up. */
export function statusAt(c: Case, now: Instant): CaseStatus {
  if (c.status === 'claimed' && hasLapsed(c, now)) return restingStatus(c, now);
  if (c.status === 'asked' && !isQuestionOpen(c, now)) return 'waiting';
  return c.status;
}

function hasLapsed(c: Case, now: Instant): boolean {
  return c.leaseUntil === null || c.leaseUntil <= now;
}

export type LeaseState = 'yours' | 'lapsing' | "other's" | 'lapsed';

/** How a lease looks to one person; null when the case is not claimed. A lapsed lease is shown to whoever held it and counts for nobody. */
export function leaseState(c: Case, viewer: { id: string }, now: Instant): LeaseState | null {
  if (c.status !== 'claimed' || c.claimedBy === null || c.leaseUntil === null) return null;
  if (c.leaseUntil <= now) return 'lapsed';
  if (c.claimedBy !== viewer.id) return "other's";
  return c.leaseUntil - now < LAPSING ? 'lapsing' : 'yours';
}

/** Every move with its gate for this person at this moment: the buttons are drawn from it, and `move` asks it again. */
export function movesOpenTo(c: Case, who: Actor, now: Instant): Readonly<Record<CaseMoveName, Gate>> {
  return Object.fromEntries(CASE_MOVE_NAMES.map((name) => [name, gateOf(c, name, who, now)])) as Record<CaseMoveName, Gate>;
}

export function gateOf(c: Case, name: CaseMoveName, who: Actor, now: Instant): Gate {
  return firstLock(mayAct(CASE_MOVES[name].by, who), fitsStatus(c, name, who, now), fitsLease(c, name, who, now), fitsFacts(c, name, now));
}

function mayAct(by: By, who: Actor): Gate {
  if (by === 'holder') return who.kind === 'holder' ? OPEN : locked('not-allowed', 'Only the account holder answers.');
  if (by === 'machine') return who.kind === 'machine' ? OPEN : locked('not-allowed', 'The console does this by itself.');
  if (who.kind !== 'staff') return locked('not-allowed', 'Only staff can do this.');
  if (who.role === 'auditor') return locked('not-allowed', 'Auditors read and verify; they do not move cases.');
  if (by === 'countersigner' && who.role !== 'admin') return locked('not-allowed', 'Only an admin countersigns.');
  return OPEN;
}

const STATUS_WORDS: Record<CaseStatus, string> = {
  waiting: 'Nobody holds this case; claim it first.',
  asked: 'The holder has been asked and nobody holds this case; claim it first.',
  claimed: 'Another person holds this case.',
  proposed: 'A measure is proposed and waits for a second person.',
  settled: 'This case is settled.',
};

function fitsStatus(c: Case, name: CaseMoveName, who: Actor, now: Instant): Gate {
  const from: readonly CaseStatus[] = CASE_MOVES[name].from;
  // The sweeps find what has lapsed, so they look at the status as it is stored.
  const status = name === 'expire' || name === 'replyLapsed' ? c.status : statusAt(c, now);
  if (from.includes(status)) return OPEN;
  if (name === 'claim' && status === 'claimed' && who.kind === 'staff' && c.claimedBy === who.id) return locked('exists', 'You hold this case already.');
  if (c.status === 'claimed' && status !== 'claimed' && CASE_MOVES[name].by === 'claimant') return locked('not-held', 'The hold on this case has lapsed; claim it again.');
  if (status === 'claimed' && name === 'claim') return locked('taken', STATUS_WORDS.claimed);
  if (CASE_MOVES[name].by === 'countersigner' && status !== 'settled') return locked('move-closed', 'Nothing is proposed on this case.');
  if (name === 'expire' || name === 'replyLapsed' || name === 'fallBelow') return locked('move-closed', `A ${status} case has nothing to ${name === 'fallBelow' ? 'settle by itself' : 'let lapse'}.`);
  const unheld = CASE_MOVES[name].by === 'claimant' && (status === 'waiting' || status === 'asked');
  return locked(unheld ? 'not-held' : 'move-closed', STATUS_WORDS[status]);
}

function fitsLease(c: Case, name: CaseMoveName, who: Actor, now: Instant): Gate {
  if (CASE_MOVES[name].by === 'claimant' && who.kind === 'staff' && c.claimedBy !== who.id) return locked('taken', STATUS_WORDS.claimed);
  if (name === 'expire' && !hasLapsed(c, now)) return locked('move-closed', 'The hold on this case has not lapsed.');
  return OPEN;
}

function fitsFacts(c: Case, name: CaseMoveName, now: Instant): Gate {
  if (name === 'replyLapsed' && isQuestionOpen(c, now)) return locked('move-closed', 'The holder still has time to answer.');
  if (name === 'answer' && c.askedAt === null) return locked('move-closed', 'No question is open.');
  if (name === 'withdrawQuestion' && !isQuestionOpen(c, now)) return locked('move-closed', 'No question is open.');
  if (name === 'releaseHold' && c.heldUntil === null) return locked('move-closed', 'No payout hold is in force.');
  if (name === 'holdLapsed') {
    if (c.heldUntil === null || now < c.heldUntil) return locked('move-closed', 'No payout hold is past its term.');
    if (c.wokenBy === 'hold-lapsed' && c.status !== 'asked') return locked('move-closed', 'The case is back for its hold already.');
  }
  if (name === 'fallBelow') {
    // A hold binds somebody: only a person ends it, so the case cannot slip away underneath it.
    if (c.heldUntil !== null) return locked('move-closed', 'A payout hold is in force; a person renews or releases it.');
    if (c.band === 'review' || c.band === 'act') return locked('move-closed', 'The evidence still calls for a review.');
  }
  return OPEN;
}

/** The case after a move, or the lock that stopped it. Nothing else changes a case. `leaseFor` in milliseconds. */
export function move(c: Case, m: CaseMove, who: Actor, now: Instant, leaseFor: number = LEASE): { state: 'moved'; case: Case } | Lock {
  const gate = gateOf(c, m.name, who, now);
  if (gate.state === 'locked') return gate;
  if ('until' in m && m.until <= now) return locked('invalid', 'The term must end in the future.');
  // Keeping one's own hold changes nothing that a form was filled in upon.
  const version = m.name === 'renewLease' ? c.version : c.version + 1;
  const changed = { ...c, ...changesOf(c, m, who, now, leaseFor), version };
  const status = destination(changed, statusAt(c, now), m, now);
  const claimed = status === 'claimed';
  return { state: 'moved', case: { ...changed, status, claimedBy: claimed ? changed.claimedBy : null, leaseUntil: claimed ? changed.leaseUntil : null, settledAt: status === 'settled' ? now : null } };
}

function changesOf(c: Case, m: CaseMove, who: Actor, now: Instant, leaseFor: number): Partial<Case> {
  switch (m.name) {
    case 'claim':
      return { claimedBy: who.kind === 'staff' ? who.id : null, leaseUntil: now + leaseFor };
    case 'renewLease':
      return { leaseUntil: now + leaseFor };
    case 'ask':
      return { askedAt: now, askedUntil: m.until, answeredAt: null, dueAt: Math.min(m.until, c.heldUntil ?? m.until), wokenBy: null };
    case 'answer':
      // Somebody waits for a reader now; a day is what a first look may take.
      return { answeredAt: now, dueAt: Math.min(c.dueAt, now + DAY), wokenBy: 'answer' };
    case 'replyLapsed':
      return { wokenBy: 'reply-lapsed' };
    case 'hold':
    case 'confirmHold':
      return { heldUntil: m.until, dueAt: isQuestionOpen(c, now) ? Math.min(m.until, c.askedUntil ?? m.until) : m.until, wokenBy: null };
    case 'holdLapsed':
      return { dueAt: Math.min(c.dueAt, now), wokenBy: 'hold-lapsed' };
    case 'releaseHold':
      return { heldUntil: null, wokenBy: c.wokenBy === 'hold-lapsed' ? null : c.wokenBy };
    case 'withdrawQuestion':
      // Taken back, it was never asked: its window must not pass for a hearing.
      return { askedAt: null, askedUntil: null };
    case 'returnToProposer':
    case 'withdrawProposal': {
      const back = { claimedBy: m.present ? m.proposer : null, leaseUntil: m.present ? now + leaseFor : null };
      return m.name === 'returnToProposer' ? { ...back, wokenBy: 'returned' } : back;
    }
    case 'withdraw': {
      const elsewhere = c.status === 'claimed' && !hasLapsed(c, now) && c.claimedBy !== null && who.kind === 'staff' && c.claimedBy !== who.id;
      return { ...restored(c, m.changed), ...(elsewhere ? {} : { claimedBy: who.kind === 'staff' ? who.id : null, leaseUntil: now + leaseFor }) };
    }
    case 'settle':
    case 'confirm':
      return { heldUntil: null, wokenBy: null };
    case 'join':
      // What the holder was promised time for, or a hold runs until, stays as it is; a promised look is never put off.
      return { band: m.band, logOdds: m.logOdds, ring: m.ring, ...(m.sooner == null || isQuestionOpen(c, now) || c.heldUntil !== null ? {} : { dueAt: Math.min(c.dueAt, m.sooner) }) };
    case 'expire':
    case 'release':
    case 'handOn':
    case 'note':
    case 'propose':
    case 'fallBelow':
      return {};
  }
}

function destination(changed: Case, was: CaseStatus, m: CaseMove, now: Instant): CaseStatus {
  const { to } = CASE_MOVES[m.name];
  switch (to) {
    case 'stays':
      return was;
    case 'rests':
      return restingStatus(changed, now);
    case 'wakes':
      return was === 'asked' ? 'waiting' : was;
    case 'retakes':
      return 'claimed';
    case 'returns':
      return changed.claimedBy === null ? restingStatus(changed, now) : 'claimed';
    default:
      return to;
  }
}
