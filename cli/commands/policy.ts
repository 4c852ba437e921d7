import { startBacktest } from '@/lib/insights/commands/start-backtest';
import { draftPage } from '@/lib/insights/queries/policies';
import { bandFlow, hoursFor, qualityOf, skewsIn } from '@/lib/insights/backtest';
import { OPERATOR } from '@/lib/staff/actor';
import { runBacktest } from '../policy-run';
import { progress, read, refused, result, say, type TerminalCommand } from '../terminal';

export const policyBacktest: TerminalCommand = {
  usage: 'policy backtest DRAFT',
  help: `Tries a draft policy on everything stored, as the Policy screen does, and waits for it. DRAFT is the id in the address of its screen.
Prints one line of JSON: {backtest, accounts, opening, closing, act, review, hours, precision, recall, skews}; live assessments stay as they are.`,
  async run(args) {
    const { positionals } = read(args, {}, { min: 1 });
    const draft = String(positionals[0]);
    const started = await startBacktest(OPERATOR, { draft });
    if (!started.ok) return refused(started);
    const bar = progress();
    await runBacktest(OPERATOR, started.value.backtest, ({ read: done, total }) => bar.show(`${done} of ${total}`));
    bar.end();
    const page = await draftPage(OPERATOR, { draft });
    if (!page.ok) return refused(page);
    const tried = page.value.backtests.find(({ id }) => id === started.value.backtest);
    if (tried?.status !== 'done') {
      say('It was stopped before its end.');
      return 1;
    }
    const { tally } = tried;
    result({
      backtest: tried.id, accounts: tally.accounts, opening: tally.opening, closing: tally.closing, act: bandFlow(tally.moves, 'act'), review: bandFlow(tally.moves, 'review'),
      hours: hoursFor(tally, page.value.inForce.limits.leaseMinutes), ...qualityOf(tally.decided, 'now'), skews: skewsIn(tally.regions.now),
    });
    return 0;
  },
};
