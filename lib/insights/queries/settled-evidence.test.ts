import { expect, test } from 'vitest';
import { desc, eq } from 'drizzle-orm';
import { present } from '../../kernel/assert';
import { reading } from '../../../db/client';
import { arrange, openCase } from '../../../db/factories';
import { sandbox } from '../../../db/sandbox';
import { backtestMoves, backtests, reportCards } from '../../../db/schema';
import { fileAppeal } from '../../appeals/commands/file-appeal';
import { grantAppeal } from '../../appeals/commands/grant-appeal';
import { asRead } from '../../appeals/commands/heard.fixture';
import { takeAppeal } from '../../appeals/commands/take-appeal';
import { caseRow, cast, decided, must } from '../../decisions/commands/decided.fixture';
import { casesBefore } from '../../decisions/queries/cases-before';
import { liftDecision } from '../../decisions/commands/lift-decision';
import { issueOrders } from '../../enforcement/commands/issue-orders';
import { startDraft } from '../../policy/commands/start-draft';
import { WORKER, type Actor } from '../../staff/actor';
import { advanceBacktest } from '../commands/advance-backtest';
import { countReports } from '../commands/count-reports';
import { startBacktest } from '../commands/start-backtest';
import type { ReportCard } from '../report-card';
import { backtestMovesPage } from './policies';
import { settledEvidence } from './settled-evidence';

sandbox();
const PLATFORM: Actor = { kind: 'platform', id: 'key_appeals', name: 'worklane', scopes: ['appeals:write'] };

test('a measure that was lifted counts as decided against nobody: not in what weights are learnt from, in no backtest, and on a report card beside what appeals undid', async () => {
  const { ada, ben, cleo, iris } = await cast();
  const [stands, wrong] = [await decided('suspension', ada, cleo), await decided('suspension', ada, cleo)];
  const { draft } = must(await startDraft(cleo, { title: 'Another way' }));
  /** Cases decided against an account, as each of those who count them has it. */
  const against = async () => {
    must(await countReports(WORKER, {}));
    const { backtest } = must(await startBacktest(cleo, { draft }));
    for (let turn = 0; turn < 10 && !must(await advanceBacktest(WORKER, { backtest })).ended; turn += 1);
    const [tried] = await reading().select().from(backtests).where(eq(backtests.id, backtest));
    const [report] = await reading().select().from(reportCards).orderBy(desc(reportCards.countedAt), desc(reportCards.id)).limit(1);
    const most = (of: (card: ReportCard) => number | undefined) => Math.max(...present(report, 'report').content.map((card) => present(of(card), 'count')));
    return {
      learnt: (await settledEvidence(reading())).judged.filter((one) => one.against).length, tried: present(tried, 'backtest').tally.decided.against.cases,
      counted: most((card) => card.against), cleared: most((card) => card.cleared), overturned: most((card) => card.overturned), lifted: most((card) => card.lifted),
    };
  };
  expect(await against()).toEqual({ learnt: 2, tried: 2, counted: 2, cleared: 0, overturned: 0, lifted: 0 });
  // Its holder had appealed already.
  must(await issueOrders(WORKER, { decision: wrong.decision, cause: 'effect' }));
  const { id: appeal } = must(await fileAppeal(PLATFORM, { decision: wrong.decision, text: 'The wallet is my brother’s.' }));
  must(await liftDecision(iris, { decisionId: wrong.decision, version: (await caseRow(wrong.caseId)).version, words: 'We were wrong, and are sorry.' }));
  expect(await against()).toEqual({ learnt: 1, tried: 1, counted: 1, cleared: 0, overturned: 0, lifted: 1 });
  expect((await caseRow(stands.caseId)).outcome).toBe('suspension');
  const [{ id: backtest } = { id: '' }] = await reading().select({ id: backtests.id }).from(backtests).limit(1);
  await arrange((tx) => tx.insert(backtestMoves).values([stands, wrong].map(({ account }) => ({ backtest, account, was: 'act', band: 'review', wasLogOdds: 3, logOdds: 1, why: 'It was arranged.' }))));
  const moves = must(await backtestMovesPage(ada, { backtest })).moves.map(({ account, decidedAs }) => [account, decidedAs]);
  expect(Object.fromEntries(moves)).toEqual({ [stands.account]: 'Suspension', [wrong.account]: 'Suspension, lifted' });
  const again = await openCase({ account: wrong.account });
  expect(must(await casesBefore(ada, { caseId: again.caseId }))).toMatchObject([{ id: wrong.caseId, outcome: 'suspension, lifted' }]);

  // What an appeal says of it since is more than that somebody lifted it: it was wrong.
  must(await takeAppeal(ben, { id: appeal }));
  must(await grantAppeal(ben, { ...(await asRead(ben, appeal)), reasons: 'The brother showed the contract.' }));
  expect(await against()).toEqual({ learnt: 1, tried: 1, counted: 1, cleared: 0, overturned: 1, lifted: 0 });
});
