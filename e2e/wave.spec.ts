import { eq, sql } from 'drizzle-orm';
import type { Page } from 'playwright/test';
import { reading } from '../db/client';
import { arrange, letPass, linesOf, openRing } from '../db/factories';
import { cases, ringMembers } from '../db/schema';
import { ledgerOf } from './support/ledger';
import { expect, test, visit } from './support/screens';

// The last: its tests share the workers.
test.describe.configure({ mode: 'parallel' });

const row = (page: Page, account: string) => page.getByRole('table', { name: /^Members against evidence/ }).getByRole('row').filter({ hasText: account });
const inForce = async (ring: string) => (await reading().execute<{ account: string }>(sql`select d.account from decisions d join confirmations c on c.decision = d.id where d.ring = ${ring} and not exists (select 1 from liftings l where l.decision = d.id) order by 1`)).rows.map(({ account }) => account);

test('a ring is decided on once: proposed with who is left out, read blind as one, and undone by one reversal', async ({ as }) => {
  const { ring, members } = await openRing(5);
  const [one, two, apart, held, loose] = members as [typeof members[0], typeof members[0], typeof members[0], typeof members[0], typeof members[0]];
  const people = await ledgerOf.people();
  await arrange(async (tx) => {
    await tx.update(cases).set({ status: 'claimed', claimedBy: people['Ben']!, leaseUntil: Date.now() + 1_200_000 }).where(eq(cases.id, held.caseId));
    await tx.update(ringMembers).set({ strength: 0.53 }).where(eq(ringMembers.account, loose.account));
  });

  // Ada, by the keyboard: the measure, who is in, why.
  const ada = await as('Ada');
  await ada.goto(`/rings/${ring}`);
  await ada.getByRole('navigation', { name: 'Measure for the ring' }).getByRole('link', { name: 'Suspension' }).focus();
  await ada.keyboard.press('Enter');
  await expect(ada.getByRole('button', { name: 'Propose for 3' })).toBeVisible();
  await expect(row(ada, held.account)).toContainText('Another person holds this case.');
  await expect(row(ada, loose.account)).toContainText('Tied by 53 of 100; 65 is asked for.');
  await row(ada, loose.account).getByRole('combobox').focus();
  await ada.keyboard.press('Home');
  await expect(ada.getByRole('button', { name: 'Propose for 4' })).toBeVisible();
  await row(ada, loose.account).getByRole('combobox').selectOption('Out: too loosely tied');
  await expect(ada.getByRole('button', { name: 'Propose for 3' })).toBeVisible();
  await ada.getByLabel('Why, for all of them').fill('One wallet, one machine, one week.');
  await ada.keyboard.press('Control+Enter');
  await expect(ada.locator('.reached').filter({ hasText: 'Proposed for 3 accounts of 3.' })).toBeFocused();
  await ada.getByRole('link', { name: 'Open the wave' }).click();
  await expect(ada.getByText('waits for a second person').first()).toBeVisible();
  await expect(ada.getByRole('region', { name: 'Left out' })).toContainText('Tied to the ring too loosely.');
  expect(await inForce(ring)).toEqual([]);
  const address = new URL(ada.url()).pathname;

  // Cleo reads all of it blind, and one of them otherwise.
  const cleo = await as('Cleo');
  await visit(cleo, '/reviews');
  await cleo.getByRole('link', { name: '3 accounts of one ring' }).first().click();
  await cleo.waitForURL(`**${address}`);
  await expect(cleo.getByText('The first verdict is covered')).toBeVisible();
  await expect(cleo.locator('main')).not.toContainText('One wallet');
  await expect(cleo.locator('main')).not.toContainText('Ada');
  await row(cleo, apart.account).getByRole('combobox').selectOption('Left out: dismiss');
  await cleo.getByRole('group', { name: 'What should be done' }).getByText('Suspension', { exact: true }).click();
  await cleo.getByRole('group', { name: 'On which ground' }).getByRole('checkbox', { name: /^2\.4 / }).check();
  await cleo.getByLabel('What decided it for you').fill('The wallet, on each of them.');
  await cleo.getByRole('button', { name: 'Commit my verdict' }).click();
  await expect(cleo.getByText('Say of each account that you read otherwise why')).toBeVisible();
  await row(cleo, apart.account).getByRole('textbox').fill('Her receipts are in the file.');
  await cleo.getByRole('button', { name: 'Commit my verdict' }).click();
  // They are signed one after the other, each in a request of its own.
  await expect(row(cleo, one.account)).toContainText('in force', { timeout: 120_000 });
  await expect(row(cleo, two.account)).toContainText('in force');
  await expect(row(cleo, apart.account)).toContainText('Left out by Cleo: Her receipts are in the file.');
  await expect(cleo, 'nothing is signed by a reload or a copied link').toHaveURL(new RegExp(`${address}$`));
  await expect(cleo.getByText('Your verdict is entered on 3 accounts of 3.')).toBeVisible();
  expect(await inForce(ring)).toEqual([one.account, two.account].sort());
  const [back] = await reading().select().from(cases).where(eq(cases.id, apart.caseId));
  expect(back).toMatchObject({ status: 'claimed', claimedBy: people['Ada'], returnedWords: 'Her receipts are in the file.' });

  // Ben undoes it.
  const ben = await as('Ben');
  await visit(ben, address);
  await ben.getByLabel('Why, as each holder will read it').fill('The wallet belongs to the payment service.');
  await ben.getByRole('button', { name: 'Lift all 2 that stand' }).click();
  await expect(ben.locator('.reached').filter({ hasText: 'Lifted on 2 accounts.' })).toBeVisible();
  await expect(row(ben, one.account)).toContainText('lifted');
  expect(await inForce(ring)).toEqual([]);
  expect((await linesOf(one.caseId)).map(({ command }) => command).filter((command) => /^(case|decision)\./.test(command))).toEqual(['case.claim', 'decision.propose', 'decision.countersign', 'decision.lift']);
  expect((await linesOf('main')).filter(({ refs }) => refs['ring'] === ring).map(({ command }) => command)).toEqual(['wave.propose', 'wave.countersign', 'wave.lift']);
  // From its ring the wave is found again.
  await ben.goto(`/rings/${ring}`);
  await ben.getByRole('link', { name: '3 of 5 accounts' }).click();
  await ben.waitForURL(`**${address}`);
});

test('a wave whose run has stopped comes by itself to whoever waits to read it, once its time is over', async ({ as }) => {
  const { ring, members } = await openRing(3);
  const people = await ledgerOf.people();
  const [ada, list, page] = [await as('Ada'), await as('Cleo'), await as('Cleo')];
  await visit(ada, `/rings/${ring}?measure=suspension`);
  await ada.getByLabel('Why, for all of them').fill('One wallet, one machine, one week.');
  // One of them is taken by somebody else meanwhile, so that the wave stays half done.
  await arrange((tx) => tx.update(cases).set({ status: 'claimed', claimedBy: people['Ben']!, leaseUntil: Date.now() + 1_200_000 }).where(eq(cases.id, members[2]!.caseId)));
  await ada.getByRole('button', { name: 'Propose for 3' }).click();
  await expect(ada.getByText('Proposed for 2 accounts of 3.')).toBeVisible();
  const address = (await ada.getByRole('link', { name: 'Open the wave' }).getAttribute('href'))!;
  const { rows } = await reading().execute<{ id: string }>(sql`select id from decisions where wave = ${address.split('/').at(-1)!}`);
  const row = list.locator(`a[href="${address}"]`);
  for (const reader of [list, page]) await reader.clock.install();
  await visit(list, '/reviews');
  await visit(page, address);
  await expect(page.getByText('or two minutes after its run has stopped.')).toBeVisible();
  await expect(row).toHaveCount(0);
  for (const { id } of rows) await letPass(id, 120_000);
  for (const reader of [list, page]) await reader.clock.fastForward('02:05');
  await expect(row).toBeVisible();
  await expect(page.getByText('The first verdict is covered')).toBeVisible();
});
