import { closeSync, openSync, writeSync } from 'node:fs';
import { rfc3339 } from '../../lib/kernel/instant';
import { worldLines, type TruthRow, type WorldOptions } from './world';

export type WritingJob = WorldOptions & { out: string; truth: string | null };

/** Lines to a file, in pieces of about a megabyte. */
function writer(file: string): { line: (text: string) => void; close: () => number } {
  const descriptor = openSync(file, 'w');
  let waiting: string[] = [];
  let [length, bytes] = [0, 0];
  const flush = () => {
    const piece = Buffer.from(waiting.join(''));
    for (let done = 0; done < piece.length; ) done += writeSync(descriptor, piece, done);
    bytes += piece.length;
    waiting = [];
    length = 0;
  };
  return {
    line: (text) => {
      waiting.push(text, '\n');
      length += text.length;
      if (length > 1_000_000) flush();
    },
    close: () => {
      flush();
      closeSync(descriptor);
      return bytes;
    },
  };
}

export function truthLine(row: TruthRow): string {
  return JSON.stringify({ ...row, handoverAt: row.handoverAt === null ? null : rfc3339(row.handoverAt) });
}

/** Writes a world to its file and its truth to another. Progress is told line by line, without line ends. */
export function writeWorld(job: WritingJob, say: (words: string) => void): void {
  const started = performance.now();
  const out = writer(job.out);
  const truth = job.truth === null ? null : writer(job.truth);
  let [accounts, events] = [0, 0];
  const rows = worldLines(job, (row) => {
    truth?.line(truthLine(row));
    accounts += 1;
    if (accounts % 200 === 0) say(`${accounts} of ${job.accounts} accounts lived`);
  });
  for (const { text } of rows) {
    out.line(text);
    events += 1;
    if (events % 20_000 === 0) say(`${events} events written`);
  }
  truth?.close();
  const megabytes = (out.close() / 1e6).toFixed(1);
  say(`${accounts} accounts, ${events} events, ${megabytes} MB in ${((performance.now() - started) / 1000).toFixed(1)} s`);
}
