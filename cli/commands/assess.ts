import { assessEverything } from '../assess-run';
import { OPERATOR } from '@/lib/staff/actor';
import { assessmentOf } from '@/lib/risk/queries/assessments';
import { progress, read, result, say, type TerminalCommand } from '../terminal';

/** Accounts of one pass of those named. */
const PASS = 250;

export const assess: TerminalCommand = {
  usage: 'assess [ACCOUNT…]',
  help: `Assesses every account, or those named, as of the latest event time received, and partitions the rings around them anew, as an upgrade
asks for; cases open and move as they do under the worker.
Prints one line of JSON: {"assessed"}. Accounts that have no events are told on standard error; exit code 1 when there are any.`,
  async run(args) {
    const { positionals } = read(args, {}, { min: 0, max: Infinity });
    const bar = progress();
    try {
      if (positionals.length === 0) {
        result({ assessed: await assessEverything((words) => bar.show(words)) });
        return 0;
      }
      const named = [...new Set(positionals)];
      for (let from = 0; from < named.length; from += PASS) {
        await assessEverything((words) => bar.show(words), named.slice(from, from + PASS));
        bar.show(`${Math.min(from + PASS, named.length)} of ${named.length} accounts assessed`);
      }
      const unknown: string[] = [];
      for (const account of named) if (!(await assessmentOf(OPERATOR, { account })).ok) unknown.push(account);
      bar.end();
      result({ assessed: named.length - unknown.length });
      for (const account of unknown) say(`${account}: no event of this account was ever received.`);
      return unknown.length === 0 ? 0 : 1;
    } finally {
      bar.end();
    }
  },
};
