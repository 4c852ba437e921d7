import { closeSync, openSync, writeSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { rfc3339 } from '../../lib/kernel/instant';
import { WORLD_KINDS, type WorldKind } from './parameters';
import { worldLines, type TruthRow, type WorldOptions } from './world';

const USAGE = `Writes a generated population as NDJSON in the event contract.

  tsx bench/detection/write.ts --accounts N --days D --seed S --now INSTANT --out FILE.ndjson [--truth FILE.ndjson]
                               [--kind ${WORLD_KINDS.join('|')}] [--prevalence SHARE] [--pace FACTOR] [--no-cast]

The truth (who really works) goes to its own file, which the product never reads. Results are files; progress is on standard error.`;

type Job = WorldOptions & { out: string; truth: string | null };

function jobOf(args: readonly string[]): Job | string {
  const { values } = parseArgs({ args: [...args], options: { accounts: { type: 'string' }, days: { type: 'string' }, seed: { type: 'string' }, now: { type: 'string' }, out: { type: 'string' }, truth: { type: 'string' }, kind: { type: 'string' }, prevalence: { type: 'string' }, pace: { type: 'string' }, 'no-cast': { type: 'boolean' }, help: { type: 'boolean' } } });
  if (values.help) return USAGE;
  const [accounts, days, now] = [Number(values.accounts ?? 1200), Number(values.days ?? 90), Date.parse(values.now ?? '')];
  if (!values.out) return 'Give --out FILE.';
  if (!Number.isInteger(accounts) || accounts < 20) return '--accounts must be a whole number, at least 20.';
  if (!Number.isInteger(days) || days < 14) return '--days must be a whole number, at least 14: a handover needs room.';
  if (!Number.isFinite(now)) return '--now must be an instant, such as 2026-11-17T14:00:00Z.';
  const kind = (values.kind ?? 'demo') as WorldKind;
  if (!WORLD_KINDS.includes(kind)) return `--kind must be one of ${WORLD_KINDS.join(', ')}.`;
  const prevalence = values.prevalence === undefined ? undefined : Number(values.prevalence);
  if (prevalence !== undefined && !(prevalence >= 0 && prevalence <= 0.5)) return '--prevalence must be a share from 0 to 0.5.';
  const pace = values.pace === undefined ? undefined : Number(values.pace);
  if (pace !== undefined && !(pace > 0 && pace <= 3)) return '--pace must be a factor up to 3; 1 is about one event a day and account.';
  return { accounts, days, now, seed: values.seed ?? '1', kind, out: values.out, truth: values.truth ?? null, ...(prevalence === undefined ? {} : { prevalence }), ...(pace === undefined ? {} : { pace }), ...(values['no-cast'] ? { cast: false } : {}) };
}

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

function write(job: Job): void {
  const started = performance.now();
  const out = writer(job.out);
  const truth = job.truth === null ? null : writer(job.truth);
  let [accounts, events] = [0, 0];
  const say = (text: string) => process.stderr.write(`\r${text.padEnd(72)}`);
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
  process.stderr.write('\n');
}

const job = jobOf(process.argv.slice(2));
if (typeof job === 'string') {
  process.stderr.write(`${job}\n`);
  process.exitCode = job === USAGE ? 0 : 2;
} else write(job);
