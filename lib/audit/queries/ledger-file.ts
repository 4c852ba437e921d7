import type { Actor } from '../../staff/actor';
import type { Result } from '../../kernel/result';
import { checkpointLine, entryLine, headLine, keyLine, type LedgerExportLine } from '../export';
import { chainLines } from './ledger';
import { checkpointsAfter, headsAfter } from './ledger-export';

const PAGE = 1_000;

/** The lines of an exported ledger, page by page. Checkpoints before lines: what was signed is then surely among the lines. */
export async function* ledgerFile(actor: Actor, { publicKey, only }: { publicKey: string; only?: string }): AsyncIterable<readonly LedgerExportLine[]> {
  yield [keyLine(publicKey)];
  for (let after = 0; ;) {
    const page = valueOf(await checkpointsAfter(actor, { after, limit: PAGE }));
    yield page.map(checkpointLine);
    const last = page.at(-1);
    if (last === undefined) break;
    after = last.number;
  }
  for (let after = ''; ;) {
    const heads = valueOf(await headsAfter(actor, { after, only, limit: PAGE }));
    for (const head of heads) {
      for (let seq = 0; seq < head.seq;) {
        const { lines } = valueOf(await chainLines(actor, { chain: head.chain, after: seq, limit: Math.min(PAGE, head.seq - seq) }));
        yield lines.map(entryLine);
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
