import { z } from 'zod';
import { touchesOf, touchWords, type Touch } from '../cases/touch';
import { isCovered, type Decided } from '../decisions/covered';
import type { Countersignature, Decision, DecisionStatus } from '../decisions/decision';
import { measureNamed } from '../decisions/ladder';
import { appealDueAt, appealUntil, type RedressLimits } from '../decisions/redress';
import { dayWords } from '../evidence/wording';
import { MINUTE, type Instant } from '../kernel/instant';
import { firstLock, locked, OPEN, type Gate, type Lock, type Moves } from '../kernel/moves';
import type { Actor } from '../staff/actor';
import { holderText } from './answer';
import { enclosedFiles } from './enclosure';

export const APPEAL_STATUSES = ['waiting', 'hearing', 'granted', 'refused'] as const;
export type AppealStatus = (typeof APPEAL_STATUSES)[number];

export type Appeal = {
  id: string;
  decision: string;
  case: string;
  account: string;
  status: AppealStatus;
  version: number;
  filedAt: Instant;
  dueAt: Instant;
  /** Who hears it, while hearing and ever after. */
  heardBy: string | null;
  /** While hearing: until when it is theirs. */
  leaseUntil: Instant | null;
  decidedAt: Instant | null;
};

/** `by` says who: any independent member of staff, the one who hears it, or the product. */
export const APPEAL_MOVES = {
  take: { from: ['waiting'], to: 'hearing', by: 'independent' },
  giveBack: { from: ['hearing'], to: 'waiting', by: 'hearer' },
  expire: { from: ['hearing'], to: 'waiting', by: 'machine' },
  grant: { from: ['hearing'], to: 'granted', by: 'hearer' },
  refuse: { from: ['hearing'], to: 'refused', by: 'hearer' },
} as const satisfies Moves<AppealStatus> & Record<string, { by: 'independent' | 'hearer' | 'machine' }>;
export type AppealMove = keyof typeof APPEAL_MOVES;

export const HEARING_LEASE = 60 * MINUTE;

/** What the holder writes, and what comes along with it. */
export const appealForm = z.object({ text: holderText.refine((text) => text.length > 0, 'Tell us in a few words why you disagree.'), files: enclosedFiles });

/** A hearing that lapsed counts as waiting before anything has swept it up. */
export function appealStatusAt(appeal: Appeal, now: Instant): AppealStatus {
  const lapsed = appeal.status === 'hearing' && (appeal.leaseUntil === null || appeal.leaseUntil <= now);
  return lapsed ? 'waiting' : appeal.status;
}

/** The hands in a case that count against a hearing: to have heard an appeal there is none. */
export const handsBefore = (touches: readonly Touch[]): Touch[] => touches.filter(({ how }) => how !== 'heard');

const hears = (actor: Actor): Gate => (actor.kind === 'staff' && actor.role !== 'auditor' ? OPEN : locked('not-allowed', 'Moderators and admins hear appeals.'));

/** Independence: nobody hears an appeal on a case they had a hand in, whatever it was. */
export function mayHear(actor: Actor, decision: Pick<Decision, 'proposedBy'>, countersignatures: readonly Countersignature[], touches: readonly Touch[]): Gate {
  const role = hears(actor);
  if (role.state === 'locked') return role;
  const own = touchesOf(actor.id, handsBefore(touches));
  if (own.length > 0) return locked('conflict', `You touched this case (${touchWords(own)}), so somebody else hears the appeal.`);
  // The rows themselves count too: a missing touch must not open the door.
  if (decision.proposedBy === actor.id || countersignatures.some((row) => row.by === actor.id)) return locked('conflict', 'You signed this decision, so somebody else hears the appeal.');
  return OPEN;
}

export type Hearing = { decision: Decision; countersignatures: readonly Countersignature[]; touches: readonly Touch[] };

/** Who of these can hear it at this moment: no hand in the case, and nothing there that they may still read blind. `decided`: on the case; null where nothing waits there. */
export function hearersOf<Person extends Actor>(staff: readonly Person[], { decision, countersignatures, touches }: Hearing, decided: Decided | null, now: Instant): Person[] {
  return staff.filter((one) => mayHear(one, decision, countersignatures, touches).state === 'open' && !(decided !== null && isCovered(one, decided, now)));
}

/** Every move with its gate: the buttons are drawn from it, and `moveAppeal` asks it again. */
export function appealMovesOpenTo(appeal: Appeal, hearing: Hearing, actor: Actor, now: Instant): Readonly<Record<AppealMove, Gate>> {
  const names = Object.keys(APPEAL_MOVES) as AppealMove[];
  return Object.fromEntries(names.map((name) => [name, appealGate(appeal, name, hearing, actor, now)])) as Record<AppealMove, Gate>;
}

export function appealGate(appeal: Appeal, name: AppealMove, { decision, countersignatures, touches }: Hearing, actor: Actor, now: Instant): Gate {
  const { by, from } = APPEAL_MOVES[name];
  if (by === 'machine') return firstLock(actor.kind === 'machine' ? OPEN : locked('not-allowed', 'The console does this by itself.'), fitsStatus(appeal.status, from), appealStatusAt(appeal, now) === 'waiting' ? OPEN : locked('move-closed', 'This hearing has not lapsed.'));
  const status = appealStatusAt(appeal, now);
  // To give it back takes no independence: whoever has lost theirs since is to leave it to somebody else.
  const independent = name === 'giveBack' ? hears(actor) : mayHear(actor, decision, countersignatures, touches);
  if (by === 'independent') return firstLock(independent, fitsStatus(status, from));
  const lapsed = appeal.status === 'hearing' && status === 'waiting' ? locked('not-held', 'Your hearing has lapsed; take the appeal again.') : OPEN;
  const own = appeal.heardBy === actor.id ? OPEN : locked('taken', 'Another person hears this appeal.');
  return firstLock(independent, lapsed, fitsStatus(status, from), own);
}

const STATUS_WORDS: Record<AppealStatus, string> = {
  waiting: 'Nobody hears this appeal yet; take it first.',
  hearing: 'Another person hears this appeal.',
  granted: 'This appeal is granted.',
  refused: 'This appeal is refused.',
};

function fitsStatus(status: AppealStatus, from: readonly AppealStatus[]): Gate {
  if (from.includes(status)) return OPEN;
  return locked(status === 'hearing' ? 'taken' : status === 'waiting' ? 'not-held' : 'move-closed', STATUS_WORDS[status]);
}

/** The appeal after a move, or the lock that stopped it. Outcomes need reasons: a person reads them. */
export function moveAppeal(appeal: Appeal, name: AppealMove, hearing: Hearing, actor: Actor, now: Instant, reasons = ''): { state: 'moved'; appeal: Appeal } | Lock {
  const gate = appealGate(appeal, name, hearing, actor, now);
  if (gate.state === 'locked') return gate;
  const { to } = APPEAL_MOVES[name];
  const decides = to === 'granted' || to === 'refused';
  if (decides && reasons.trim() === '') return locked('invalid', 'Write the reasons: the holder reads them.');
  const heardBy = to === 'waiting' ? null : actor.id;
  return { state: 'moved', appeal: { ...appeal, status: to, version: appeal.version + 1, heardBy, leaseUntil: to === 'hearing' ? now + HEARING_LEASE : null, decidedAt: decides ? now : null } };
}

/** Whether an appeal can be filed: the decision did something, is in effect, the window is open, and none was filed before. */
export function mayAppeal(decision: Decision, status: DecisionStatus, noticeAt: Instant | null, filed: Appeal | null, limits: RedressLimits, now: Instant): Gate {
  if (!measureNamed(decision.measure)?.appealable || noticeAt === null) return locked('move-closed', 'There is nothing to appeal here.');
  if (filed !== null) return locked('move-closed', 'You have appealed already; this page shows where it stands.');
  if (status === 'lifted') return locked('move-closed', 'This decision has been lifted; there is nothing left to appeal.');
  if (status === 'proposed' || status === 'returned' || status === 'withdrawn') return locked('move-closed', 'There is no decision yet.');
  if (now > appealUntil(noticeAt, limits)) return locked('expired', `The time to appeal ended on ${dayWords(appealUntil(noticeAt, limits))}.`);
  return OPEN;
}

/** A fresh appeal. */
export function filedAppeal(id: string, decision: Decision, limits: RedressLimits, now: Instant): Appeal {
  return { id, decision: decision.id, case: decision.case, account: decision.account, status: 'waiting', version: 1, filedAt: now, dueAt: appealDueAt(now, limits), heardBy: null, leaseUntil: null, decidedAt: null };
}
