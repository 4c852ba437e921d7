import { createPublicKey } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { reading } from '../../../db/client';
import { staffFor } from '../../../db/factories';
import { sandbox } from '../../../db/sandbox';
import { ledgerEntries } from '../../../db/schema';
import { OPERATOR, WORKER } from '../../staff/actor';
import { breaksIn, cutAgainst, type KeptLine } from '../chain';
import { isSignedBy, type Checkpoint } from '../checkpoint';
import { checkpointLine, entryLine, headLine, keyLine } from '../export';
import { chainLines } from '../queries/ledger';
import { checkpointsAfter, headsAfter } from '../queries/ledger-export';
import { exportLedger } from './export-ledger';
import { makeCheckpoint } from './make-checkpoint';

sandbox();

/** The export as text, one chain, as whoever verifies it elsewhere has it. */
async function exported(): Promise<string[]> {
  const entered = await exportLedger(OPERATOR, {});
  const [checkpoints, heads] = [await checkpointsAfter(OPERATOR, { after: 0, limit: 100 }), await headsAfter(OPERATOR, { after: '', limit: 100 })];
  if (!entered.ok || !checkpoints.ok || !heads.ok) throw new Error('the export failed');
  const lines: object[] = [keyLine(entered.value.publicKey), ...checkpoints.value.map(checkpointLine)];
  for (const head of heads.value) {
    const page = await chainLines(OPERATOR, { chain: head.chain, limit: 1_000 });
    if (!page.ok) throw new Error(page.words);
    lines.push(...page.value.lines.map(entryLine), headLine(head));
  }
  return lines.map((line) => JSON.stringify(line));
}

/** What is wrong with an export, by nothing but its lines. */
function flaws(texts: readonly string[]): string[] {
  const lines = texts.map((text) => JSON.parse(text) as { kind: string } & Record<string, unknown>);
  const of = <Line>(kind: string): Line[] => lines.filter((line) => line.kind === kind).map(({ kind: _kind, ...line }) => line as Line);
  const key = createPublicKey(of<{ publicKey: string }>('key')[0]!.publicKey);
  const entries = of<KeptLine>('entry');
  const checkpoints = of<Checkpoint>('checkpoint');
  const digestAt = (chain: string, seq: number): string | null => entries.find((line) => line.chain === chain && line.seq === seq)?.digest ?? null;
  const named = [...of<{ chain: string; seq: number; digest: string }>('head').map((head) => ({ ...head, by: 'the head' })), ...checkpoints.flatMap(({ number, heads }) => heads.map((head) => ({ ...head, by: `checkpoint ${number}` })))];
  return [
    ...checkpoints.flatMap((one) => (isSignedBy(one, key) ? [] : [`checkpoint ${one.number} is not signed`])),
    ...[...new Set(entries.map((line) => line.chain))].flatMap((chain) => breaksIn(entries.filter((line) => line.chain === chain)).map((found) => found.words)),
    ...named.flatMap((one) => cutAgainst(one.chain, one, (seq) => digestAt(one.chain, seq))?.words ?? []),
  ];
}

test('an export verifies by itself, and a changed line, a missing line, a cut tail and a forged checkpoint show', async () => {
  await staffFor('moderator');
  await exportLedger(OPERATOR, {});
  await exportLedger(OPERATOR, { chain: 'main' });
  expect((await makeCheckpoint(WORKER, {})).ok).toBe(true);
  const whole = await exported();
  expect(flaws(whole)).toEqual([]);
  const entry = whole.findIndex((text) => text.startsWith('{"kind":"entry"'));
  const changed = whole.map((text, index) => (index === entry ? text.replace('exported', 'Exported') : text));
  expect(flaws(changed)).toEqual(['line 1 no longer says what was written']);
  expect(flaws(whole.filter((_, index) => index !== entry + 1))).toEqual(expect.arrayContaining(['line 2 is missing']));
  expect(flaws(whole.filter((text) => !text.startsWith('{"kind":"entry"'))).length).toBeGreaterThan(0);
  expect(flaws(whole.map((text) => (text.startsWith('{"kind":"checkpoint"') ? text.replace(/"at":\d+/, '"at":0') : text)))).toContain('checkpoint 1 is not signed');
});

test('one chain is exported by its name; a chain that is not there and a moderator are refused, and all of it is entered', async () => {
  const ada = await staffFor('moderator', { name: 'Ada' });
  const dov = await staffFor('auditor', { name: 'Dov' });
  expect(await exportLedger(dov, { chain: 'main' })).toMatchObject({ ok: true, value: { chains: 1 } });
  expect(await exportLedger(dov, { chain: 'case:none' })).toMatchObject({ ok: false, code: 'not-found' });
  expect(await exportLedger(ada, {})).toMatchObject({ ok: false, code: 'not-allowed' });
  const entered = await reading().select({ actor: ledgerEntries.actorName, says: ledgerEntries.says, refusal: ledgerEntries.refusal }).from(ledgerEntries).where(eq(ledgerEntries.command, 'ledger.export')).orderBy(ledgerEntries.seq);
  expect(entered.slice(-3)).toEqual([
    { actor: 'Dov', says: expect.stringMatching(/^exported the chain main: \d+ lines$/), refusal: null },
    { actor: 'Dov', says: expect.any(String), refusal: 'not-found' },
    { actor: 'Ada', says: expect.any(String), refusal: 'not-allowed' },
  ]);
});
