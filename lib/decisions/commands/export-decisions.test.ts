import { eq } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { reading } from '../../../db/client';
import { openCase, policyFor, staffFor, versionOf } from '../../../db/factories';
import { sandbox } from '../../../db/sandbox';
import { ledgerEntries } from '../../../db/schema';
import { fileAppeal } from '../../appeals/commands/file-appeal';
import { holderOf } from '../../appeals/commands/heard.fixture';
import { refuseAppeal } from '../../appeals/commands/refuse-appeal';
import { takeAppeal } from '../../appeals/commands/take-appeal';
import { claimCase } from '../../cases/commands/claim-case';
import { OPERATOR, type Staff } from '../../staff/actor';
import { decisionsAfter, type DecisionLine } from '../queries/decision-export';
import { countersignDecision } from './countersign-decision';
import { must } from './decided.fixture';
import { exportDecisions } from './export-decisions';
import { liftDecision } from './lift-decision';
import { proposeDecision } from './propose-decision';

sandbox();

let [ada, cleo]: (Staff | undefined)[] = [];
const statement = 'Your account was used on a device that we had not seen before.';

async function propose(measure: string, fields: Record<string, unknown>): Promise<string> {
  const about = await openCase();
  await claimCase(ada!, { caseId: about.caseId });
  const made = await proposeDecision(ada!, { caseId: about.caseId, version: about.version + 1, measure, fields, grounds: ['2.4'], statement, reason: 'As seen.' });
  if (!made.ok) throw new Error(`${made.words} ${JSON.stringify(made.fields)}`);
  return made.value.decision;
}

beforeAll(async () => {
  await policyFor();
  [ada, cleo] = [await staffFor('moderator', { name: 'Ada' }), await staffFor('admin', { name: 'Cleo' })];
});

test('an export is entered with its extent; a moderator may not', async () => {
  expect(await exportDecisions(OPERATOR, {})).toEqual({ ok: true, value: { decisions: 0 } });
  expect(await exportDecisions(ada!, {})).toMatchObject({ ok: false, code: 'not-allowed' });
  const lines = await reading().select({ says: ledgerEntries.says, refusal: ledgerEntries.refusal }).from(ledgerEntries).where(eq(ledgerEntries.command, 'decisions.export')).orderBy(ledgerEntries.seq);
  expect(lines).toEqual([{ says: 'exported 0 decisions', refusal: null }, { says: expect.any(String), refusal: 'not-allowed' }]);
});

test('every decision is a line with all that became of it, oldest first, page by page', async () => {
  const held = await propose('payout-hold', { cap: { amount: 500, currency: 'USD' }, hours: 48 });
  const suspended = await propose('suspension', { days: 30 });
  const returned = await propose('suspension', { days: 30 });
  expect((await liftDecision(ada!, { decisionId: held, version: await versionOf({ decision: held }), words: 'A receipt came.' })).ok).toBe(true);
  expect((await countersignDecision(cleo!, { decisionId: suspended, version: await versionOf({ decision: suspended }), measure: 'suspension', fields: { days: 30 }, grounds: ['2.4'], words: 'The wallet decides it.' })).ok).toBe(true);
  expect((await countersignDecision(cleo!, { decisionId: returned, version: await versionOf({ decision: returned }), measure: 'watch', fields: { days: 30 }, grounds: [], words: 'Not enough.' })).ok).toBe(true);
  const { id: appeal } = must(await fileAppeal(await holderOf(suspended), { text: 'Es mi propio portátil.', language: 'es' }));
  const ben = await staffFor('moderator', { name: 'Ben' });
  must(await takeAppeal(ben, { id: appeal }));
  must(await refuseAppeal(ben, { id: appeal, version: await versionOf({ appeal }), reasons: 'La cartera es la misma.', written: 'es' }));
  const lines: DecisionLine[] = [];
  for (let after: { at: number; id: string } | null = null; ;) {
    const page = await decisionsAfter(OPERATOR, { after, limit: 2 });
    if (!page.ok) throw new Error(page.words);
    lines.push(...page.value.lines);
    if (page.value.next === null) break;
    after = page.value.next;
  }
  expect(lines.map((line) => line.decision)).toEqual([held, suspended, returned]);
  expect(lines[0]).toMatchObject({ measure: 'payout-hold', proposedBy: ada!.id, needsSecond: false, statement: [statement], reason: 'As seen.', countersignatures: [], lifted: { by: ada!.id, cause: 'released', words: 'A receipt came.', wordsIn: 'en' }, appeal: null });
  expect(lines[1]).toMatchObject({ needsSecond: true, lifted: null, countersignatures: [{ by: cleo!.id, measure: 'suspension', agrees: true }], appeal: { id: appeal, status: 'refused', filedVia: 'page', filedIn: 'es', heardBy: ben.id, reasons: 'La cartera es la misma.', reasonsIn: 'es' } });
  expect(lines[1]!.effectiveAt).toBe(lines[1]!.countersignatures[0]!.at);
  expect(lines[2]).toMatchObject({ effectiveAt: null, until: null, countersignatures: [{ measure: 'watch', agrees: false, words: 'Not enough.' }] });
  for (const line of lines) expect(line.evidenceDigest).toMatch(/^[0-9a-f]{64}$/);
});
