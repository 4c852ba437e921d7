import { createHash } from 'node:crypto';
import { appendFileSync, createReadStream, existsSync, openSync, readSync, closeSync, rmSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { holdAssessments } from '../assess-run';
import { openAssessor } from '../assessor';
import { runSource, type Source } from '../import-run';
import { startImport } from '@/lib/intake/commands/start-import';
import { HEAD_BYTES } from '@/lib/intake/format';
import { formatFor, FORMATS } from '@/lib/intake/formats';
import { OPERATOR } from '@/lib/staff/actor';
import { progress, read, refused, result, say, Usage, type TerminalCommand } from '../terminal';

export const importFile: TerminalCommand = {
  usage: 'import FILE|- [--format NAME] [--assess-every 1d] [--refused FILE]',
  help: `Reads a file of events into the intake. Formats: ${FORMATS.map((format) => `${format.name} (${format.title})`).join('; ')}.
The format is recognised from the file; --format names it. "-" reads standard input.
An interrupted import of the same file goes on where it stopped. Refused lines, with identifiers blanked, go to --refused
(default FILE.refused.ndjson).
--assess-every 1d replays history: accounts are assessed at the end of each such period of event time, and every account once
at the end. Without it the worker assesses what is new.
Prints one line of JSON: {lines, accepted, duplicates, rejected, skipped}.`,
  async run(args) {
    const { values, positionals } = read(args, { format: { type: 'string' }, 'assess-every': { type: 'string' }, refused: { type: 'string' } }, { min: 1 });
    const path = String(positionals[0]);
    const every = daysOf(values['assess-every']);
    const file = path === '-' ? await standardInput() : openFile(path);
    const format = formatFor(file.head, file.name, values.format);
    if (!format) {
      say(values.format ? `There is no format ${values.format}. Formats: ${FORMATS.map((one) => one.name).join(', ')}.` : `${file.name} is no file that can be imported; --format names the format.`);
      return values.format ? 2 : 1;
    }
    const started = await startImport(OPERATOR, { fileName: file.name, fileDigest: file.digest, format: format.name, totalBytes: file.size });
    if (!started.ok) return refused(started);
    if (started.value.resumed) say(`Going on after line ${started.value.afterLine}.`);
    const refusedFile = values.refused ?? (path === '-' ? null : `${path}.refused.ndjson`);
    if (refusedFile && !started.value.resumed && existsSync(refusedFile)) rmSync(refusedFile);
    const bar = progress();
    let assessed = '';
    const release = every === null ? null : await holdAssessments();
    const assessor = every === null ? null : openAssessor();
    try {
      const outcome = await runSource({
        id: started.value.id, source: file, format, actor: OPERATOR, afterLine: started.value.afterLine, atByte: started.value.atByte, latestAt: started.value.latestAt, everyDays: every,
        onSlice: (totals, byte) => bar.show(`${file.size && byte ? `${Math.floor((byte / file.size) * 100)}% ` : ''}${totals.lines.toLocaleString('en-US')} lines, ${totals.accepted.toLocaleString('en-US')} kept, ${totals.rejected} refused${assessed}`),
        onPeriod: async (upTo) => { await assessor?.upTo(upTo); assessed = `, accounts assessed as of ${new Date(upTo).toISOString().slice(0, 10)}`; },
        onRefused: (rows) => { if (refusedFile) appendFileSync(refusedFile, rows.map((row) => `${JSON.stringify(row)}\n`).join(''), { mode: 0o600 }); },
      });
      bar.end();
      if (!outcome.ok) return refused(outcome);
      // The last period is not assessed yet, and whoever was quiet stands as of an earlier one: a queue needs one instant for all.
      await assessor?.everything((words) => bar.show(words));
      bar.end();
      result(outcome.totals);
      if (outcome.totals.rejected > 0) say(`${outcome.totals.rejected} lines were refused${refusedFile ? `; see ${refusedFile}` : ''}.`);
      return 0;
    } finally {
      await assessor?.close();
      await release?.();
    }
  },
};

function daysOf(every: string | undefined): number | null {
  if (every === undefined) return null;
  const days = /^(\d{1,3})d$/.exec(every)?.[1];
  if (!days || Number(days) < 1) throw new Usage('--assess-every takes a whole number of days, as in 1d');
  return Number(days);
}

type Opened = Source & { name: string; size: number | null; digest: string };

/** A file is known by its size and its first megabyte, so that a large one need not be read twice. */
function openFile(path: string): Opened {
  if (!existsSync(path) || !statSync(path).isFile()) throw new Error(`There is no file ${path}.`);
  const { size } = statSync(path);
  const first = Buffer.alloc(Math.min(size, 1024 * 1024));
  const handle = openSync(path, 'r');
  readSync(handle, first, 0, first.length, 0);
  closeSync(handle);
  return { name: basename(path), size, digest: createHash('sha256').update(`${size}:`).update(first).digest('hex'), head: first.subarray(0, HEAD_BYTES), from: (byte) => createReadStream(path, { start: byte, highWaterMark: 256 * 1024 }) };
}

/** What comes by a pipe cannot be read twice: it is always a new import. */
async function standardInput(): Promise<Opened> {
  const stream = process.stdin[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  const first: Buffer[] = [];
  let length = 0;
  while (length < HEAD_BYTES) {
    const next = await stream.next();
    if (next.done) break;
    first.push(next.value);
    length += next.value.length;
  }
  const head = Buffer.concat(first);
  async function* all(): AsyncIterable<Uint8Array> {
    yield head;
    for (let next = await stream.next(); !next.done; next = await stream.next()) yield next.value;
  }
  const digest = createHash('sha256').update(`stdin:${process.pid}:${performance.timeOrigin}`).digest('hex');
  return { name: 'standard input', size: null, digest, head: head.subarray(0, HEAD_BYTES), from: () => all() };
}
