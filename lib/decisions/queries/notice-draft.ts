import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { cases, standings } from '../../../db/schema';
import { caseOf } from '../../cases/commands/case-record';
import { inEnglish, LANGUAGES } from '../../kernel/language';
import { query } from '../../kernel/query';
import { refuse } from '../../kernel/refusal';
import { granted } from '../../kernel/result';
import { policyInForce } from '../../policy/queries/policy-in-force';
import { ceilingOf } from '../../risk/rules';
import { decisionNameAt, holdInForce, recordOf } from '../commands/decision-record';
import { addresseeOf, draftFacts } from '../commands/draft-notice';
import { isCovered } from '../covered';
import { fitsFields } from '../decision';
import { groundsNamed } from '../ground';
import { contextOf, measureNamed, needsSecond } from '../ladder';
import { lintNotice } from '../lint';
import { blanksIn, noticeIn } from '../notice';
import { noticeForStaff, type StaffNotice } from './verdicts';

/** The notice as it would be written, and what still stands in its way: blanks, and words that a notice must not have. */
export type NoticeDraft = StaffNotice & { blanks: readonly string[]; objections: readonly { found: string; words: string }[] };

/** The notice of a measure before it is proposed: in the account's language and in English, from what is in the form now. Keeps nothing. */
export const noticeDraft = query({
  name: 'ask.case',
  input: z.object({
    caseId: z.string().max(100), measure: z.string(), fields: z.record(z.string(), z.unknown()).default({}), grounds: z.array(z.string()).default([]),
    statement: z.string().max(10_000).default(''), written: z.enum(LANGUAGES).default('en'),
  }),
  async run({ input, actor, now, db }) {
    const [row] = await db.select().from(cases).where(eq(cases.id, input.caseId));
    const measure = measureNamed(input.measure);
    if (!row) return refuse('not-found');
    if (!measure) return refuse('invalid', 'Choose a measure.', { measure: 'Choose a measure.' });
    if (measure.notice === null) return refuse('invalid', `${measure.title} is silent: the holder gets no notice.`);
    const record = await recordOf(db, row.id);
    if (isCovered(actor, record, now)) return refuse('conflict');
    const [[standing], policy, addressee] = await Promise.all([db.select({ content: standings.content }).from(standings).where(eq(standings.account, row.account)), policyInForce(db), addresseeOf(db, row.account)]);
    if (!standing) return refuse('not-found');
    const gate = fitsFields(measure.id, input.fields, policy.limits);
    if (gate.state === 'locked') return refuse(gate.code, gate.reason, gate.fields);
    const hold = holdInForce(record, now);
    const second = needsSecond(measure, contextOf(caseOf(row), { ceiling: ceilingOf(standing.content), hold: hold === null ? null : { decision: hold.id } }, now));
    const facts = await draftFacts(db, { ...addressee, holder: row.accountName }, {
      decision: decisionNameAt(row, record.rows.length + 1), measure, fields: measure.fields.parse(input.fields), grounds: groundsNamed(input.grounds, policy.grounds), statement: input.statement, written: input.written,
      by: actor.id, readTwice: second !== null, assessment: standing.content, policy,
    }, now);
    const [notice, english] = [noticeIn(facts, addressee.reader), noticeIn(facts, inEnglish(addressee.reader))];
    const objections = [notice, english].flatMap((one) => lintNotice(one));
    return granted<NoticeDraft>({
      ...noticeForStaff({ ...notice, content: { reader: addressee.reader, parts: notice.parts, facts } }), blanks: blanksIn(notice, 'sealing'),
      objections: objections.filter(({ found }, index) => objections.findIndex((other) => other.found === found) === index).map(({ found, words }) => ({ found, words })),
    });
  },
});
