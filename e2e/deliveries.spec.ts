import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sql } from 'drizzle-orm';
import { reading } from '../db/client';
import { linesOf, openCase } from '../db/factories';
import { letLeave } from './support/leaving';
import { claim, deliveryOf, restrict } from './support/scene';
import { expect, test } from './support/screens';

/** A receiver whose answer the test decides. */
let receiver: { server: Server; url: string; answer: number; came: string[] };
test.beforeAll(async () => {
  const server = createServer((request, response) => {
    receiver.came.push(String(request.headers['webhook-id']));
    request.resume().on('end', () => { response.writeHead(receiver.answer).end(); });
  });
  await new Promise<void>((ready) => { server.listen(0, '127.0.0.1', ready); });
  receiver = { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/orders`, answer: 204, came: [] };
});
test.afterAll(() => new Promise<void>((gone) => {
  receiver.server.close(() => gone());
  receiver.server.closeAllConnections();
}));

test('an order that the receiver turned away stands in front, and an admin sends it once more under the same id', async ({ as }) => {
  receiver.answer = 410;
  const admin = await as('Cleo');
  await admin.goto('/deliveries');
  await admin.getByLabel('Address of the receiver').fill(receiver.url);
  await admin.getByRole('form', { name: 'Where orders go' }).getByRole('button').click();
  await expect(admin.getByText('Orders go there from now on')).toBeVisible();

  const ada = await as('Ada');
  const { caseId, account } = await openCase({ name: 'Deliveries Dipper' });
  await claim(ada, caseId);
  await restrict(ada);
  await letLeave(caseId);
  const order = await deliveryOf(account, 'webhook');
  // What is told between the making of a page and the opening of its stream is not heard, so the try is over before one looks.
  await expect.poll(async () => (await reading().execute<{ status: string }>(sql`select status from deliveries where id = ${order}`)).rows[0]?.status).toBe('failed');

  await admin.goto('/deliveries');
  const failed = admin.getByRole('region', { name: 'Did not arrive' }).getByRole('row').filter({ hasText: account });
  await expect(failed).toContainText('HTTP 410');
  await failed.getByRole('link', { name: 'Order: restrict the account' }).click();
  await expect(admin).toHaveURL(new RegExp(`/deliveries/${order}$`));
  await expect(admin.getByRole('banner')).toContainText('given up');
  await expect(admin.getByRole('region', { name: 'Body of the order' })).toContainText('"account.restrict"');
  await expect(admin.getByRole('table', { name: 'Tries' }).locator('tbody tr')).toHaveCount(1);

  // Others see the same and send nothing.
  await ada.goto(`/deliveries/${order}`);
  await expect(ada.getByRole('banner')).toContainText('given up');
  await expect(ada.getByText('Send once more')).toHaveCount(0);

  // What went out on one account is found from its page.
  await ada.goto(`/accounts/${account}`);
  await ada.getByRole('link', { name: 'Orders and notices' }).click();
  await expect(ada).toHaveURL(new RegExp(`/deliveries\\?account=${account}$`));
  const gone = ada.getByRole('table', { name: 'Deliveries, newest first' }).locator('tbody tr');
  await expect(gone.filter({ hasText: 'Order: restrict the account' })).toHaveCount(1);
  await expect(gone.filter({ hasNotText: account })).toHaveCount(0);

  receiver.answer = 204;
  await admin.getByText('Send once more…').click();
  await expect(admin.getByText('The receiver gets it again under the same id.')).toBeVisible();
  await admin.getByRole('button', { name: 'Send once more', exact: true }).click();
  await expect(admin.getByRole('banner')).toContainText('delivered');
  await expect(admin.getByRole('table', { name: 'Tries' }).locator('tbody tr')).toContainText(['HTTP 204', 'HTTP 410']);
  const id = await admin.locator('p', { hasText: 'Webhook id' }).locator('.id').innerText();
  expect(receiver.came.filter((one) => one === id)).toHaveLength(2);
  const lines = (await linesOf(caseId)).filter(({ command }) => command.startsWith('delivery')).map(({ command, says }) => `${command}: ${says}`);
  expect(lines.filter((line) => line.includes('account.restrict') || line.includes('replay'))).toHaveLength(3);
  expect(lines.some((line) => line.startsWith('delivery.replay'))).toBe(true);
});

test('the list can be narrowed by state and by way, in the address', async ({ as }) => {
  const page = await as('Dov');
  await page.goto('/deliveries');
  await page.getByLabel('By', { exact: true }).selectOption('mail');
  await page.getByLabel('State').selectOption('delivered');
  await page.getByRole('button', { name: 'Show these' }).click();
  await expect(page).toHaveURL(/state=delivered&by=mail/);
  await expect(page.getByRole('region', { name: 'Did not arrive' })).toHaveCount(0);
  const list = page.getByRole('region', { name: 'All deliveries' }).first();
  await expect(list).toBeVisible();
  await expect(list.getByText(/^Order /)).toHaveCount(0);
  await page.getByLabel('Account', { exact: true }).fill('acc_nobody');
  await page.getByRole('button', { name: 'Show these' }).click();
  await expect(page).toHaveURL(/state=delivered&by=mail&account=acc_nobody/);
  await expect(list).toContainText('No delivery fits what was asked.');
  await page.goto(`/deliveries?account=${'a'.repeat(201)}`);
  await expect(list).toContainText('No delivery fits what was asked.');
  await page.goBack();
  await expect(page).toHaveURL(/account=acc_nobody/);
  await expect(list).toContainText('No delivery fits what was asked.');
  await page.goBack();
  await expect(page).toHaveURL(/state=delivered&by=mail/);
  await expect(page).not.toHaveURL(/acc_nobody/);
  await page.goBack();
  await expect(page).toHaveURL(/\/deliveries$/);
});
