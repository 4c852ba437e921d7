import { sql } from 'drizzle-orm';
import type { Locator, Page } from 'playwright/test';
import { ACCOUNTS } from '../db/cast';
import { reading } from '../db/client';
import { longLifeOf } from '../db/factories';
import { expect, keysHeard, test, visit } from './support/screens';

const panel = (page: Page, id: string) => page.locator(`[data-panel="${id}"]`);
const malloryCase = async () => (await reading().execute<{ id: string }>(sql`select id from cases where account = ${ACCOUNTS.mallory.account} and status <> 'settled'`)).rows[0]!.id;

const days = (page: Page) => page.getByRole('slider', { name: 'Days shown' });
/** The days in the address, once the panels have followed it. */
async function shownIn(page: Page): Promise<{ from: string; to: string }> {
  await expect(page.locator('.brush')).toHaveAttribute('aria-busy', 'false');
  const { searchParams } = new URL(page.url());
  return { from: searchParams.get('from')!, to: searchParams.get('to')! };
}
/** A place on the overview: a share of the account's life. */
async function at(page: Page, share: number): Promise<{ x: number; y: number }> {
  const overview = page.locator('.tlover');
  await overview.scrollIntoViewIfNeeded();
  const box = (await overview.boundingBox())!;
  const names = await overview.evaluate((element) => Number.parseFloat(getComputedStyle(element).getPropertyValue('--l')));
  return { x: box.x + names + (box.width - names) * share, y: box.y + box.height * 0.3 };
}

test('the days are drawn, moved and pulled by mouse: only letting go changes the address, and every panel follows', async ({ as }) => {
  const page = await as('Dov');
  await visit(page, `/cases/${await malloryCase()}`);
  await expect(days(page)).toBeVisible();
  const usual = await days(page).getAttribute('aria-valuetext');
  await expect(panel(page, 'devices').getByRole('link', { name: /^acc_/ }).first()).toHaveAttribute('href', /^\/accounts\/acc_/);
  const [start, end] = [await at(page, 0.1), await at(page, 0.4)];
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  await page.mouse.move((start.x + end.x) / 2, start.y);
  await page.mouse.move(end.x, end.y);
  await expect(page.locator('.tllanes canvas')).toBeVisible();
  await expect(days(page)).not.toHaveAttribute('aria-valuetext', usual!);
  expect(new URL(page.url()).search).toBe('');
  await page.mouse.up();
  await page.waitForURL(/[?]from=/);
  const drawn = await shownIn(page);
  await expect(page.locator('.tllanes canvas')).toBeHidden();
  await expect(panel(page, 'same-hands').locator('.tlover [role="img"]')).toHaveAttribute('aria-label', /the range shown above is/);
  expect(Date.parse(drawn.to) - Date.parse(drawn.from)).toBeGreaterThan(20 * 86_400_000);

  // The window is taken in its middle and moved: its length stays.
  const middle = await at(page, 0.25);
  await page.mouse.move(middle.x, middle.y);
  await page.mouse.down();
  await page.mouse.move(middle.x + 40, middle.y);
  await page.mouse.move(middle.x + 120, middle.y);
  await page.mouse.up();
  await expect.poll(async () => (await shownIn(page)).from).not.toBe(drawn.from);
  const moved = await shownIn(page);
  expect(Math.abs((Date.parse(moved.to) - Date.parse(moved.from)) - (Date.parse(drawn.to) - Date.parse(drawn.from)))).toBeLessThanOrEqual(86_400_000);

  // Escape takes a drag back, and lets go of nothing else.
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  await page.mouse.move(start.x + 200, start.y);
  await page.keyboard.press('Escape');
  await page.mouse.up();
  await expect(page.locator('.tllanes canvas')).toBeHidden();
  expect(await shownIn(page)).toEqual(moved);
  await page.goBack();
  await expect.poll(async () => (await shownIn(page)).from).toBe(drawn.from);
  await page.getByRole('link', { name: 'Usual days' }).click();
  await expect(days(page)).toHaveAttribute('aria-valuetext', usual!);
});

test('the days are moved by keys, and show their weeks after Enter', async ({ as }) => {
  const page = await as('Dov');
  await visit(page, `/cases/${await malloryCase()}`);
  const last = page.getByRole('slider', { name: 'Last day shown' });
  await last.focus();
  const before = await last.getAttribute('aria-valuetext');
  await page.keyboard.press('PageDown');
  await page.keyboard.press('ArrowLeft');
  await expect(last).not.toHaveAttribute('aria-valuetext', before!);
  expect(new URL(page.url()).search).toBe('');
  await page.keyboard.press('Escape');
  await expect(last).toHaveAttribute('aria-valuetext', before!);
  await page.keyboard.press('PageDown');
  await page.keyboard.press('Enter');
  await page.waitForURL(/[?]from=/);
  await shownIn(page);
  await expect(last).toBeFocused();
  // The address ends with the midnight after the last day, and the words with that day.
  const told = page.getByRole('status').filter({ hasText: 'The panels show' });
  const lastDay = new Date(Date.parse((await shownIn(page)).to) - 1).toLocaleDateString('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
  await expect(last).toHaveAttribute('aria-valuetext', lastDay);
  await expect(told).toContainText(`to ${lastDay}.`);
  // What is shown is taken back like a draft, and the handle keeps the focus; after that there is nothing to take back.
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL((url) => url.search === '');
  await expect(last).toHaveAttribute('aria-valuetext', before!);
  await expect(last).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(last).not.toBeFocused();
});

test('a digit leads to the heading of its panel, and the keyboard goes on from there', async ({ as }) => {
  const page = await as('Dov');
  await visit(page, `/cases/${await malloryCase()}`);
  for (const [key, id] of [['8', 'identity'], ['2', 'same-hands'], ['1', 'verdict'], ['6', 'links']] as const) {
    await page.keyboard.press(key);
    const heading = panel(page, id).getByRole('heading', { level: 2 }).first();
    await expect(heading, id).toBeFocused();
    await expect(heading, id).toBeInViewport({ ratio: 1 });
  }
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  expect(await panel(page, 'links').evaluate((links) => links.contains(document.activeElement))).toBe(true);
});

/** The words of the lanes that show: how large they are, and which lie on others, are cut or stand outside. */
const wordsOn = (drawing: Locator) => drawing.evaluate((lanes) => {
  const shown = [...lanes.querySelectorAll('text, .fit')].filter((text) => text.checkVisibility() && text.getBoundingClientRect().width > 0);
  const sizes = shown.map((text) => Number.parseFloat(getComputedStyle(text).fontSize) * (text instanceof SVGTextElement ? text.getScreenCTM()!.a : 1));
  const boxes = shown.map((text) => ({ words: text.textContent, box: text.getBoundingClientRect() }));
  const within = lanes.getBoundingClientRect();
  return {
    count: shown.length, least: Math.min(...sizes), most: Math.max(...sizes),
    over: boxes.flatMap(({ words, box }, nth) => boxes.slice(nth + 1).filter(({ box: other }) => box.left < other.right - 1 && other.left < box.right - 1 && box.top < other.bottom - 4 && other.top < box.bottom - 4).map((other) => `${words} / ${other.words}`)),
    cut: shown.filter((text) => text instanceof HTMLElement && text.scrollWidth > text.clientWidth + 1).map((text) => text.textContent),
    outside: boxes.filter(({ box }) => box.left < within.left - 1 || box.right > within.right + 1).map(({ words }) => words),
  };
});

test('in whatever room, with and without script, the words of the timeline are as large, lie on no others and are those that fit; under the pointer lies what is drawn there', async ({ as }) => {
  const path = `/cases/${await malloryCase()}`;
  const plain = await as('Dov', { javaScriptEnabled: false });
  await plain.goto(path);
  const counts: number[] = [];
  for (const width of [320, 390, 820, 1_000, 1_440, 1_920]) {
    await plain.setViewportSize({ width, height: 1_000 });
    const { count, least, most, ...wrong } = await wordsOn(plain.locator('.tllanes > .lanes'));
    expect(wrong, `at ${width}`).toEqual({ over: [], cut: [], outside: [] });
    expect([least >= 10.5, most <= 12.5], `at ${width}: ${least} to ${most}`).toEqual([true, true]);
    counts.push(count);
  }
  expect(counts.at(-1)).toBeGreaterThan(counts[0]!);

  const page = await as('Dov');
  await page.setViewportSize({ width: 820, height: 1_180 });
  await visit(page, path);
  const early = await at(page, 0.1);
  await page.mouse.move(early.x, early.y);
  await page.mouse.down();
  await page.mouse.move((await at(page, 0.2)).x, early.y);
  await page.mouse.move((await at(page, 0.3)).x, early.y);
  await page.mouse.up();
  await page.waitForURL(/[?]from=/);
  await shownIn(page);
  const share = (grip: string) => page.locator(`[data-grip="${grip}"]`).evaluate((handle) => Number(handle.getAttribute('aria-valuenow')) / Number(handle.getAttribute('aria-valuemax')));
  // Two days of a hundred.
  for (const [grip, place] of [['from', 0.1], ['to', 0.3]] as const) expect(Math.abs(await share(grip) - place), grip).toBeLessThan(0.02);
});

test('where the declared clock has other days, what is said of the handover keeps to its room, on a phone as well', async ({ as }) => {
  const page = await as('visitor');
  await page.goto('/gallery/exhibits');
  const lanes = panel(page, 't3').locator('.lanes');
  for (const [width, words] of [[320, /^Handover, 9 to 11 Sep$/], [390, /^Handover, 9 to 11 Sep$/], [820, /^Handover, 9 to 11 Sep UTC \(8 to 10 Sep, America\/Los_Angeles\)$/], [1_440, /^Likely handover, /]] as const) {
    await page.setViewportSize({ width, height: 900 });
    const { cut, outside } = await wordsOn(lanes);
    expect({ cut, outside }, `at ${width}`).toEqual({ cut: [], outside: [] });
    await expect(lanes.locator('.flag').filter({ visible: true }), `at ${width}`).toHaveText(words);
    expect(await page.evaluate(() => document.documentElement.scrollWidth), `width of the page at ${width}`).toBeLessThanOrEqual(width);
  }
});

test('a finger draws the days on a phone', async ({ as }) => {
  const page = await as('Dov', { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  await visit(page, `/cases/${await malloryCase()}`);
  await expect(days(page)).toBeVisible();
  const [start, end] = [await at(page, 0.1), await at(page, 0.5)];
  const touch = await page.context().newCDPSession(page);
  const points = (x: number) => [{ x, y: start.y, id: 1 }];
  await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: points(start.x) });
  for (const share of [0.2, 0.5, 1]) await touch.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: points(start.x + (end.x - start.x) * share) });
  await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  await page.waitForURL(/[?]from=/);
  const shown = await shownIn(page);
  expect(Date.parse(shown.to)).toBeGreaterThan(Date.parse(shown.from));
});

test('the wheel zooms with Ctrl and scrolls without, and two fingers zoom on a phone', async ({ as }) => {
  const page = await as('Dov');
  await visit(page, `/cases/${await malloryCase()}`);
  await expect(days(page)).toBeVisible();
  const usual = await days(page).getAttribute('aria-valuetext');
  const spot = await at(page, 0.6);
  await page.mouse.move(spot.x, spot.y);
  await page.mouse.wheel(0, 120);
  // It glides: where it stands is measured once it has come to rest.
  await expect.poll(() => page.evaluate(() => new Promise<boolean>((done) => { const was = scrollY; setTimeout(() => done(was > 0 && scrollY === was), 200); }))).toBe(true);
  await expect(days(page)).toHaveAttribute('aria-valuetext', usual!);
  const again = await at(page, 0.6);
  await page.mouse.move(again.x, again.y);
  const before = await page.evaluate(() => [scrollY, visualViewport!.scale]);
  await page.keyboard.down('Control');
  await page.mouse.wheel(0, -300);
  await expect(page.locator('.tllanes canvas')).toBeVisible();
  await page.keyboard.up('Control');
  await page.waitForURL(/[?]from=/);
  const closer = await shownIn(page);
  const lengthOf = ({ from, to }: { from: string; to: string }) => Date.parse(to) - Date.parse(from);
  const [first, last] = usual!.split(' to ').map((day) => Date.parse(`${day} UTC`)) as [number, number];
  expect(lengthOf(closer)).toBeLessThan((last - first) * 0.75);
  expect(await page.evaluate(() => [scrollY, visualViewport!.scale])).toEqual(before);

  const phone = await as('Dov', { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  await visit(phone, `/cases/${await malloryCase()}?from=${closer.from}&to=${closer.to}`);
  await expect(days(phone)).toBeVisible();
  const lanes = phone.locator('.tllanes');
  await lanes.scrollIntoViewIfNeeded();
  const box = (await lanes.boundingBox())!;
  const touch = await phone.context().newCDPSession(phone);
  const fingers = (apart: number) => [-1, 1].map((side, id) => ({ x: box.x + box.width * (0.58 + side * apart), y: box.y + 60, id }));
  await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: fingers(0.3).slice(0, 1) });
  await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: fingers(0.3) });
  for (const apart of [0.24, 0.18, 0.12]) await touch.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: fingers(apart) });
  await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  await expect.poll(async () => lengthOf(await shownIn(phone))).toBeGreaterThan(lengthOf(closer) * 1.5);
  expect(await phone.evaluate(() => visualViewport!.scale)).toBe(1);

  // Over the links too, a finger that goes up scrolls the page.
  const links = panel(phone, 'links');
  await links.getByRole('button', { name: 'Walk the links' }).click();
  const field = links.locator('.field-of-links');
  await expect(field).toBeFocused();
  await field.evaluate((element) => element.scrollIntoView({ block: 'center', behavior: 'instant' }));
  const over = (await field.boundingBox())!;
  const top = await phone.evaluate(() => scrollY);
  const finger = (up: number) => [{ x: over.x + over.width / 2, y: over.y + over.height / 2 - up, id: 0 }];
  await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: finger(0) });
  for (const up of [20, 60, 120]) await touch.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: finger(up) });
  await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  await expect.poll(() => phone.evaluate(() => scrollY)).toBeGreaterThan(top);
});

test('the links are walked by keys: every link says why, and another account shows what hangs on it', async ({ as }) => {
  const page = await as('Dov');
  await visit(page, `/cases/${await malloryCase()}`);
  const links = panel(page, 'links');
  const tree = links.getByRole('tree');
  // The button may be there before the page hears it.
  await expect(async () => {
    const walk = links.getByRole('button', { name: 'Walk the links' });
    if (await walk.isVisible()) await walk.click({ timeout: 3_000 });
    await expect(tree).toBeFocused({ timeout: 3_000 });
  }).toPass();
  await expect(tree.getByRole('treeitem')).toContainText('Mallory Hale');
  await page.keyboard.press('ArrowDown');
  await expect(tree.getByRole('treeitem')).not.toContainText('Mallory Hale');
  const thing = await tree.getByRole('treeitem').innerText();
  expect(thing).toMatch(/on \d+ accounts? here/);
  await page.keyboard.press('ArrowRight');
  await expect(tree.getByRole('treeitem')).not.toHaveText(thing);
  await page.keyboard.press('ArrowLeft');
  await expect(tree.getByRole('treeitem')).toHaveText(thing);
  await page.keyboard.press('ArrowDown');
  await expect(tree.getByRole('treeitem')).toContainText('account:');
  await expect(links.locator('.whylinked li').first()).toContainText(/on \d+ days?/);
  const drawn = links.locator('.explorer .grow').first();
  const before = await drawn.innerText();
  await page.keyboard.press('Enter');
  await expect(links.getByRole('status').filter({ hasText: 'more hang on' })).toBeVisible();
  await expect(drawn).not.toHaveText(before);
  await page.keyboard.press('Home');
  await expect(tree.getByRole('treeitem')).toContainText('Mallory Hale');
  await links.getByText('Every link drawn, as a table').click();
  await expect(links.getByRole('table', { name: 'Every link that is drawn, strongest first' }).getByRole('row').nth(1)).toContainText(/on \d+ days?/);
  const grown = await drawn.innerText();
  await links.getByRole('button', { name: 'Everything' }).focus();
  await page.keyboard.press('Escape');
  await expect(links.getByRole('button', { name: 'Walk the links' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(drawn).toHaveText(grown);
});

test('whoever asks by its button what hangs on an account, goes on in the tree', async ({ as }) => {
  const page = await as('visitor');
  await page.goto('/gallery/opened');
  await keysHeard(page);
  const links = panel(page, 'l9');
  const tree = links.getByRole('tree');
  await tree.focus();
  for (let step = 0; step < 2; step += 1) await page.keyboard.press('ArrowDown');
  await expect(tree.getByRole('treeitem')).toContainText('account:');
  await links.getByRole('button', { name: 'Show what hangs on it' }).press('Enter');
  await expect(links.getByRole('button', { name: 'Show what hangs on it' })).toHaveCount(0);
  await expect(tree).toBeFocused();
});

test('the list of places shows each on the map, and the clock tells devices apart', async ({ as }) => {
  const page = await as('Dov');
  await visit(page, `/cases/${await malloryCase()}`);
  const map = panel(page, 'geography');
  const place = map.getByRole('table', { name: 'Places of the map' }).getByRole('button').first();
  await place.focus();
  await expect(map.locator('.wide .pointed')).toHaveCount(1);
  await page.keyboard.press('Tab');
  await expect(map.locator('.wide .pointed')).toHaveCount(1);
  await expect(map.locator('.twomaps svg')).toHaveCount(2);
  await expect(panel(page, 'clock').locator('.devhours svg').first()).toHaveAttribute('aria-label', /active .+ sessions?/);
  await expect(panel(page, 'devices')).toContainText(/(before|since) the handover/);
});

test('ten thousand events: the timeline stays few shapes, and a drag changes nothing but itself', async ({ as, stack }) => {
  const page = await as('Dov');
  const account = `acc_long_${process.pid}`;
  const events = longLifeOf(account);
  expect(events.length).toBeGreaterThanOrEqual(10_000);
  for (let from = 0; from < events.length; from += 1_000) {
    const body = events.slice(from, from + 1_000).map((event) => JSON.stringify(event)).join('\n');
    const answer = await fetch(`${stack.url}/api/v1/events`, { method: 'POST', headers: { authorization: `Bearer ${stack.apiKey}`, 'content-type': 'application/x-ndjson' }, body });
    expect(await answer.json()).toMatchObject({ rejected: [] });
  }
  const caseOf = async () => (await reading().execute<{ id: string }>(sql`select id from cases where account = ${account} and status <> 'settled'`)).rows[0]?.id;
  await expect.poll(caseOf, { timeout: 150_000 }).toBeDefined();
  await expect.poll(async () => (await reading().execute(sql`select 1 from stale_accounts where since <= now()`)).rows.length, { timeout: 150_000 }).toBe(0);
  await visit(page, `/cases/${await caseOf()}`);
  await expect(page.getByText('Loading ')).toHaveCount(0);
  await page.getByRole('link', { name: 'Whole life' }).click();
  await page.waitForURL(/[?]from=/);
  await shownIn(page);
  expect(await panel(page, 'same-hands').locator('.tllanes .lanes *').count()).toBeLessThan(1_500);
  const [start, end] = [await at(page, 0.6), await at(page, 0.2)];
  await page.evaluate(() => {
    const seen = { count: 0 };
    Object.assign(window, { seen });
    new MutationObserver((changes) => { seen.count += changes.filter(({ target }) => target instanceof Element && target.closest('.brush') === null).length; }).observe(document.querySelector('main')!, { childList: true, subtree: true, attributes: true });
  });
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  for (let step = 1; step <= 20; step += 1) await page.mouse.move(start.x + ((end.x - start.x) * step) / 20, start.y);
  expect(await page.evaluate(() => (window as unknown as { seen: { count: number } }).seen.count), 'changes outside the timeline while it is dragged').toBe(0);
  await page.keyboard.press('Escape');
  await page.mouse.up();
});
