import { asc, eq } from 'drizzle-orm';
import { z } from 'zod';
import { appeals, holderPages, notices } from '../../../db/schema';
import { caseChain, entry } from '../../audit/entry';
import { tellInbox } from '../../cases/commands/inbox-record';
import { lockedDecision } from '../../decisions/commands/decision-record';
import { statusOf } from '../../decisions/decision';
import { accountTopic } from '../../kernel/about';
import { command, done } from '../../kernel/command';
import { newId } from '../../kernel/ids';
import { languageIn } from '../../kernel/language';
import { refuse } from '../../kernel/refusal';
import { announce } from '../../kernel/work';
import { policyInForce } from '../../policy/queries/policy-in-force';
import { appealForm, filedAppeal, mayAppeal } from '../appeal';
import { enclosedWords } from '../enclosure';
import { appealOf, signersOf } from './appeal-record';
import { keepEnclosures } from './enclosure-record';

/** Files the holder's appeal: from their private page, or by a platform that takes appeals on its own pages. */
export const fileAppeal = command({
  name: 'appeal.file',
  input: appealForm.extend({
    /** Of the page on which the holder wrote it (BCP 47). Where it is none of ours, or no text, it is as if none were named: a platform may send more than is described. */
    language: z.string().nullable().catch(null).default(null).transform((tag) => languageIn(tag)),
    decision: z.string().regex(/^\w{1,100}$/, 'Name the decision by its id.').optional(), text: z.string().default('').pipe(appealForm.shape.text),
  }),
  async run({ input, actor, now, tx }) {
    const [page] = actor.kind === 'holder' ? await tx.select().from(holderPages).where(eq(holderPages.id, actor.page)) : [];
    const id = actor.kind === 'holder' ? page?.decision : input.decision;
    if (!id) return refuse(actor.kind === 'holder' ? 'not-found' : 'invalid', actor.kind === 'holder' ? undefined : 'Name the decision.', actor.kind === 'holder' ? {} : { decision: 'Name the decision.' });
    const held = await lockedDecision(tx, id);
    if (!held.ok) return refuse('not-found', 'There is no such decision.');
    const { decision, record } = held;
    const [filed] = await tx.select().from(appeals).where(eq(appeals.decision, decision.id));
    const [notice] = await tx.select({ at: notices.renderedAt }).from(notices).where(eq(notices.decision, decision.id)).orderBy(asc(notices.renderedAt)).limit(1);
    const { limits } = await policyInForce(tx);
    const gate = mayAppeal(decision, statusOf(decision, record.countersignatures, record.liftings, now), notice?.at ?? null, filed ? appealOf(filed) : null, limits, now);
    if (gate.state === 'locked') return refuse(gate.code, gate.reason);
    const appeal = filedAppeal(newId('appeal', now), decision, limits, now);
    await tx.insert(appeals).values({ ...appeal, body: input.text, filedVia: actor.kind === 'holder' ? 'page' : 'platform', filedIn: input.language });
    const enclosed = await keepEnclosures(tx, { case: decision.case, decision: decision.id, account: decision.account, appeal: appeal.id }, input.files, now);
    if (!enclosed.ok) return enclosed;
    await tellInbox(tx, signersOf(decision, record.countersignatures), { kind: 'appeal', case: decision.case, about: appeal.id }, now);
    await announce(tx, 'appeals', appeal.id, undefined, [accountTopic(decision.account)]);
    return done({ id: appeal.id, status: appeal.status, filedAt: appeal.filedAt, dueAt: appeal.dueAt }, entry(caseChain(decision.case), [actor.kind === 'holder' ? 'appealed' : 'sent the holder’s appeal', ...enclosedWords(input.files)].join('. '), {
      refs: { case: decision.case, account: decision.account, decision: decision.id, appeal: appeal.id }, changes: [{ field: 'appeal', was: null, now: 'waiting' }, ...enclosed.changes],
    }));
  },
});
