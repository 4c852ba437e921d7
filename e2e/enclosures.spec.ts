import { readFile } from 'node:fs/promises';
import { sql } from 'drizzle-orm';
import type { Page } from 'playwright/test';
import { reading } from '../db/client';
import { arrange, linesOf, openCase } from '../db/factories';
import { violations } from './support/accessible';
import { letLeave } from './support/leaving';
import { choose, claim, openHolderPage, restrict } from './support/scene';
import { expect, test, visit } from './support/screens';

const RECEIPT = { name: 'receipt.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7\nA desktop computer, 9 September.\n%%EOF\n') };
const ARCHIVE = { name: 'photos.pdf', mimeType: 'application/pdf', buffer: Buffer.from('PK\u0003\u0004 not what it says') };
const PURPOSE = 'Compare its date with the first session';
const words = (page: Page) => page.getByLabel('Tell us in your own words');
/** Of the answer, where a page has a form for an appeal below it. */
const fileField = (page: Page) => page.getByLabel('Files that show it, if you have any').first();

/** The private page that the latest notice of the account leads to. */
async function pageFor(office: Page, caseId: string, account: string): Promise<string> {
  await letLeave(caseId);
  const latest = async () => (await reading().execute<{ id: string }>(sql`select id from deliveries where account = ${account} and channel = 'mail' order by created_at desc limit 1`)).rows[0]?.id;
  await expect.poll(latest).toBeDefined();
  await office.goto(`/deliveries/${await latest()}`);
  return openHolderPage(office);
}

/** Asks the holder of a new case; answers their page, which is read without a script. */
async function asked(ada: Page, name: string) {
  const { caseId, account } = await openCase({ name });
  await claim(ada, caseId);
  await ada.locator('.m1').filter({ has: ada.locator('input[name="measure"][value="ask"]') }).getByRole('radio').check();
  await ada.getByRole('group', { name: /^Grounds/ }).getByRole('checkbox').first().check();
  await ada.getByRole('button', { name: 'Decide' }).click();
  await expect(ada.getByText('asked, an answer is due')).toBeVisible();
  return { caseId, account, path: await pageFor(ada, caseId, account) };
}

const enclosed = (page: Page) => page.getByRole('list', { name: 'Enclosed files' });
async function idOf(caseId: string): Promise<string> {
  return (await reading().execute<{ id: string }>(sql`select id from enclosures where case_id = ${caseId}`)).rows[0]!.id;
}

/** Opens the file by the screen; answers what came down, and how it was called. */
async function download(page: Page): Promise<{ name: string; bytes: Buffer }> {
  await enclosed(page).getByText('Open', { exact: false }).first().click();
  await expect(enclosed(page).getByLabel('What do you need it for?')).toBeFocused();
  await page.keyboard.insertText(PURPOSE);
  const [came] = await Promise.all([page.waitForEvent('download'), enclosed(page).getByRole('button', { name: 'Download it' }).click()]);
  return { name: came.suggestedFilename(), bytes: await readFile(await came.path()) };
}

test.describe(() => {
  test.use({ expectedErrors: /409|401|422/ });

  test('a holder sends a receipt with an answer, without a script; whoever holds the case opens it for a purpose, and nobody else does', async ({ as, stack }) => {
    const ada = await as('Ada');
    const { caseId, path } = await asked(ada, 'Receipt Rhee');
    const hers = await as('visitor', { javaScriptEnabled: false, viewport: { width: 390, height: 844 } });
    await hers.goto(path);
    for (const said of ['Up to 3 files of 5 MB each', 'no copies of identity papers', 'those who decide on your case, whoever hears your appeal, and auditors', '90 days after your case is closed']) await expect(hers.locator('#answer')).toContainText(said);
    await words(hers).fill('I bought a desktop in September.');
    await fileField(hers).setInputFiles([RECEIPT]);
    await hers.getByRole('button', { name: 'Send my answer' }).click();
    await expect(hers.getByRole('status')).toBeVisible();
    await expect(hers.getByRole('region', { name: 'What you sent' })).toContainText('receipt.pdf, 1 kB, PDF');

    const [cleo, ben, dov] = [await as('Cleo'), await as('Ben'), await as('Dov')];
    await claim(ben, caseId);
    await expect(enclosed(ben)).toContainText('receipt.pdf, 1 kB, PDF');
    await expect(ben.locator('main img[src*="enclosures"], main iframe, main embed, main object')).toHaveCount(0);
    expect(await download(ben)).toEqual({ name: 'receipt.pdf', bytes: RECEIPT.buffer });
    expect((await linesOf(caseId)).map(({ says }) => says)).toContainEqual(expect.stringMatching(new RegExp(`opened a file of the holder’s .* for: ${PURPOSE}`)));

    await visit(cleo, `/cases/${caseId}`);
    await expect(enclosed(cleo)).toContainText('Only whoever holds the case');
    await expect(enclosed(cleo).getByLabel('What do you need it for?')).toHaveCount(0);
    const address = `/cases/${caseId}/enclosures/${await idOf(caseId)}`;
    const open = async (page: Page, purpose: string) => page.request.post(address, { form: { purpose }, headers: { origin: stack.url }, maxRedirects: 0 });
    expect((await open(cleo, PURPOSE)).status()).toBe(409);
    expect((await open(await as('visitor'), PURPOSE)).status()).toBe(401);
    expect((await open(dov, '')).status()).toBe(422);
    const headers = (await open(ben, PURPOSE)).headers();
    expect(headers).toMatchObject({ 'content-type': 'application/pdf', 'x-content-type-options': 'nosniff', 'content-security-policy': "default-src 'none'; img-src data:; style-src 'unsafe-inline'; sandbox", 'cache-control': 'private, no-store' });
    expect(headers['content-disposition']).toContain('attachment; filename="receipt.pdf"');
    expect((await ben.request.get(address)).status()).toBe(405);

    // The purpose has been sent: nothing on the page waits to be.
    await ben.getByRole('button', { name: 'Let go' }).click();
    await expect(ben.getByText('You hold this case', { exact: true })).toHaveCount(0);
  });

  test('whoever reads a closure blind finds what was asked and answered, and opens the receipt, before the measure; both readings then say what stays unexplained', async ({ as }) => {
    const ada = await as('Ada');
    const { caseId, account, path } = await asked(ada, 'Answering Abara');
    const unexplained = ['Why two homes are in use within 38 minutes.', 'Whose hands were there before September.'] as const;
    const expectCompared = async (page: Page) => {
      const row = page.getByRole('table', { name: 'Both verdicts, side by side' }).getByRole('row', { name: /Left unexplained/ });
      for (const words of unexplained) await expect(row).toContainText(words);
    };
    const hers = await as('visitor', { javaScriptEnabled: false });
    await hers.goto(path);
    await words(hers).fill('The desktop is mine; here is what I paid.');
    await fileField(hers).setInputFiles([RECEIPT]);
    await hers.getByRole('button', { name: 'Send my answer' }).click();
    await expect(hers.getByRole('status')).toBeVisible();
    await claim(ada, caseId);
    await choose(ada, 'Closure');
    await ada.getByLabel('What the innocent story leaves unexplained').fill(unexplained[0]);
    await ada.getByRole('button', { name: 'Propose' }).click();
    await expect(ada.getByText('proposed, waits for a second person')).toBeVisible();

    const cleo = await as('Cleo');
    await cleo.goto(`/cases/${caseId}`);
    await cleo.waitForURL('**/reviews/decision_*');
    const said = cleo.getByRole('region', { name: 'The holder’s answer' });
    await expect(said).toContainText('The desktop is mine; here is what I paid.');
    await expect(said.getByRole('list', { name: 'What was asked' }).getByRole('listitem')).not.toHaveCount(0);
    await expect(cleo.getByText('The first verdict is covered')).toBeVisible();
    for (const covered of ['38 minutes', 'Two machines in two places', 'A second machine has done the work', '"Ada"', '>Ada<']) expect(await cleo.content()).not.toContain(covered);
    expect(await violations(cleo)).toEqual([]);
    expect(await download(cleo)).toEqual({ name: 'receipt.pdf', bytes: RECEIPT.buffer });

    await cleo.getByRole('group', { name: 'What should be done' }).getByText('Closure', { exact: true }).click();
    await cleo.getByLabel('What the innocent story leaves unexplained').fill(unexplained[1]);
    for (const ground of await cleo.getByRole('group', { name: 'On which ground' }).getByRole('checkbox').all()) await ground.check();
    await cleo.getByLabel('What decided it for you').fill('The receipt is of another machine.');
    await cleo.getByRole('button', { name: 'Commit my verdict' }).click();
    await expectCompared(cleo);
    await expect(said).toContainText('The desktop is mine');
    await expect(enclosed(cleo)).toContainText('Only whoever holds the case');
    await visit(ada, `/cases/${caseId}`);
    const decided = ada.getByRole('region', { name: 'Closure' });
    for (const said of [`Ada: ${unexplained[0]}`, `Cleo: ${unexplained[1]}`]) await expect(decided).toContainText(said);

    await letLeave(caseId);
    await expect.poll(async () => (await reading().execute(sql`select 1 from deliveries where account = ${account} and channel = 'mail'`)).rowCount).toBe(2);
    await hers.goto(await pageFor(ada, caseId, account));
    await hers.getByLabel('Why we should look again, in your own words').fill('I answered, and was closed.');
    await hers.getByRole('button', { name: 'Send my appeal' }).click();
    await expect(hers.getByRole('region', { name: 'Your appeal' })).toContainText('I answered, and was closed.');
    const ben = await as('Ben');
    await visit(ben, '/appeals');
    await ben.getByRole('link', { name: 'Answering Abara' }).click();
    await expectCompared(ben);
    await expect(ben.getByRole('region', { name: 'The holder’s answer' })).toContainText('The desktop is mine');
  });

  test('a file that cannot be taken is named, and the words and ticks are there to be sent again; one that is far too large as well', async ({ as }) => {
    const ada = await as('Ada');
    const { caseId, path } = await asked(ada, 'Archive Adeyemi');
    const hers = await as('visitor', { javaScriptEnabled: false });
    await hers.goto(path);
    await words(hers).fill('Here are <photos>\n& a "receipt".');
    await hers.getByRole('checkbox', { name: /I have a new device/ }).check();
    await fileField(hers).setInputFiles([RECEIPT, ARCHIVE]);
    await hers.getByRole('button', { name: 'Send my answer' }).click();
    await expect(hers.getByRole('alert')).toContainText('“photos.pdf” is neither PDF, JPEG, PNG nor plain text');
    await expect(words(hers)).toHaveValue('Here are <photos>\n& a "receipt".');
    await expect(hers.getByRole('checkbox', { name: /I have a new device/ })).toBeChecked();
    // The look of the page it came from: its head, its type, and nothing that a browser would choose by itself.
    await expect(hers.getByRole('banner')).toContainText('Worklane');
    expect(await hers.evaluate(async () => { await document.fonts.ready; return [document.fonts.check('16px Inter'), getComputedStyle(document.body).fontFamily.split(',')[0]]; })).toEqual([true, 'Inter']);
    // The error leads to its field.
    await hers.getByRole('alert').getByRole('link').click();
    await expect(fileField(hers)).toBeFocused();

    await fileField(hers).setInputFiles([{ name: 'film.jpg', mimeType: 'image/jpeg', buffer: Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), Buffer.alloc(24 * 1024 * 1024)]) }]);
    await hers.getByRole('button', { name: 'Send my answer' }).click();
    await expect(hers.getByRole('alert')).toContainText('“film.jpg” is larger than 5 MB');
    await expect(words(hers)).toHaveValue('Here are <photos>\n& a "receipt".');
    expect((await reading().execute(sql`select 1 from answers where case_id = ${caseId}`)).rows).toEqual([]);

    await fileField(hers).setInputFiles([RECEIPT]);
    await hers.getByRole('button', { name: 'Send my answer' }).click();
    await expect(hers.getByRole('status')).toBeVisible();
    await expect(hers.getByRole('region', { name: 'What you sent' })).toContainText('I have a new device');
    await expect(hers.getByRole('region', { name: 'What you sent' })).toContainText('receipt.pdf, 1 kB, PDF');
  });

  test('a holder sends a receipt with an appeal; whoever hears it opens it, and a refusal replaces nothing of what they write', async ({ as }) => {
    const ada = await as('Ada');
    const { caseId, account } = await openCase({ name: 'Appealing Aalto' });
    await claim(ada, caseId);
    await restrict(ada);
    await expect(ada.getByText('in force').first()).toBeVisible();
    const path = await pageFor(ada, caseId, account);
    const hers = await as('visitor');
    await hers.goto(path);
    await hers.getByLabel('Why we should look again, in your own words').fill('The second laptop is mine.');
    await fileField(hers).setInputFiles([RECEIPT]);
    await hers.getByRole('button', { name: 'Send my appeal' }).click();
    await expect(hers.locator('#came')).toBeFocused();
    await expect(hers.getByRole('region', { name: 'Your appeal' })).toContainText('receipt.pdf, 1 kB, PDF');

    const ben = await as('Ben');
    await visit(ben, '/appeals');
    await ben.getByRole('link', { name: 'Appealing Aalto' }).click();
    await expect(enclosed(ben)).toContainText('receipt.pdf, 1 kB, PDF');
    await expect(enclosed(ben).getByRole('button', { name: 'Download it' })).toHaveCount(0);
    await ben.getByRole('button', { name: 'Take it to hear it' }).click();
    await expect(ben.getByLabel('Reasons, as the holder will read them')).toBeVisible();
    expect(await download(ben)).toEqual({ name: 'receipt.pdf', bytes: RECEIPT.buffer });
    expect((await linesOf(caseId)).at(-1)).toMatchObject({ command: 'enclosure.open', refusal: null });
    await ben.reload();
    const reasons = ben.getByLabel('Reasons, as the holder will read them');
    await reasons.fill('The receipt shows');

    // The hour is over while the reasons are being written.
    await arrange((tx) => tx.execute(sql`update appeals set lease_until = now() - interval '1 minute' where case_id = ${caseId}`));
    await enclosed(ben).getByText('Open', { exact: false }).first().click();
    await enclosed(ben).getByLabel('What do you need it for?').fill(PURPOSE);
    const [refusal] = await Promise.all([ben.waitForEvent('popup'), enclosed(ben).getByRole('button', { name: 'Download it' }).click()]);
    await expect(refusal.getByRole('heading', { name: 'The file was not opened' })).toBeVisible();
    await expect(refusal.getByRole('alert')).toContainText('Only whoever holds the case or hears an appeal on it can open these.');
    expect(await refusal.evaluate(() => getComputedStyle(document.body).maxWidth)).toBe('640px');
    await refusal.close();
    await expect(reasons).toHaveValue('The receipt shows');
  });
});
