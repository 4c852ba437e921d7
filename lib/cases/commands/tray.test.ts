import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { reading } from '../../../db/client';
import { linesOf, openCase, policyFor, staffFor } from '../../../db/factories';
import { sandbox } from '../../../db/sandbox';
import { trays } from '../../../db/schema';
import type { Staff } from '../../staff/actor';
import { TRAY_HOLDS } from '../tray';
import { emptyTray } from './empty-tray';
import { fillTray } from './fill-tray';

sandbox();
let dov: Staff;
beforeAll(async () => {
  await policyFor();
  dov = await staffFor('auditor');
});

const lying = async (who: Staff) => (await reading().select({ account: trays.account }).from(trays).where(eq(trays.staff, who.id))).map(({ account }) => account).sort();
const said = async (who: Staff) => (await linesOf('main')).filter(({ actor, command }) => actor === who.id && ['tray.fill', 'tray.empty'].includes(command)).map(({ says, refusal }) => refusal ?? says);

describe('tray.fill and tray.empty', () => {
  test('accounts come by their cases, each once, into the tray of one person alone; one line a command', async () => {
    const [ada, ben] = [await staffFor('moderator'), await staffFor('moderator')];
    const [one, two] = [await openCase(), await openCase()];
    expect(await fillTray(ada, { cases: [one.caseId, two.caseId, one.caseId] })).toMatchObject({ ok: true, value: { added: 2, holds: 2 } });
    expect(await lying(ada)).toEqual([one.account, two.account].sort());
    expect(await lying(ben)).toEqual([]);
    expect(await fillTray(ada, { cases: [one.caseId] })).toMatchObject({ code: 'exists' });
    expect(await emptyTray(ben, { accounts: [one.account] })).toMatchObject({ code: 'nothing-left' });
    expect(await emptyTray(ada, { accounts: [one.account] })).toMatchObject({ ok: true, value: { removed: 1 } });
    expect(await emptyTray(ada, {})).toMatchObject({ ok: true, value: { removed: 1 } });
    expect(await lying(ada)).toEqual([]);
    expect(await said(ada)).toEqual(['laid 2 accounts aside in the tray', 'exists', 'took 1 account out of the tray', 'took 1 account out of the tray']);
  });

  test('two pages that fill it at once lose nothing', async () => {
    const ada = await staffFor('moderator');
    const made = await Promise.all([openCase(), openCase(), openCase()]);
    const answers = await Promise.all(made.map(({ caseId }) => fillTray(ada, { cases: [caseId, made[0]!.caseId] })));
    expect(answers.filter(({ ok }) => ok).length).toBeGreaterThanOrEqual(2);
    expect(await lying(ada)).toEqual(made.map(({ account }) => account).sort());
  });

  test('nothing known, too much, and whoever decides nothing are refused', async () => {
    const ada = await staffFor('moderator');
    expect(await fillTray(ada, { accounts: ['acc_none'], cases: ['case_none'] })).toMatchObject({ code: 'invalid' });
    expect(await fillTray(ada, { cases: Array.from({ length: TRAY_HOLDS + 1 }, (_, nth) => `case_${nth}`) })).toMatchObject({ code: 'invalid' });
    const { caseId } = await openCase();
    expect(await fillTray(dov, { cases: [caseId] })).toMatchObject({ code: 'not-allowed' });
    expect(await emptyTray(dov, {})).toMatchObject({ code: 'not-allowed' });
  });
});
