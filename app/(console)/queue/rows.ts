import { nextOn, type Factor, type QueueRow, type RowHands } from '@/components/queue/row';
import { FAMILY } from '@/components/ui/icon';
import { onDay, span } from '@/components/ui/moment';
import { oddsWords } from '@/components/ui/words';
import type { NextCase, QueueAsked } from '@/lib/cases/queue';
import { queueAddress } from '@/lib/cases/queue-address';
import type { QueueCase } from '@/lib/cases/queries/queue';
import type { Hold } from '@/lib/cases/queries/queue-holds';
import { ODDS_COVERED } from '@/lib/decisions/covered';
import { oddsCovered } from '@/lib/decisions/queries/odds-covered';
import { sentence } from '@/lib/evidence/panels/labels';
import { HOUR, type Instant } from '@/lib/kernel/instant';
import { dollars } from '@/lib/risk/priority';
import type { Staff } from '@/lib/staff/actor';
import { may } from '@/lib/staff/permissions';

/** `covered`: accounts whose odds this reader is not shown (`oddsCovered`). */
type Reader = { id: string; mayClaim: boolean; covered: ReadonlySet<string> };
type Page = { cases: readonly QueueCase[]; opened: readonly QueueCase[]; next: NextCase | null; stakeFullUsd: number; waitingDoublesHours: number; now: Instant };

/** Who reads these cases of the queue, and whose odds stay covered from them. */
export async function readerOf(me: Staff, { cases, opened }: Pick<Page, 'cases' | 'opened'>): Promise<Reader> {
  const accounts = [...cases, ...opened].map(({ account }) => account);
  const covered = await oddsCovered(me, { accounts });
  return { id: me.id, mayClaim: may(me, 'case.claim'), covered: covered.ok ? covered.value : new Set(accounts) };
}

/** The page's cases as rows; a ring stands as the one that leads it. */
export function queueRows(page: Page, asked: QueueAsked, reader: Reader): QueueRow[] {
  return page.cases.map((one) => {
    const fold = one.ring !== null && one.ring.open > 1 ? { cases: one.ring.open, ring: one.ring.id, href: queueAddress(asked, { open: one.ring.id }) } : null;
    const row = { ...rowOf(one, page, reader), fold };
    return { ...row, next: reader.mayClaim ? nextOn(row, page.next) : null };
  });
}

/** The cases of the ring that the address opens; they stand under the row that leads it, wherever that is. */
export function openedRows(page: Page, reader: Reader): QueueRow[] {
  return page.opened.map((one) => ({ ...rowOf(one, page, reader), under: true }));
}

function rowOf(one: QueueCase, page: Page, reader: Reader): QueueRow {
  const { ring } = one;
  return {
    id: one.id, name: `C-${one.number}`, href: `/cases/${one.id}`, version: one.version, account: { name: one.name ?? one.account, id: one.account },
    assessed: reader.covered.has(one.account) ? null : { band: one.band, logOdds: one.logOdds }, reasons: one.reasons, ring: ring === null ? null : { name: ring.name, size: ring.size, href: `/rings/${encodeURIComponent(ring.id)}` },
    atStake: dollars(one.stakeUsd), openedAt: one.openedAt, dueAt: one.dueAt,
    ...handsOf(one, reader), next: null, why: whyOf(one, page, reader.covered.has(one.account)),
  };
}

/** Whose hands a row is in, and what it waits for. */
export function handsOf({ holder, locked, ...waits }: Hold, reader: Pick<Reader, 'id'>): RowHands {
  return { holder: holder === null ? null : { name: holder.name, you: holder.id === reader.id, here: holder.here, until: holder.until }, tag: tagOf(waits), locked };
}

/** What a case waits for, where it is not simply free. */
function tagOf({ status, wokenBy }: Pick<Hold, 'status' | 'wokenBy'>): QueueRow['tag'] {
  if (status === 'settled') return { tone: 'neutral', words: 'Settled' };
  if (status === 'proposed') return { tone: 'neutral', words: 'Second person' };
  if (status === 'asked') return { tone: 'neutral', words: 'Holder asked' };
  switch (wokenBy) {
    case 'answer': return { tone: 'blue', words: 'Holder answered' };
    case 'returned': return { tone: 'blue', words: 'Returned' };
    case 'hold-lapsed': return { tone: 'brick', words: 'Hold past term' };
    case 'reply-lapsed': return { tone: 'neutral', words: 'No reply came' };
    case null: return null;
  }
}

function whyOf(one: QueueCase, { stakeFullUsd, waitingDoublesHours, now }: Page, isCovered: boolean): QueueRow['why'] {
  const waited = now - one.openedAt;
  const waiting: Factor = {
    // A week of doublings fills the bar; beyond that every case is old.
    share: Math.min(1, waited / (7 * waitingDoublesHours * HOUR)),
    value: span(waited),
    words: one.dueAt <= now ? `${span(now - one.dueAt)} late` : `Due ${onDay(one.dueAt, now)}`,
  };
  return {
    because: isCovered ? COVERED : one.because,
    evidence: isCovered ? null : { share: one.evidence, value: `${oddsWords(one.logOdds)}, ${one.band}`, words: evidenceWords(one) },
    harm: { share: one.harm, value: one.stakeUsd > 0 ? `${dollars(one.stakeUsd)} at stake` : 'No money at stake', words: `Cleared and not yet paid out. Full at ${dollars(stakeFullUsd)}. Each tenfold adds as much as the one before it` },
    waiting,
    breath: isCovered ? ODDS_COVERED : one.breath, group: (isCovered ? one.group?.name : one.group?.words) ?? null,
    missing: isCovered || one.missing.length === 0 ? null : `${one.missing.map((words) => sentence(words.replace(/[.\s]+$/, ''))).join('. ')}.`,
  };
}

/** In place of how much evidence, harm and waiting there is. */
const COVERED = 'evidence, which is covered from you, what is at stake, and how long it waits.';

function evidenceWords({ strength, families }: QueueCase): string {
  const named = families.map((family) => FAMILY[family].word);
  const words = [named.slice(0, -1).join(', '), named.at(-1)].filter(Boolean).join(' and ');
  if (strength === null || strength === 'none' || words === '') return 'No family of evidence stands out';
  return `${strength[0]?.toUpperCase()}${strength.slice(1)}: ${words}`;
}
