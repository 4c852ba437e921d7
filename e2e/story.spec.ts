import type { Page } from 'playwright/test';
import { ACCOUNTS } from '../db/cast';
import { linesOf, openCase } from '../db/factories';
import { dataOf, type Data } from './support/data';
import { send, storyEvents } from './support/events';
import { letLeave } from './support/leaving';
import { startPlatform, type Platform } from './support/platform';
import { openHolderPage } from './support/scene';
import { expect, test as screens, visit } from './support/screens';
import { startStack, type StackFacts } from './support/stack';

/** A product with nobody in it yet, the platform that it serves, and a look at its data. */
const test = screens.extend<object, { platform: Platform; data: Data }>({
  stack: [async ({}, give, { workerIndex }) => {
    const { stop, url, databaseUrl, data, people, apiKey } = await startStack({ name: `story-${workerIndex}` });
    await give({ url, databaseUrl, data, people, apiKey, oidc: '' });
    await stop();
  }, { scope: 'worker', timeout: 300_000 }],
  // Iris says where orders go, and tells the platform the secret that the screen shows once.
  platform: [async ({ browser, stack, session }, give) => {
    const platform = await startPlatform();
    const office = await browser.newContext({ baseURL: stack.url, storageState: await session('Iris') });
    const iris = await office.newPage();
    await visit(iris, '/deliveries');
    await iris.getByLabel('Address of the receiver').fill(platform.url);
    await iris.getByRole('button', { name: 'Keep the address' }).click();
    platform.trust(await iris.locator('code.secret').innerText());
    await office.close();
    await give(platform);
    await platform.stop();
  }, { scope: 'worker' }],
  data: [async ({ stack }, give) => {
    const data = dataOf(stack.databaseUrl);
    await give(data);
    await data.close();
  }, { scope: 'worker' }],
});

test.use({ actionTimeout: 90_000, navigationTimeout: 90_000 });

const { mallory, trent } = ACCOUNTS;
const CLOSURE = { story: 'No innocent life pays two other people’s earnings into one wallet.', reason: 'The wallet decides it for me; the machine only agrees.' };
const APPEAL = 'The wallet is my brother’s. We work together and nobody told me to register him.';
const GRANTED = 'The receipts show a family business that was never registered.';

test('Mallory: from events to a granted appeal, told on the screens', async ({ as, stack, platform, data }) => {
  test.setTimeout(600_000);
  const { mallorys, others } = storyEvents();
  const [ada, ben, cleo, dov] = [await as('Ada'), await as('Ben'), await as('Cleo'), await as('Dov')];
  const caseId = async () => (await data.rows<{ id: string }>('select id from cases where account = $1', [mallory.account]))[0]!.id;
  const orders = () => platform.effects().filter(({ account }) => account === mallory.account).map(({ kind }) => kind);

  await test.step('events arrive, and Mallory leads the queue with reasons', async () => {
    await visit(ada, '/queue');
    await expect(ada.getByRole('main')).toContainText('Nothing waits for you.');
    for (const { rejected } of await send(stack, others)) expect(rejected).toEqual([]);
    // An empty queue fills by itself; one that somebody reads says that something changed, and waits.
    await expect(rowsOf(ada).first()).toBeVisible({ timeout: 120_000 });
    await untilAssessed(data);
    await visit(ada, '/queue');
    await expect(rowsOf(ada).first()).not.toContainText(mallory.name);
    for (const { rejected } of await send(stack, mallorys)) expect(rejected).toEqual([]);
    await ada.getByRole('button', { name: /^Show (?:it|them)/ }).click();
    await untilAssessed(data);
    await visit(ada, '/queue');
    const first = rowsOf(ada).first();
    await expect(first).toContainText(mallory.name);
    await expect(first).toContainText('Act');
    await expect(first.locator('.rs')).toContainText('Other hands after the check');
    await expect(ada.getByRole('complementary', { name: 'Why is this here' })).toContainText('Why is this first?');
  });

  await test.step('Trent, who travels, is in no queue', () => notPastWatch(ada, stack));

  await test.step('Ada claims the case; closure is locked until Mallory has been asked', async () => {
    await visit(ada, '/queue');
    await ada.getByRole('button', { name: 'Claim and open' }).click();
    await ada.waitForURL('**/cases/case_*');
    await expect(ada.getByText('You hold this case')).toBeVisible();
    await expect(ada.getByRole('region', { name: 'Assessment' })).toContainText('Other hands after the check');
    await expect(ada.getByRole('radio', { name: /^Closure/ })).toBeDisabled();
    await expect(measure(ada, 'closure')).toContainText('Needs a reply first: the holder has not been asked.');
  });

  await test.step('Ada asks', async () => {
    await measure(ada, 'ask').getByRole('radio').check();
    await measure(ada, 'ask').getByLabel('Questions, one a line').fill('Who works on the computer that appeared after your check?\nWhose wallet is your new payout?');
    await ground(ada, '2.4').check();
    await ada.getByRole('button', { name: 'Decide' }).click();
    await expect(ada.getByText('asked, an answer is due')).toBeVisible();
    expect(orders(), 'nothing leaves while it can be withdrawn').toEqual([]);
    await letLeave(await caseId());
    await expect.poll(orders).toEqual(['information.request']);
    expect((await linesOf(await caseId())).map(({ says }) => says)).toContain('asked the holder');
  });

  let herPage = await test.step('the question lands in her mailbox, and her page opens without a script', async () => {
    const path = await holderPageOf(ada, mallory.account);
    const hers = await as('visitor', { javaScriptEnabled: false });
    await hers.goto(path);
    await expect(hers.getByRole('region', { name: 'What we ask you' })).toContainText('Whose wallet is your new payout?');
    await expect(hers.getByRole('button', { name: 'Send my answer' })).toBeVisible();
    return path;
  });

  await test.step('seven days pass without an answer', async () => {
    await data.backdateQuestion(await caseId(), 8);
    await expect.poll(async () => (await linesOf(await caseId())).map(({ says }) => says)).toContain('brought the case back: the time to answer passed');
    const hers = await as('visitor', { javaScriptEnabled: false });
    await hers.goto(herPage);
    await expect(hers.getByRole('region', { name: 'Where this stands' })).toContainText('We are late with this.');
  });

  await test.step('Ada proposes the closure', async () => {
    await visit(ada, '/queue');
    await expect(rowsOf(ada).first()).toContainText(mallory.name);
    await ada.getByRole('button', { name: 'Claim and open' }).click();
    await ada.waitForURL(`**/cases/${await caseId()}`);
    await expect(ada.getByText('You hold this case', { exact: true })).toBeVisible();
    await expect(measure(ada, 'closure')).toContainText('A closure takes two people.');
    await measure(ada, 'closure').getByRole('radio').check();
    await measure(ada, 'closure').getByLabel('What the innocent story leaves unexplained').fill(CLOSURE.story);
    await ground(ada, '2.4').check();
    await ada.getByLabel('For colleagues: why').fill(CLOSURE.reason);
    await ada.getByRole('button', { name: 'Propose' }).click();
    await expect(ada.getByText('proposed, waits for a second person')).toBeVisible();
    expect(orders()).toEqual(['information.request']);
  });
  const [{ id: decision }] = await data.rows<{ id: string }>(`select id from decisions where account = $1 and measure = 'closure'`, [mallory.account]) as [{ id: string }];

  await test.step('Ada cannot countersign what she proposed', async () => {
    await visit(ada, '/reviews');
    await expect(ada.getByRole('row', { name: new RegExp(mallory.name) })).toContainText('Only an admin countersigns.');
    await ada.goto(`/reviews/${decision}`);
    await expect(ada.getByRole('main')).toContainText('Only an admin countersigns.');
    await expect(ada.getByRole('button', { name: 'Commit my verdict' })).toHaveCount(0);
  });

  await test.step('nothing that Cleo can open gives the measure away before she commits', async () => {
    for (const path of ['/reviews', '/queue', '/deliveries', '/audit', `/audit/case:${await caseId()}`, `/accounts/${mallory.account}`]) {
      await cleo.goto(path);
      // The whole document, with what the browser gets beside what it shows; the list of commands to filter by names none.
      // A file of a holder's is an enclosure, which is no measure.
      expect(await cleo.content(), path).not.toMatch(/(?<!en)closure|account\.close|close the account|answersStory/i);
      expect(await cleo.content(), path).not.toContain(CLOSURE.reason);
    }
    await cleo.goto(`/cases/${await caseId()}`);
    await expect(cleo).toHaveURL(`${stack.url}/reviews/${decision}`);
    await expect(cleo.getByText('The first verdict is covered')).toBeVisible();
    for (const words of [CLOSURE.story, CLOSURE.reason, 'account.close', 'proposed by']) expect(await cleo.content()).not.toContain(words);
    await expect(cleo.locator('main input:checked')).toHaveCount(0);
    // Every measure is offered alike.
    expect(await cleo.getByRole('group', { name: 'What should be done' }).getByRole('radio').count()).toBeGreaterThan(4);
  });

  await test.step('Cleo commits a reading of her own, and it is the same', async () => {
    await cleo.getByRole('group', { name: 'What should be done' }).getByText('Closure', { exact: true }).click();
    await cleo.getByLabel('What the innocent story leaves unexplained').fill('Why the first machine has not been seen since.');
    // What both name holds: Ada’s alone, or Cleo’s, would be cited to nobody.
    for (const number of ['2.4', '4.2']) await ground(cleo, number).check();
    await cleo.getByLabel('What decided it for you').fill('Nothing of hers is left on this account.');
    await cleo.getByRole('button', { name: 'Commit my verdict' }).click();
    // What was sent is gone with its form; the keyboard reads on with what came of it.
    await expect(cleo.getByRole('region', { name: 'Both are open, and they agree' })).toBeFocused();
    await expect(cleo.getByRole('table', { name: 'Both verdicts, side by side' })).toContainText(CLOSURE.reason);
  });

  await test.step('the platform receives exactly one order, signed', async () => {
    await expect.poll(orders).toEqual(['information.request', 'account.close']);
    await visit(cleo, '/deliveries');
    const sent = cleo.getByRole('row', { name: /Order: close the account/ });
    await expect(sent).toHaveCount(1);
    await expect(sent).toContainText('delivered');
    expect(platform.arrivals.filter(({ kind }) => kind === 'account.close')).toHaveLength(1);
    expect(platform.refused).toEqual([]);
    expect(platform.effects().at(-1)).toMatchObject({ account: mallory.account, decision });
  });

  await test.step('Mallory reads why, and appeals, without a script', async () => {
    herPage = await holderPageOf(cleo, mallory.account);
    const hers = await as('visitor', { javaScriptEnabled: false });
    await hers.goto(herPage);
    await expect(hers.getByRole('main')).toContainText('Closure. The account is closed on the whole platform');
    await expect(hers.getByRole('main')).toContainText('after your identity check, your account has been used on a device that we had not seen before');
    await expect(hers.getByRole('region', { name: 'Where this stands' })).toContainText('read blind by a second person');
    for (const words of ['Ada', 'Cleo', 'Ostrander', 'Sable', CLOSURE.reason]) await expect(hers.locator('body')).not.toContainText(words);
    await hers.getByLabel('Why we should look again, in your own words').fill(APPEAL);
    await hers.getByRole('button', { name: 'Send my appeal' }).click();
    await expect(hers.getByRole('status')).toBeFocused();
    await expect(hers.getByRole('main')).toContainText(APPEAL);
  });

  await test.step('Cleo and Ada had a part in it and cannot hear it', async () => {
    for (const [page, words] of [[cleo, /countersigned/], [ada, /proposed/]] as const) {
      await visit(page, '/appeals');
      await expect(page.getByRole('row', { name: new RegExp(mallory.name) })).not.toContainText('You may hear it');
      await page.getByRole('link', { name: mallory.name }).click();
      await expect(page.getByRole('region', { name: 'Who may hear it' })).toContainText(words);
      await expect(page.getByRole('button', { name: 'Take it to hear it' })).toHaveCount(0);
    }
  });

  await test.step('Ben, who never touched the case, hears it and grants', async () => {
    await visit(ben, '/appeals');
    await ben.getByRole('link', { name: mallory.name }).click();
    await expect(ben.getByRole('main')).toContainText(APPEAL);
    await expect(ben.getByRole('button', { name: 'Take it to hear it' })).toBeEnabled();
    await ben.keyboard.press('c');
    await expect(ben.getByRole('region', { name: 'The outcome' })).toBeFocused();
    await ben.getByLabel('Reasons, as the holder will read them').fill(GRANTED);
    // Between to grant and to refuse no key chooses, and neither happens at one press: the first names what follows.
    await ben.keyboard.press('Control+Enter');
    await ben.getByText('Refuse…').click();
    await expect(ben.getByRole('button', { name: 'Refuse the appeal' })).toBeVisible();
    await ben.getByText('Grant…').click();
    await expect(ben.getByRole('button', { name: 'Refuse the appeal' })).toBeHidden();
    await expect(ben.getByRole('region', { name: 'The outcome' })).toContainText('It cannot be taken back');
    await ben.getByRole('button', { name: 'Go back' }).click();
    await expect(ben.getByText('Grant…')).toBeFocused();
    await ben.keyboard.press('e');
    await ben.keyboard.press('g');
    await expect(ben.getByRole('button', { name: 'Grant the appeal' })).toBeFocused();
    await expect(ben.getByRole('region', { name: 'The outcome' }).locator('.cons').first()).toBeInViewport({ ratio: 1 });
    await ben.keyboard.press('Enter');
    await expect(ben.getByRole('region', { name: 'The outcome' })).toContainText('granted');
    await expect(ben.getByRole('region', { name: 'The outcome' })).toBeFocused();
  });

  await test.step('the opposite order takes the closure back, and Mallory reads that it is', async () => {
    await expect.poll(orders).toEqual(['information.request', 'account.close', 'account.reopen']);
    const [, closed, reopened] = platform.effects();
    expect(reopened?.replaces).toBe(closed?.id);
    const hers = await as('visitor', { javaScriptEnabled: false });
    await hers.goto(herPage);
    await expect(hers.getByRole('main')).toContainText(GRANTED);
    await expect(hers.getByRole('main')).toContainText('The account was closed on the whole platform');
    await expect(hers.getByRole('main')).toContainText(/From .+\. Lifted on .+; it no longer holds\./);
    await expect(hers.getByRole('region', { name: 'Where this stands' })).toContainText('everything is put back');
    await mailed(data, mallory.account);
    await visit(ben, '/deliveries');
    await expect(ben.getByRole('row', { name: /Notice: appeal granted/ })).toContainText('delivered');
  });

  await test.step('Dov reads the whole story in the ledger and verifies it', async () => {
    const [{ number }] = await data.rows<{ number: string }>('select number from cases where account = $1', [mallory.account]) as [{ number: string }];
    await dov.goto('/audit');
    await dov.getByLabel('One case’s story').fill(`C-${number}`);
    await dov.getByRole('button', { name: 'Show these' }).click();
    await expect(dov.getByRole('heading', { level: 1 })).toContainText(`C-${number}`);
    await expect(dov.getByRole('table', { name: 'Ledger' }).getByRole('row').last()).toContainText('opened the case');
    const told = (await dov.getByRole('table', { name: 'Ledger' }).getByRole('row').allInnerTexts()).join('\n').split('\n').reverse().join('\n');
    const turns = ['opened the case', 'Ada claimed the case', 'Ada asked the holder', 'delivered the order information.request', 'brought the case back', 'Ada proposed a measure to a second person', 'Cleo countersigned',
      'delivered the order account.close', 'appeal', 'Ben', 'lifted the decision: the appeal is granted', 'delivered the order account.reopen'];
    let from = 0;
    for (const turn of turns) {
      const at = told.indexOf(turn, from);
      expect(at, `“${turn}” in\n${told.slice(from)}`).toBeGreaterThanOrEqual(0);
      from = at;
    }
    await dov.getByRole('button', { name: /^Verify/ }).click();
    await expect(dov.getByRole('region', { name: 'Verified' })).toContainText(/(\d+) of \1 lines unbroken/);
    await dov.goto('/audit');
    await dov.getByRole('button', { name: /^Verify/ }).click();
    await expect(dov.getByRole('region', { name: 'Verified' })).toContainText(/([\d,]+) of \1 lines unbroken/);
  });

  await test.step('and Trent has never been past watch', () => notPastWatch(ada, stack));
});

test('Peggy is asked to show that it is her: she answers without a script, the case wakes, and nothing further comes', async ({ as, platform, data }) => {
  // The account that events brought to watch at most gets a case by hand: what is found is arranged, what people do is not.
  const { caseId, account } = await openCase({ name: ACCOUNTS.peggy.name, story: 'gap' });
  const ben = await as('Ben');
  await visit(ben, `/cases/${caseId}`);
  await ben.getByRole('button', { name: 'Claim' }).click();
  await expect(ben.getByText('You hold this case', { exact: true })).toBeVisible();
  await measure(ben, 'step-up').getByRole('radio').check();
  for (const route of ['Sign in with your bank', 'Visit a post office']) await measure(ben, 'step-up').getByRole('checkbox', { name: route }).check();
  await ground(ben, '2.4').check();
  await ben.getByRole('button', { name: 'Decide' }).click();
  await expect(ben.getByText('asked, an answer is due')).toBeVisible();
  await letLeave(caseId);

  const path = await holderPageOf(ben, account);
  const hers = await as('visitor', { javaScriptEnabled: false });
  await hers.goto(path);
  await hers.getByLabel('Tell us in your own words').fill('We are three in one office in Göteborg, and one desk has the test machine.');
  await hers.getByRole('radio', { name: 'Sign in with your bank' }).check();
  await hers.getByRole('button', { name: 'Send my answer' }).click();
  await expect(hers.getByRole('status')).toBeVisible();

  await visit(ben, '/queue?view=answered');
  await expect(rowsOf(ben).filter({ hasText: ACCOUNTS.peggy.name })).toBeVisible();
  await visit(ben, `/cases/${caseId}`);
  const answer = ben.getByRole('region', { name: 'The holder’s answer' });
  await expect(answer).toContainText('one desk has the test machine');
  await expect(answer).toContainText('Chose: Sign in with your bank');
  await ben.getByRole('button', { name: 'Claim' }).click();
  await expect(ben.getByText('You hold this case', { exact: true })).toBeVisible();
  await measure(ben, 'dismiss').getByRole('radio').check();
  await ben.getByRole('button', { name: 'Decide' }).click();
  await expect(ben.getByText('settled: dismiss')).toBeVisible();
  await letLeave(caseId);

  await mailed(data, ACCOUNTS.peggy.account);
  await visit(ben, '/deliveries');
  await expect(ben.getByRole('row', { name: /Notice: nothing further/ })).toContainText('delivered');
  await expect.poll(() => platform.effects().filter((order) => order.account === account).map(({ kind }) => kind)).toEqual(['verification.request', 'verification.withdraw']);
  await hers.goto(path);
  await expect(hers.getByRole('main')).toContainText('one desk has the test machine');
  await expect(hers.getByRole('button', { name: 'Send my answer' })).toHaveCount(0);
  expect((await data.rows<{ outcome: string }>('select outcome from cases where id = $1', [caseId]))[0]?.outcome).toBe('dismiss');
  expect((await linesOf(caseId)).map(({ command }) => command)).toEqual(expect.arrayContaining(['case.claim', 'decision.propose', 'holder.answer', 'order.issue', 'delivery.settle']));
});

const rowsOf = (page: Page) => page.getByRole('table', { name: /^Open cases/ }).locator('tbody tr');
const measure = (page: Page, id: string) => page.locator('.m1').filter({ has: page.locator(`input[name="measure"][value="${id}"]`) });
const ground = (page: Page, number: string) => page.getByRole('checkbox', { name: new RegExp(`^${number.replace('.', '\\.')} `) });

async function untilAssessed(data: Data): Promise<void> {
  await expect.poll(async () => (await data.rows<{ stale: number }>('select count(*)::int as stale from stale_accounts'))[0]?.stale, { timeout: 120_000 }).toBe(0);
}

/** The address in the latest notice to the account, as the visible mailbox shows it. */
async function holderPageOf(reader: Page, account: string): Promise<string> {
  await visit(reader, '/deliveries?by=mail');
  const latest = reader.getByRole('table', { name: 'Deliveries, newest first' }).getByRole('row').filter({ hasText: account }).first();
  await expect(latest).toContainText('delivered');
  await latest.getByRole('link', { name: /^Notice/ }).click();
  return openHolderPage(reader);
}

/** By the platform's own question, and by the queue that staff see. */
async function notPastWatch(page: Page, { url, apiKey }: StackFacts): Promise<void> {
  const answer = await fetch(`${url}/api/v1/accounts/${trent.account}/assessment`, { headers: { authorization: `Bearer ${apiKey}` } });
  const { band, firstReviewAt, firstActAt } = await answer.json() as { band: string; firstReviewAt: string | null; firstActAt: string | null };
  expect(['clear', 'watch']).toContain(band);
  expect([firstReviewAt, firstActAt]).toEqual([null, null]);
  await visit(page, `/queue?q=${trent.account}`);
  await expect(page.getByRole('main')).toContainText('No case fits this filter.');
}

/** Every notice to the account has been made and has arrived. */
async function mailed(data: Data, account: string): Promise<void> {
  const waits = async () => (await data.rows(`
    select (select count(*)::int from deliveries where account = $1 and status <> 'delivered') as under_way,
      (select count(*)::int from work where name in ('issue', 'deliver') and run_at <= now()) as left`, [account]))[0];
  await expect.poll(waits).toEqual({ under_way: 0, left: 0 });
}
