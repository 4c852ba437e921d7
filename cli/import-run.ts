import type { Format, ImportItem } from '@/lib/intake/format';
import { instantOf } from '@/lib/intake/instant-text';
import { advanceImport } from '@/lib/intake/commands/advance-import';
import { finishImport } from '@/lib/intake/commands/finish-import';
import { dayOf, type Instant } from '@/lib/kernel/instant';
import type { Refusal } from '@/lib/kernel/refusal';
import { keyFor } from '@/lib/kernel/secrets';
import type { Actor } from '@/lib/staff/actor';

export type Source = { head: Uint8Array; from(byte: number): AsyncIterable<Uint8Array> };
export type Totals = { lines: number; accepted: number; duplicates: number; rejected: number; skipped: number };

const SLICE = 1_000;
/** Of a slice that waits until a period is assessed: about a day of a large platform. */
const SLICE_AHEAD = 25_000;

/**
 * Reads a file slice by slice into the intake, from where it stopped last. With `everyDays`, `onPeriod` is called at the end of
 * each such period of event time, once everything read before it is committed: a period ends when the first event of a later one is read.
 * Meanwhile the next slice is read and laid in; it is committed, and so seen by anybody, when `onPeriod` has come to its end. Where the file is gone on
 * with, `latestAt` is the latest event that was committed: had its period ended, it was left before `onPeriod` came to its end, and that is called first.
 */
export async function runSource(job: {
  id: string; source: Source; format: Format; actor: Actor; afterLine: number; atByte: number; latestAt?: Instant | null;
  everyDays?: number | null;
  onPeriod?: (upTo: Instant) => Promise<void>;
  onSlice?: (totals: Totals, atByte: number) => void;
  onRefused?: (rows: readonly { line: number; code: string; path: string; message: string; text: string }[]) => void;
}): Promise<{ ok: true; totals: Totals } | Refusal> {
  const resume = job.afterLine > 0 ? { afterLine: job.afterLine, atByte: job.atByte, head: job.source.head } : undefined;
  let settled = job.afterLine;
  let totals: Totals = { lines: job.afterLine, accepted: 0, duplicates: 0, rejected: 0, skipped: 0 };
  let latest = job.latestAt ?? null;
  let slice: ImportItem[] = [];
  let underWay: Promise<Refusal | null> = Promise.resolve(null);
  let assessing: Promise<void> | undefined;

  const advance = async (items: ImportItem[]): Promise<Refusal | null> => {
    const events = items.filter((item) => item.skipped === undefined);
    const kept = await advanceImport(job.actor, { id: job.id, afterLine: settled, items, after: assessing });
    if (!kept.ok) return kept;
    assessing = undefined;
    settled = kept.value.lines;
    if (kept.value.latestAt !== null) latest = Math.max(latest ?? kept.value.latestAt, kept.value.latestAt);
    const { total } = kept.value;
    if (total) totals = { lines: total.lines, accepted: total.accepted, duplicates: total.duplicates, rejected: total.rejected, skipped: total.skipped };
    job.onSlice?.(totals, items.at(-1)?.byteOffset ?? 0);
    if (kept.value.rejected.length > 0) {
      job.onRefused?.(kept.value.rejected.flatMap((one) => {
        const item = events[one.index];
        return item ? [{ line: item.line, code: one.code, path: one.path, message: one.message, text: item.text }] : [];
      }));
    }
    return null;
  };
  // The next slice is read while the one before is being committed. Should that fail meanwhile, it is heard in its turn.
  const flush = async (): Promise<Refusal | null> => {
    const before = await underWay;
    if (before || slice.length === 0) return before;
    const items = slice;
    slice = [];
    underWay = advance(items);
    underWay.catch(() => {});
    return null;
  };

  const { everyDays } = job;
  const periodOf = (at: Instant | null): number | null => (at === null || !everyDays ? null : Math.floor(dayOf(at) / everyDays));
  let period = periodOf(latest);
  try {
    for await (const item of job.format.toEvents(job.source.from(resume ? job.atByte : 0), { key: keyFor('identifiers'), ...(resume ? { resume } : {}) })) {
      const here = everyDays ? periodOf(instantIn(item.raw)) : null;
      if (here !== null && period !== null && here > period) {
        const refusal = (await flush()) ?? (await underWay);
        if (refusal) return refusal;
        if (latest !== null) {
          assessing = job.onPeriod?.(latest);
          assessing?.catch(() => {});
        }
      }
      if (here !== null) period = Math.max(period ?? here, here);
      slice.push(item);
      if (slice.length >= (assessing ? SLICE_AHEAD : SLICE)) {
        const refusal = await flush();
        if (refusal) return refusal;
      }
    }
    const refusal = (await flush()) ?? (await underWay);
    if (refusal) return refusal;
  } finally {
    // Nothing may be under way any more when the caller goes on, whatever it was told.
    await Promise.allSettled([underWay, assessing]);
  }
  const finished = await finishImport(job.actor, { id: job.id });
  return finished.ok ? { ok: true, totals } : finished;
}

function instantIn(raw: unknown): Instant | null {
  const at = (raw as { at?: unknown } | undefined)?.at;
  return typeof at === 'string' ? instantOf(at) : null;
}
