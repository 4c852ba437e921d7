import { and, eq, inArray, sql } from 'drizzle-orm';
import { z } from 'zod';
import { backtests, policyDrafts } from '../../../db/schema';
import { entry } from '../../audit/entry';
import { command, done } from '../../kernel/command';
import { newId } from '../../kernel/ids';
import { refuse } from '../../kernel/refusal';
import { announce, enqueue } from '../../kernel/work';
import { draftName } from '../../policy/commands/draft-record';
import { draftGate, type DraftStatus } from '../../policy/draft';
import { policySchema } from '../../policy/policy';
import { policyInForce } from '../../policy/queries/policy-in-force';
import { SIGNALS } from '../../signals/kinds';
import { emptyBacktest } from '../backtest';
import { rereadingFor } from '../reweigh';

/** Tries a draft, as it stands at this moment, on everything stored; the worker goes through it page by page. */
export const startBacktest = command({
  name: 'backtest.start',
  input: z.object({ draft: z.string() }),
  async run({ input, actor, now, tx }) {
    const [draft] = await tx.select().from(policyDrafts).where(eq(policyDrafts.id, input.draft)).for('update');
    if (!draft) return refuse('not-found', 'There is no such draft.');
    const inForce = await policyInForce(tx);
    const gate = draftGate({ ...draft, status: draft.status as DraftStatus }, 'try', actor, { inForce: inForce.version, changes: 1, tried: false });
    if (gate.state === 'locked') return refuse(gate.code, gate.reason);
    const [open] = await tx.select({ id: backtests.id }).from(backtests).where(and(eq(backtests.draft, draft.id), inArray(backtests.status, ['waiting', 'running']))).limit(1);
    if (open) return refuse('exists', 'It is being tried already. Wait for it, or stop it first.');
    const content = policySchema.parse(draft.content);
    const { rows: [size] } = await tx.execute<{ total: number }>(sql`select (select count(*) from standings)::float8 + (select count(*) from cases where status = 'settled')::float8 as total`);
    const id = newId('backtest', now);
    await tx.insert(backtests).values({
      id, draft: draft.id, digest: draft.digest, content, against: inForce.version, status: 'waiting', askedBy: actor.id, askedAt: now,
      phase: 'accounts', total: size?.total ?? 0, read: 0, after: '', tally: emptyBacktest(rereadingFor(inForce, content, SIGNALS).why),
    });
    await enqueue(tx, 'backtest', id, { backtest: id }, now);
    await announce(tx, 'policy', draft.id);
    return done({ backtest: id }, entry('main', `began to try ${draftName(draft)} on history, against policy ${inForce.version}`, { refs: { draft: draft.id, backtest: id, policy: String(inForce.version) } }));
  },
});
