import { HOUR } from '../kernel/instant';

/** Lines that are kept when something happens, for the person whom it concerns. */
export const KEPT_KINDS = ['mention', 'answer', 'lapsed', 'returned', 'appeal', 'outcome'] as const;
export type KeptKind = (typeof KEPT_KINDS)[number];

/** Lines that stand there while something waits for a person, and go by themselves: nothing is kept of them but that they were read. */
export const WAITING_KINDS = ['review', 'due'] as const;
export type WaitingKind = (typeof WAITING_KINDS)[number];

export type InboxKind = KeptKind | WaitingKind;

/** What is due within this time, or over, stands in the inbox of whoever holds the case. */
export const DUE_SOON = 4 * HOUR;

/** So much of a note is shown; letters. */
export const EXCERPT = 160;

/** What a line is about, and where that stands. `about` is the id of the note, answer, appeal, decision, wave or case. */
export type InboxAbout = { kind: InboxKind; caseId: string; about: string };

/** Proposals of one wave are one line, read as one. */
export const isWave = (about: string): boolean => about.startsWith('wave_');

/** Where a line leads. A case that is covered from its reader leads on to the review by itself. */
export function inboxHref({ kind, caseId, about }: InboxAbout): string {
  if (isWave(about)) return `/reviews/waves/${about}`;
  if (kind === 'review') return `/reviews/${about}`;
  if (kind === 'appeal' || kind === 'outcome') return `/appeals/${about}`;
  return kind === 'mention' ? `/cases/${caseId}#${about}` : `/cases/${caseId}`;
}

/** The waiting line that a key names, `review:<decision>`, `review:<wave>` or `due:<case>:<due, epoch milliseconds>`; null where it names none. */
export function waitingLine(line: string): { kind: WaitingKind; about: string } | null {
  const [, kind, about] = /^(review|due):(\w{1,100})(?::\d{1,15})?$/.exec(line) ?? [];
  return kind === undefined || about === undefined ? null : { kind: kind as WaitingKind, about };
}
