import { sql } from 'drizzle-orm';
import { expect, type Page } from 'playwright/test';
import { reading } from '../../db/client';
import { arrange, openCase, openCases, staffFor } from '../../db/factories';

export const HOUR = 3_600_000;
export const rows = (page: Page) => page.getByRole('table', { name: /^Open cases/ }).locator('tbody tr[data-row]');
export const current = (page: Page) => rows(page).and(page.locator('[aria-current="true"]'));
export const list = (page: Page) => page.getByRole('region', { name: 'Cases' });
export const accounts = (page: Page) => rows(page).locator('.ac .id');

let sets = 0;

/** That many free cases that one filter finds, the first of them highest in the queue. */
export async function casesFor(count: number) {
  sets += 1;
  const name = `Kite${process.pid}x${sets}`;
  const made = [];
  for (let nth = 0; nth < count; nth += 1) made.push(await openCase({ name: `${name} ${nth}`, openedAgo: (count - nth) * 72 * HOUR, stakeUsd: 500 * (nth + 1) }));
  return { made, address: `/queue?q=${name}` };
}

/** That many free cases at once, which one filter finds; in the order of the queue. */
export async function manyCases(count: number) {
  sets += 1;
  const seed = process.pid * 100 + sets;
  await openCases(count, { seed });
  const q = `acc_Q${seed}_`;
  const { rows: found } = await reading().execute<{ id: string }>(sql`select id from cases where account like ${`${q.replaceAll('_', '\\_')}%`} order by priority desc, id desc`);
  return { ids: found.map(({ id }) => id), address: `/queue?q=${q}` };
}

/** No hold of an earlier test ends while one counts what changes. */
export const holdsLast = () => arrange((tx) => tx.execute(sql`update cases set lease_until = now() + interval '1 hour' where status = 'claimed'`));

/** A moderator of the test's own: layouts and views belong to persons. */
export async function somebody(role: 'moderator' | 'admin' = 'moderator') {
  sets += 1;
  const person = { name: `Lark ${sets}`, email: `lark-${process.pid}-${sets}@worklane.example`, password: 'reading the queue all day' };
  return { ...person, id: (await staffFor(role, person)).id };
}

/** Goes to the end of so many cases as often as there is another page. */
export async function toEnd(page: Page, count: number): Promise<void> {
  const table = page.getByRole('table', { name: /^Open cases/ });
  await expect.poll(async () => {
    await list(page).evaluate((region) => region.scrollTo(0, region.scrollHeight));
    return table.getAttribute('aria-rowcount');
  }, { timeout: 120_000, intervals: [100] }).toBe(String(count + 1));
}
