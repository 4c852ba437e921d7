import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DAY, dayOf, type Instant } from '../../lib/kernel/instant';

type Line = { arrivesAt: Instant; text: string };

/** Characters kept in memory before everything is put aside. */
const IN_MEMORY = 32_000_000;

/**
 * Lines in the order of `arrivesAt`, whatever the order they come in: sorted day by day (by thirty days before `tightFrom`, where
 * little happens; one day is never split). Only a day's lines and a bounded heap are ever in memory; the rest waits on disk and is removed at the end.
 */
export function* inOrder(lines: Iterable<Line>, tightFrom: Instant, { inMemory = IN_MEMORY, under = tmpdir() } = {}): Generator<Line> {
  const heap = new Map<number, string[]>();
  const buckets = new Set<number>();
  let folder: string | null = null;
  let held = 0;
  const bucketOf = (at: Instant) => (at < tightFrom ? Math.floor(at / (30 * DAY)) * 30 : dayOf(at) + 0.5);
  try {
    for (const { arrivesAt, text } of lines) {
      const bucket = bucketOf(arrivesAt);
      const row = `${String(arrivesAt).padStart(15, '0')}${text}`;
      const kept = heap.get(bucket);
      if (kept) kept.push(row);
      else heap.set(bucket, [row]);
      buckets.add(bucket);
      held += row.length;
      if (held < inMemory) continue;
      folder ??= mkdtempSync(join(under, 'world-'));
      for (const [day, rows] of heap) appendFileSync(join(folder, `${day}.part`), `${rows.join('\n')}\n`);
      heap.clear();
      held = 0;
    }
    for (const bucket of [...buckets].sort((a, b) => a - b)) {
      const file = folder === null ? null : join(folder, `${bucket}.part`);
      const aside = file !== null && existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : [];
      if (file !== null) rmSync(file, { force: true });
      for (const row of [...aside, ...(heap.get(bucket) ?? [])].sort()) yield { arrivesAt: Number(row.slice(0, 15)), text: row.slice(15) };
      heap.delete(bucket);
    }
  } finally {
    if (folder !== null) rmSync(folder, { recursive: true, force: true });
  }
}
