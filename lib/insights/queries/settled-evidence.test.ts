import { expect, test } from 'vitest';
import { eq } from 'drizzle-orm';
import { present } from '../../kernel/assert';
import { reading } from '../../../db/client';
import { openCase } from '../../../db/factories';
import { sandbox } from '../../../db/sandbox';
import { backtests, reportCards } from '../../../db/schema';
import { caseRow, cast, decided, must } from '../../decisions/commands/decided.fixture';
import { casesBefore } from '../../decisions/queries/cases-before';
import { liftDecision } from '../../decisions/commands/lift-decision';
import { startDraft } from '../../policy/commands/start-draft';
import { WORKER } from '../../staff/actor';
import { advanceBacktest } from '../commands/advance-backtest';
import { countReports } from '../commands/count-reports';
import { startBacktest } from '../commands/start-backtest';
import { settledEvidence } from './settled-evidence';

sandbox();

test('a measure that was lifted counts as decided against nobody: not in what weights are learnt from, in no report card, in no backtest', async () => {
  const { ada, cleo, iris } = await cast();
  const [stands, wrong] = [await decided('suspension', ada, cleo), await decided('suspension', ada, cleo)];
  const { draft } = must(await startDraft(cleo, { title: 'Another way' }));
  /** Cases decided against an account, as each of those who count them has it. */
  const against = async () => {
    must(await countReports(WORKER, {}));
    const { backtest } = must(await startBacktest(cleo, { draft }));
    for (let turn = 0; turn < 10 && !must(await advanceBacktest(WORKER, { backtest })).ended; turn += 1);
    const [tried] = await reading().select().from(backtests).where(eq(backtests.id, backtest));
    const report = (await reading().select().from(reportCards)).sort((a, b) => b.countedAt - a.countedAt)[0];
    return {
      learnt: (await settledEvidence(reading())).judged.filter((one) => one.against).length, tried: present(tried, 'backtest').tally.decided.against.cases,
      counted: Math.max(...present(report, 'report').content.map((card) => card.against)), cleared: Math.max(...present(report, 'report').content.map((card) => card.cleared)),
    };
  };
  expect(await against()).toEqual({ learnt: 2, tried: 2, counted: 2, cleared: 0 });
  must(await liftDecision(iris, { decisionId: wrong.decision, version: (await caseRow(wrong.caseId)).version, words: 'We were wrong, and are sorry.' }));
  expect(await against()).toEqual({ learnt: 1, tried: 1, counted: 1, cleared: 0 });
  expect((await caseRow(stands.caseId)).outcome).toBe('suspension');
  const again = await openCase({ account: wrong.account });
  expect(must(await casesBefore(ada, { caseId: again.caseId }))).toMatchObject([{ id: wrong.caseId, outcome: 'suspension, lifted' }]);
});
