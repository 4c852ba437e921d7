import { sql } from 'drizzle-orm';
import type { Page } from 'playwright/test';
import { arrange, linesOf, openCase } from '../db/factories';
import { reading } from '../db/client';
import { violationsInBothThemes } from './support/accessible';
import { letLeave } from './support/leaving';
import { claim, openHolderPage } from './support/scene';
import { expect, test } from './support/screens';

/** What stands on the page of a question and of a restriction in each language: the headline, the heading of what was seen, a button. */
const PAGES = {
  en: { question: 'We have a question about your account', restriction: 'Parts of your account are restricted', seen: 'What we saw', send: 'Send my answer', own: 'English', month: /\d{1,2} (?:[A-Z][a-z]+) \d{4}, \d{2}:\d{2} UTC \((?:[^,()]+, )?\d{2}:\d{2} Europe\/Istanbul\)/ },
  es: { question: 'Tenemos una pregunta sobre su cuenta', restriction: 'Algunas funciones de su cuenta están restringidas', seen: 'Qué hemos visto', send: 'Enviar mi respuesta', own: 'Español', month: /\d{1,2} de \p{L}+ de \d{4}, \d{2}:\d{2} UTC/u },
  hu: { question: 'Kérdésünk van a fiókjával kapcsolatban', restriction: 'A fiókja egyes funkcióit korlátoztuk', seen: 'Mit láttunk', send: 'Elküldöm a válaszomat', own: 'Magyar', month: /\d{4}\. \p{L}+ \d{1,2}\., \d{2}:\d{2} UTC/u },
  tr: { question: 'Hesabınızla ilgili bir sorumuz var', restriction: 'Hesabınızın bazı bölümleri kısıtlandı', seen: 'Ne gördük', send: 'Yanıtımı gönder', own: 'Türkçe', month: /\d{1,2} \p{L}+ \d{4}, \d{2}:\d{2} UTC/u },
  uk: { question: 'У нас є запитання щодо Вашого облікового запису', restriction: 'Частину функцій Вашого облікового запису обмежено', seen: 'Що ми побачили', send: 'Надіслати мою відповідь', own: 'Українська', month: /\d{1,2} \p{L}+ \d{4} р\., \d{2}:\d{2} UTC/u },
} as const;
type Language = keyof typeof PAGES;
const LANGUAGES = Object.keys(PAGES) as Language[];

/** An open case of somebody who wants notices in that language and declares to live in Istanbul. */
async function caseIn(tag: string, name: string): Promise<{ caseId: string; account: string }> {
  const opened = await openCase({ name });
  await arrange((tx) => tx.execute(sql`update accounts set language = ${tag}, time_zone = 'Europe/Istanbul' where account = ${opened.account}`));
  return opened;
}

const box = (page: Page, id: string) => page.locator('.m1').filter({ has: page.locator(`input[name="measure"][value="${id}"]`) });

/** The private page that the latest notice of the account leads to, once it can no longer be withdrawn and is written. */
async function pageFor(office: Page, account: string): Promise<string> {
  const { rows: [decided] } = await reading().execute<{ id: string }>(sql`select case_id as id from decisions where account = ${account} order by proposed_at desc limit 1`);
  await letLeave(decided!.id);
  const latest = async () => (await reading().execute<{ id: string }>(sql`select id from deliveries where account = ${account} and channel = 'mail' order by created_at desc limit 1`)).rows[0]?.id;
  await expect.poll(latest).toBeDefined();
  await office.goto(`/deliveries/${await latest()}`);
  return openHolderPage(office);
}

test('somebody whose account is Turkish is asked in Turkish, switches to English and back, and answers, all without a script', async ({ as, stack }) => {
  const { caseId, account } = await caseIn('tr-TR', 'Deniz Hale');
  const ada = await as('Ada');
  await claim(ada, caseId);
  const ask = box(ada, 'ask');
  await ask.getByRole('radio').check();
  const questions = ask.getByLabel('Questions, one a line');
  const offered = await questions.inputValue();
  await questions.fill(`${offered}\nIs the studio in Leeds yours?`);
  await ada.getByRole('group', { name: /^Grounds/ }).getByRole('checkbox', { name: /^2\.4/ }).check();

  await test.step('Ada sees it in Turkish with the English beside it before anything is proposed', async () => {
    await ada.getByRole('button', { name: 'See the notice, in Turkish' }).click();
    const turkish = ada.getByRole('region', { name: 'In Turkish, as it is sent' });
    await expect(turkish).toContainText(PAGES.tr.question);
    await expect(turkish).toContainText('(İngilizce yazılmıştır)');
    await expect(turkish.locator('[lang="tr"]')).toBeVisible();
    await expect(ada.getByRole('region', { name: 'The same in English' })).toContainText(PAGES.en.question);
    expect(await linesOf(caseId).then((lines) => lines.some(({ command }) => command === 'decision.propose'))).toBe(false);
    await expect(questions).toHaveValue(`${offered}\nIs the studio in Leeds yours?`);
  });
  await ada.getByRole('button', { name: 'Decide' }).click();
  await expect(ada.getByText('asked, an answer is due')).toBeVisible();

  const path = await pageFor(ada, account);
  await ada.goBack();
  await expect(ada.getByRole('region', { name: 'In Turkish, as it is sent' })).toContainText(PAGES.tr.question);
  await expect(ada.getByRole('region', { name: 'The same in English' })).toContainText(PAGES.en.question);
  await expect.poll(async () => (await linesOf(caseId)).map(({ says }) => says).join('\n')).toContain('wrote the notice “We have a question about your account” to the holder in Turkish');

  const hers = await as('visitor', { javaScriptEnabled: false, locale: 'en-GB' });
  await hers.goto(path);
  await expect(hers.locator('html')).toHaveAttribute('lang', 'tr');
  await expect(hers.getByRole('heading', { level: 1 })).toHaveText(PAGES.tr.question);
  await expect(hers.locator('main')).toContainText(PAGES.tr.month);
  await expect(hers.locator('main')).toContainText('Europe/Istanbul');
  // What a person wrote stays as it is, and says in which language.
  const studio = hers.locator('main [lang="en"]', { hasText: 'Is the studio in Leeds yours?' });
  await expect(studio).toBeVisible();
  await expect(hers.locator('main li', { hasText: 'Is the studio in Leeds yours?' })).toContainText('(İngilizce yazılmıştır)');

  const switched = hers.getByRole('navigation', { name: 'Dil' }).getByRole('link', { name: 'English' });
  expect(await switched.evaluate((link) => [link.getAttribute('lang'), link.getAttribute('hreflang')])).toEqual(['en', 'en']);
  await switched.click();
  await expect(hers.locator('html')).toHaveAttribute('lang', 'en');
  await expect(hers.getByRole('heading', { level: 1 })).toHaveText(PAGES.en.question);
  await hers.goto(path);
  await expect(hers.getByRole('heading', { level: 1 }), 'remembered where the address says nothing').toHaveText(PAGES.en.question);

  await hers.getByLabel('Tell us in your own words').fill('Evet, stüdyo bana ait.');
  await hers.getByRole('button', { name: 'Send my answer' }).click();
  await expect(hers.getByRole('status')).toContainText('We have your answer.');
  await hers.getByRole('link', { name: 'Türkçe' }).click();
  await expect(hers.locator('main')).toContainText('Evet, stüdyo bana ait.');
  await expect(hers.getByRole('heading', { level: 2, name: 'Gönderdikleriniz' })).toBeVisible();
  await ada.goto(`/cases/${caseId}`);
  await expect(ada.getByRole('region', { name: 'The holder’s answer' }).locator('[lang="tr-TR"]')).toHaveText('Evet, stüdyo bana ait.');

  await test.step('an answer that is too long comes back in the language of the page', async () => {
    const { request } = hers;
    const refused = await request.post(`${stack.url}${path}/answer?language=hu`, { form: { kind: 'answer', text: 'x'.repeat(4_001) }, headers: { origin: stack.url }, maxRedirects: 0 });
    expect(refused.status()).toBe(422);
    expect(await refused.text()).toMatch(/<html lang="hu">[\s\S]*legfeljebb 4000 karaktert/);
  });
});

test('a language that we do not have, and none, are English, and nobody is told of it', async ({ as }) => {
  for (const tag of ['de-AT', '', 'not a language']) {
    const { caseId, account } = await caseIn(tag, 'Someone Sable');
    const ada = await as('Ada');
    await claim(ada, caseId);
    await box(ada, 'restriction').getByRole('radio').check();
    await ada.getByRole('checkbox', { name: /sending proposals/i }).check();
    await ada.getByRole('group', { name: /^Grounds/ }).getByRole('checkbox').first().check();
    await ada.getByLabel('For colleagues: why').fill('Two machines in two places, one after the other.');
    await expect(ada.getByLabel('What you write yourself is in')).toHaveCount(0);
    await ada.getByRole('button', { name: 'Decide' }).click();
    await expect(ada.getByText('in force').first()).toBeVisible();
    const page = await as('visitor', { javaScriptEnabled: false, locale: 'de-AT' });
    await page.goto(await pageFor(ada, account));
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(PAGES.en.restriction);
    await expect(page.locator('body')).not.toContainText(/not available|unknown language/i);
  }
});

test('in each language the page is accessible on a phone in both themes, and says all of it', async ({ as }) => {
  const ada = await as('Ada');
  const question = await caseIn('uk', 'Mykola Hale');
  await claim(ada, question.caseId);
  await box(ada, 'ask').getByRole('radio').check();
  await ada.getByRole('group', { name: /^Grounds/ }).getByRole('checkbox').first().check();
  await ada.getByRole('button', { name: 'Decide' }).click();
  await expect(ada.getByText('asked, an answer is due')).toBeVisible();
  const path = await pageFor(ada, question.account);
  const page = await as('visitor');
  for (const language of LANGUAGES) {
    await test.step(language, async () => {
      await page.goto(`${path}?language=${language}`);
      await expect(page.locator('html')).toHaveAttribute('lang', language);
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(PAGES[language].question);
      await expect(page.getByRole('heading', { level: 2, name: PAGES[language].seen })).toBeVisible();
      await expect(page.locator('main')).toContainText(PAGES[language].month);
      await expect(page.getByRole('button', { name: PAGES[language].send })).toBeVisible();
      await expect(page.getByRole('link', { name: PAGES[language].own, exact: true })).toHaveAttribute('aria-current', 'true');
      expect(await page.locator('body').innerText()).not.toMatch(/\{\{|undefined|\[object/);
      for (const width of [390, 320]) {
        await page.setViewportSize({ width, height: 844 });
        expect(await page.evaluate(() => document.documentElement.scrollWidth), `width of the page at ${width} px`).toBeLessThanOrEqual(width);
        expect(await violationsInBothThemes(page), `${language} at ${width}`).toEqual([]);
      }
    });
  }
  // The letters of every language come from here, and are those of the fonts we ship.
  const fonts = await page.evaluate(() => [...document.fonts].filter(({ status }) => status === 'loaded').map(({ family, unicodeRange }) => `${family.replaceAll('"', '')} ${unicodeRange.includes('U+400') || unicodeRange.includes('U+0400') ? 'Cyrillic' : 'Latin'}`));
  expect(fonts).toEqual(expect.arrayContaining(['Inter Cyrillic', 'Source Serif 4 Cyrillic']));
});

test.describe(() => {
  test.use({ expectedErrors: /404/ });

  test('an address that opens nothing says so in the language of the browser, and in the others', async ({ as }) => {
    const page = await as('visitor', { javaScriptEnabled: false, locale: 'uk-UA' });
    await page.goto('/appeal/made-up');
    await expect(page.locator('html')).toHaveAttribute('lang', 'uk');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('За цією адресою нічого немає');
    await page.getByRole('link', { name: 'Magyar' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Ez a cím nem nyit meg semmit');
    await page.goto('/appeal/made-up-too');
    await expect(page.locator('html')).toHaveAttribute('lang', 'hu');
  });
});
