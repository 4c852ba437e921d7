import { verifyLedger } from '@/lib/audit/commands/verify-ledger';
import { OPERATOR } from '@/lib/staff/actor';
import { read, refused, result, say, type TerminalCommand } from '../terminal';

export const verify: TerminalCommand = {
  usage: 'verify [CHAIN]',
  help: `Reads the ledger from end to end, or one chain of it ("main", "case:case_…"), and checks every line, link, head,
checkpoint and signature. Prints one line of JSON with every break; exit code 1 when there is any.`,
  async run(args) {
    const { positionals } = read(args, {}, { max: 1 });
    const verified = await verifyLedger(OPERATOR, { chain: positionals[0] });
    if (!verified.ok) return refused(verified);
    result(verified.value);
    const { lines, chains, checkpoints, breaks } = verified.value;
    say(`${lines} lines in ${chains} chains, ${checkpoints} checkpoints: ${breaks.length === 0 ? 'unbroken' : `${breaks.length} breaks`}`);
    for (const found of breaks) say(`  ${found.chain}: ${found.words}`);
    return breaks.length === 0 ? 0 : 1;
  },
};
