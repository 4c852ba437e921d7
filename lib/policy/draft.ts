import type { Actor } from '../staff/actor';
import { firstLock, locked, OPEN, type Gate, type Moves } from '../kernel/moves';

export const DRAFT_STATUSES = ['draft', 'proposed', 'published', 'withdrawn'] as const;
export type DraftStatus = (typeof DRAFT_STATUSES)[number];

/** A policy on its way into force, as its rules see it. */
export type Draft = {
  status: DraftStatus;
  /** The version that it was begun on, or brought up to date with. */
  basedOn: number;
  writers: readonly string[];
  proposedBy: string | null;
};

/** What the rules ask about the draft beside itself. */
export type DraftStands = {
  /** Number of the policy in force. */
  inForce: number;
  /** How many values differ from the version it is based on. */
  changes: number;
  /** A backtest of exactly what it says is done. */
  tried: boolean;
};

/** `return` takes a proposal back, by whoever made it or by a second reader, with words. */
export const DRAFT_MOVES = {
  edit: { from: ['draft'], to: 'draft' },
  update: { from: ['draft'], to: 'draft' },
  try: { from: ['draft', 'proposed'], to: 'stays' },
  propose: { from: ['draft'], to: 'proposed' },
  return: { from: ['proposed'], to: 'draft' },
  countersign: { from: ['proposed'], to: 'published' },
  withdraw: { from: ['draft', 'proposed'], to: 'withdrawn' },
} as const satisfies Moves<DraftStatus, 'stays'>;

export type DraftMove = keyof typeof DRAFT_MOVES;
export const DRAFT_MOVE_NAMES = Object.keys(DRAFT_MOVES) as readonly DraftMove[];

const STATUS_WORDS: Record<DraftStatus, string> = {
  draft: 'It is still being written; propose it first.',
  proposed: 'It is proposed and waits for a second admin; take it back to change it.',
  published: 'It is in force under its own number; begin a new draft.',
  withdrawn: 'It was withdrawn; begin a new draft.',
};

/** Every move with its gate for this person: the buttons are drawn from it, and the commands ask it again. */
export function draftGate(draft: Draft, name: DraftMove, who: Actor, stands: DraftStands): Gate {
  return firstLock(mayMove(name, who), fitsStatus(draft, name), isIndependent(draft, name, who), isReady(draft, name, stands));
}

function mayMove(name: DraftMove, who: Actor): Gate {
  if (who.kind === 'staff' && who.role === 'admin') return OPEN;
  if (name === 'try' && who.kind === 'operator') return OPEN;
  return locked('not-allowed', 'Only an admin changes the policy.');
}

function fitsStatus(draft: Draft, name: DraftMove): Gate {
  const from: readonly DraftStatus[] = DRAFT_MOVES[name].from;
  return from.includes(draft.status) ? OPEN : locked('move-closed', STATUS_WORDS[draft.status]);
}

/** Two people sign: who proposed it or wrote in it is not the second. */
function isIndependent(draft: Draft, name: DraftMove, who: Actor): Gate {
  if (name !== 'countersign') return OPEN;
  if (who.id === draft.proposedBy) return locked('conflict', 'You proposed it; another admin countersigns.');
  if (draft.writers.includes(who.id)) return locked('conflict', 'You wrote in it; an admin who did not countersigns.');
  return OPEN;
}

function isReady(draft: Draft, name: DraftMove, { inForce, changes, tried }: DraftStands): Gate {
  if (name === 'update') return draft.basedOn === inForce ? locked('move-closed', `It is up to date with policy ${inForce}.`) : OPEN;
  if (name !== 'propose' && name !== 'countersign') return OPEN;
  if (draft.basedOn !== inForce) return locked('move-closed', `Policy ${inForce} came into force after this was begun on policy ${draft.basedOn}. ${name === 'propose' ? 'Bring it up to date first.' : 'Return it, so that it is brought up to date.'}`);
  if (changes === 0) return locked('locked', `Nothing in it differs from policy ${inForce}. Change something, or withdraw it.`);
  if (!tried) return locked('locked', 'It was not tried on history as it stands. Try it first.');
  return OPEN;
}
