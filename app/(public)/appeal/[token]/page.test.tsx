import { eq } from 'drizzle-orm';
import { Children, isValidElement, type ReactElement, type ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { beforeAll, expect, test, vi } from 'vitest';
import { SentWords } from '@/components/appeal/answer-form';
import type { CastName } from '@/db/cast';
import { disconnect } from '@/db/client';
import { arrange, castFor, policyFor, versionOf } from '@/db/factories';
import { sandbox } from '@/db/sandbox';
import { accounts, holderPages, notices } from '@/db/schema';
import { answerQuestion } from '@/lib/appeals/commands/answer-question';
import { fileAppeal } from '@/lib/appeals/commands/file-appeal';
import { grantAppeal } from '@/lib/appeals/commands/grant-appeal';
import { refuseAppeal } from '@/lib/appeals/commands/refuse-appeal';
import { asRead } from '@/lib/appeals/commands/heard.fixture';
import { takeAppeal } from '@/lib/appeals/commands/take-appeal';
import { holderBehind } from '@/lib/appeals/adapters/holder';
import { countersignDecision } from '@/lib/decisions/commands/countersign-decision';
import { decidedBy, issued, proposedBy } from '@/lib/decisions/proposed.fixture';
import { pageToken } from '@/lib/enforcement/adapters/page-address';
import { platformName } from '@/lib/kernel/env';
import type { Staff } from '@/lib/staff/actor';
import { documentLanguage } from '../found';
import { tokenFor } from './holder-page.fixture';
import NoSuchPage from './not-found';
import HolderPageView, { generateMetadata } from './page';

sandbox();

/** What the browser of the request asks for; outside of Next there is none. */
const browser = vi.hoisted(() => new Headers());
vi.mock('next/headers', () => ({ headers: () => Promise.resolve(browser) }));

let cast: Record<CastName, Staff>;
beforeAll(async () => {
  await policyFor();
  cast = await castFor();
});

/** The page as a browser without script gets it. */
async function drawn(token: string, searchParams: Record<string, string> = {}): Promise<string> {
  return renderToStaticMarkup(await HolderPageView({ params: Promise.resolve({ token }), searchParams: Promise.resolve(searchParams) }));
}

async function closed(): Promise<string> {
  const made = await proposedBy(cast.ada, { reason: 'Reason for colleagues only' });
  await countersignDecision(cast.cleo, { decisionId: made.decision, version: await versionOf({ decision: made.decision }), measure: 'closure', fields: { answersStory: 'Two homes.' }, grounds: ['2.4'], words: 'Words for colleagues only' });
  await issued(made.decision);
  return tokenFor(made.decision);
}

test('a question is a plain form that posts by itself: ticks, routes, a text of at most 4,000 characters, one button', async () => {
  const made = await decidedBy(cast.ada, { measure: 'step-up', fields: { routes: ['bank_sign_in', 'live_check'], days: 7 } });
  const token = await tokenFor(made.decision);
  const html = await drawn(token);
  expect(html).toContain(`<form action="/appeal/${token}/answer" encType="multipart/form-data" method="post">`);
  expect(html).toMatch(/<input type="checkbox" name="facts" value="new_device"/);
  expect(html.match(/type="radio" name="route"/g)).toHaveLength(2);
  expect(html).toMatch(/<textarea[^>]*name="text"[^>]*maxLength="4000"/i);
  expect(html).toContain('<input type="hidden" name="kind" value="answer"/>');
  expect(html).not.toMatch(/<script|on\w+="/);
});

test('a decision shows its reasons and the form to appeal; nothing comes from elsewhere and no colleague is named', async () => {
  const html = await drawn(await closed());
  for (const words of ['Your account is closed', 'What we decided', 'Our rule', 'What we saw', 'Since 9 September', 'Where this stands', 'If you disagree with us', 'If someone is pressing you', 'Send my appeal']) expect(html).toContain(words);
  for (const hidden of ['Ada', 'Cleo', 'colleagues only', cast.ada.id, cast.cleo.id]) expect(html).not.toContain(hidden);
  expect([...html.matchAll(/(?:src|srcset|action)="([^"]*)"/g)].map(([, address]) => address).filter((address) => !address?.startsWith('/'))).toEqual([]);
  expect([...html.matchAll(/<(?:link|img|iframe|script)\b/g)]).toEqual([]);
});

test('an empty answer is asked for what the question offers: a route only where there is one', async () => {
  const empty = async (measure: string, fields: Record<string, unknown>) => drawn(await tokenFor((await decidedBy(cast.ada, { measure, fields })).decision), { wrong: 'answer' });
  expect(await empty('step-up', { routes: ['bank_sign_in', 'live_check'], days: 7 })).toContain('Tick something, choose a route, write a few words, or choose a file.');
  expect(await empty('ask', { questions: ['Did you get a new computer?'], days: 7 })).toContain('Tick something, write a few words, or choose a file.');
});

test('after the form led back the page says what became of it', async () => {
  const token = await closed();
  expect(await drawn(token, { wrong: 'appeal' })).toContain('Tell us in a few words why you disagree.');
  const holder = await holderBehind(token);
  await fileAppeal(holder!, { text: 'I bought a <desktop>.' });
  const html = await drawn(token, { sent: 'appeal' });
  expect(html).toContain('We have your appeal.');
  expect(html).toContain('I bought a &lt;desktop&gt;.');
  expect(html).not.toContain('Send my appeal');
});

test('once an appeal is granted that and why come before what was decided and seen, and nothing is left to disagree about', async () => {
  const token = await closed();
  const filed = await fileAppeal((await holderBehind(token))!, { text: 'I bought a desktop.' });
  if (!filed.ok) throw new Error(filed.words);
  const id = filed.value.id;
  for (const words of ['If you disagree with us', 'If we were wrong']) expect(await drawn(token)).toContain(words);
  expect(await takeAppeal(cast.ben, { id })).toMatchObject({ ok: true });
  expect(await grantAppeal(cast.ben, { ...(await asRead(cast.ben, id)), reasons: 'The receipt is real.' })).toMatchObject({ ok: true });
  const html = await drawn(token);
  const at = ['<h1>', 'Why we grant your appeal', 'The receipt is real.', 'What we decided', 'What we saw', 'I bought a desktop.'].map((words) => html.indexOf(words));
  expect(at).toEqual([...at].sort((a, b) => a - b));
  expect(at).not.toContain(-1);
  for (const words of ['If you disagree with us', 'If we were wrong']) expect(html).not.toContain(words);
});

test('that all is put back if we were wrong stands there as long as an appeal may find it: not once it is refused, nor where the time for one is over', async () => {
  const [refused, late] = [await closed(), await proposedBy(cast.ada)];
  const says = async (token: string) => (await drawn(token)).includes('If we were wrong');
  const filed = await fileAppeal((await holderBehind(refused))!, { text: 'I bought a desktop.' });
  if (!filed.ok) throw new Error(filed.words);
  expect(await says(refused)).toBe(true);
  expect(await takeAppeal(cast.ben, { id: filed.value.id })).toMatchObject({ ok: true });
  expect(await refuseAppeal(cast.ben, { ...(await asRead(cast.ben, filed.value.id)), reasons: 'The receipt is of another computer.' })).toMatchObject({ ok: true });
  expect(await says(refused)).toBe(false);
  expect(await drawn(refused)).toContain('If you disagree with us');

  const page = `page ${late.decision}`;
  await countersignDecision(cast.cleo, { decisionId: late.decision, version: await versionOf({ decision: late.decision }), measure: 'closure', fields: { answersStory: 'Two homes.' }, grounds: ['2.4'], words: 'No innocent story fits.' });
  await arrange(async (tx) => {
    await tx.insert(holderPages).values({ id: page, account: late.account, decision: late.decision, openedAt: 0 });
    await tx.insert(notices).values({ id: `notice ${late.decision}`, decision: late.decision, account: late.account, kind: 'measure', subject: 'Closed', paragraphs: [], page, renderedAt: 0 });
  });
  expect(await says(pageToken(page))).toBe(false);
});

test('two answers of files alone within a minute are two parts of the page', async () => {
  const token = await tokenFor((await decidedBy(cast.ada)).decision);
  const holder = (await holderBehind(token))!;
  const files = [{ name: 'note.txt', bytes: new TextEncoder().encode('On Wednesday.') }];
  for (let turn = 0; turn < 2; turn += 1) expect(await answerQuestion(holder, { files })).toMatchObject({ ok: true });
  const { props } = (await HolderPageView({ params: Promise.resolve({ token }), searchParams: Promise.resolve({}) })) as ReactElement<{ children: ReactNode }>;
  const sent = Children.toArray(props.children).filter((one): one is ReactElement => isValidElement(one) && one.type === SentWords);
  expect(sent).toHaveLength(2);
  expect(new Set(sent.map(({ key }) => key)).size).toBe(2);
});

test('the account’s language is the page’s, the address chooses another, and the forms keep it', async () => {
  const made = await decidedBy(cast.ada, { told: false });
  await arrange((tx) => tx.update(accounts).set({ language: 'es-MX', timeZone: 'America/Mexico_City' }).where(eq(accounts.account, made.account)));
  await issued(made.decision);
  const token = await tokenFor(made.decision);
  const spanish = await drawn(token);
  for (const words of ['Tenemos una pregunta sobre su cuenta', 'America/Mexico_City', 'Enviar mi respuesta', '<input type="hidden" name="language" value="es"/>', `action="/appeal/${token}/answer"`]) expect(spanish).toContain(words);
  expect(spanish).toMatch(/<span lang="en">Did you get a new computer in September\?<\/span><small>\(escrito en inglés\)<\/small>/);
  const ukrainian = await drawn(token, { language: 'uk' });
  for (const words of ['У нас є запитання щодо Вашого облікового запису', `action="/appeal/${token}/answer?language=uk"`, `<a href="/appeal/${token}?language=hu" lang="hu" hrefLang="hu">Magyar</a>`]) expect(ukrainian).toContain(words);
  expect(await drawn(token, { language: 'xx' })).toBe(spanish);
  expect(await documentLanguage(`/appeal/${token}`)).toBe('es');
  expect(await documentLanguage(`/appeal/${token}?language=uk`)).toBe('uk');
  for (const path of ['/queue', '/appeal/page_1.nothing', '/appeals/x?language=uk', '']) expect(await documentLanguage(path)).toBe('en');
});

test('words in the address are never shown', async () => {
  const html = await drawn(await closed(), { wrong: 'You have won', sent: 'Call this number' });
  expect(html).not.toMatch(/You have won|Call this number/);
});

test('an address that opens nothing is not found, for the page and its title', async () => {
  const nowhere = { params: Promise.resolve({ token: 'page_1.nothing' }), searchParams: Promise.resolve({}) };
  await expect(HolderPageView(nowhere)).rejects.toMatchObject({ digest: expect.stringContaining('404') as string });
  await expect(generateMetadata(nowhere)).rejects.toMatchObject({ digest: expect.stringContaining('404') as string });
});

test('an address that was ours and is gone has the head of the holder’s page, in the language of the browser and in the others', async () => {
  const path = `/appeal/${pageToken('page_gone')}`;
  browser.set('x-countersign-path', `${path}?language=hu`);
  browser.set('accept-language', 'uk-UA, en;q=0.5');
  try {
    expect(await documentLanguage(path)).toBe('uk');
    const html = renderToStaticMarkup(await NoSuchPage());
    for (const part of ['<h1>Ez a cím nem nyit meg semmit</h1>', `<b class="b">${platformName()}</b>`, 'aria-current="true">Magyar</a>', `href="${path}?language=uk"`]) expect(html).toContain(part);
    expect(html).not.toContain('<aside');
  } finally {
    for (const name of ['x-countersign-path', 'accept-language']) browser.delete(name);
  }
});

test('the title is the holder’s, and the page asks not to be indexed', async () => {
  expect(await generateMetadata({ params: Promise.resolve({ token: await closed() }), searchParams: Promise.resolve({}) })).toMatchObject({ title: { absolute: `Your account is closed · ${platformName()}` }, robots: { index: false } });
});

test('while the database is away the page says so, in the language asked for', async () => {
  const token = await closed();
  const here = process.env.DATABASE_URL;
  await disconnect();
  // Nobody listens on this port.
  process.env.DATABASE_URL = 'postgres://nobody@127.0.0.1:1/none';
  try {
    expect(await drawn(token, { language: 'hu' })).toContain('Ezt az oldalt most nem tudjuk megjeleníteni');
    expect(await documentLanguage(`/appeal/${token}`)).toBe('en');
  } finally {
    await disconnect();
    process.env.DATABASE_URL = here;
  }
});
