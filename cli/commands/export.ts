import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { rename } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { assessEverything } from '../assess-run';
import { exportLedger } from '@/lib/audit/commands/export-ledger';
import { checkpointLine, entryLine, headLine, keyLine } from '@/lib/audit/export';
import { chainLines } from '@/lib/audit/queries/ledger';
import { checkpointsAfter, headsAfter } from '@/lib/audit/queries/ledger-export';
import { exportDecisions } from '@/lib/decisions/commands/export-decisions';
import { decisionsAfter } from '@/lib/decisions/queries/decision-export';
import type { Refusal } from '@/lib/kernel/refusal';
import { granted, type Granted, type Result } from '@/lib/kernel/result';
import { exportAssessments } from '@/lib/risk/commands/export-assessments';
import { assessmentsAfter, unassessedAfter } from '@/lib/risk/queries/assessments';
import { OPERATOR } from '@/lib/staff/actor';
import { progress, read, refused, say, Usage, type TerminalCommand } from '../terminal';

const PAGE = 500;

type Lines = AsyncIterable<readonly object[]>;
type Options = { chain: string | undefined };

/** What can be taken out: entered in the ledger first, then read page by page. */
const SUBJECTS: Readonly<Record<string, (options: Options) => Promise<Granted<Lines> | Refusal>>> = {
  async assessments() {
    await assessTheNew();
    const entered = await exportAssessments(OPERATOR, {});
    return entered.ok ? granted(assessments()) : entered;
  },
  async decisions() {
    const entered = await exportDecisions(OPERATOR, {});
    return entered.ok ? granted(decisions()) : entered;
  },
  async ledger({ chain }) {
    const entered = await exportLedger(OPERATOR, { chain });
    return entered.ok ? granted(ledger(entered.value.publicKey, chain)) : entered;
  },
};

export const exportLines: TerminalCommand = {
  usage: 'export assessments|decisions|ledger [--chain CHAIN] [--out FILE]',
  help: `Writes one JSON object a line to standard output, or to --out FILE, which appears under its name once it is whole.
assessments  one line an account, in the order of account ids, as docs/contract/assessments.md describes it. Accounts that have
             events and were never assessed are assessed first; run "assess" before to bring every account to one instant.
decisions    every decision ever proposed with its countersignatures, orders, lifting and appeal, oldest first.
ledger       the key, the signed checkpoints, and every chain's lines with their links and its head, so that the ledger can be
             verified elsewhere; --chain takes one chain ("main", "case:case_…").
That somebody exported is itself entered in the ledger.`,
  async run(args) {
    const { values, positionals } = read(args, { chain: { type: 'string' }, out: { type: 'string' } }, { min: 1 });
    const name = String(positionals[0]);
    const subject = Object.hasOwn(SUBJECTS, name) ? SUBJECTS[name] : undefined;
    if (!subject) throw new Usage(`there is nothing to export under ${name}; choose ${Object.keys(SUBJECTS).join(', ')}`);
    if (values.chain !== undefined && name !== 'ledger') throw new Usage('--chain belongs to export ledger');
    const found = await subject({ chain: values.chain });
    if (!found.ok) return refused(found);
    const written = await write(found.value, values.out);
    say(`${written.toLocaleString('en-US')} ${written === 1 ? 'line' : 'lines'} written${values.out === undefined ? '' : ` to ${values.out}`}.`);
    return 0;
  },
};

/** Waits whenever the reader is slower than we are, so that an export of any size needs the memory of one page. */
async function write(lines: Lines, out: string | undefined): Promise<number> {
  let written = 0;
  async function* texts(): AsyncIterable<string> {
    for await (const page of lines) {
      written += page.length;
      if (page.length > 0) yield page.map((line) => `${JSON.stringify(line)}\n`).join('');
    }
  }
  if (out === undefined) {
    for await (const text of texts()) if (!process.stdout.write(text)) await once(process.stdout, 'drain');
  } else {
    await pipeline(Readable.from(texts()), createWriteStream(`${out}.part`, { mode: 0o600 }));
    await rename(`${out}.part`, out);
  }
  return written;
}

async function assessTheNew(): Promise<void> {
  const bar = progress();
  for (let after = ''; ;) {
    const page = valueOf(await unassessedAfter(OPERATOR, { after, limit: 250 }));
    const last = page.at(-1);
    if (last === undefined) break;
    await assessEverything((words) => bar.show(words), page);
    after = last;
  }
  bar.end();
}

async function* assessments(): Lines {
  for (let after = ''; ;) {
    const page = valueOf(await assessmentsAfter(OPERATOR, { after, limit: PAGE }));
    yield page;
    const last = page.at(-1);
    if (last === undefined) return;
    after = last.account;
  }
}

async function* decisions(): Lines {
  for (let after: { at: number; id: string } | null = null; ;) {
    const page: { lines: readonly object[]; next: { at: number; id: string } | null } = valueOf(await decisionsAfter(OPERATOR, { after, limit: PAGE }));
    yield page.lines;
    if (page.next === null) return;
    after = page.next;
  }
}

/** Checkpoints before lines: what was signed is then surely among the lines. */
async function* ledger(publicKey: string, only: string | undefined): Lines {
  yield [keyLine(publicKey)];
  for (let after = 0; ;) {
    const page = valueOf(await checkpointsAfter(OPERATOR, { after, limit: PAGE }));
    yield page.map(checkpointLine);
    const last = page.at(-1);
    if (last === undefined) break;
    after = last.number;
  }
  for (let after = ''; ;) {
    const heads = valueOf(await headsAfter(OPERATOR, { after, only, limit: PAGE }));
    for (const head of heads) {
      for (let seq = 0; seq < head.seq;) {
        const { lines } = valueOf(await chainLines(OPERATOR, { chain: head.chain, after: seq, limit: Math.min(PAGE, head.seq - seq) }));
        yield lines.map(entryLine);
        // A line that is gone leaves a gap, which the reader's check tells; a tail that is gone ends the chain.
        const last = lines.at(-1);
        if (last === undefined) break;
        seq = last.seq;
      }
      yield [headLine(head)];
    }
    const last = heads.at(-1);
    if (last === undefined) return;
    after = last.chain;
  }
}

function valueOf<Value>(answer: Result<Value>): Value {
  if (!answer.ok) throw new Error(answer.words);
  return answer.value;
}
