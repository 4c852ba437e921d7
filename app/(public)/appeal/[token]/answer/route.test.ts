import { eq, inArray } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import type { CastName } from '@/db/cast';
import { disconnect, reading } from '@/db/client';
import { arrange, castFor, policyFor, versionOf } from '@/db/factories';
import { sandbox } from '@/db/sandbox';
import { answers, appeals, cases, enclosures } from '@/db/schema';
import { countersignDecision } from '@/lib/decisions/commands/countersign-decision';
import { decidedBy, issued, proposedBy, type Proposed } from '@/lib/decisions/proposed.fixture';
import type { Staff } from '@/lib/staff/actor';
import { tokenFor } from '../holder-page.fixture';
import { POST } from './route';

sandbox();

let cast: Record<CastName, Staff>;
beforeAll(async () => {
  await policyFor();
  cast = await castFor();
});

type Fields = readonly (readonly [string, string])[];

/** Posts as a browser without script does. */
async function post(token: string, fields: Fields | string | Uint8Array, type = 'application/x-www-form-urlencoded', search = ''): Promise<Response> {
  const body = typeof fields === 'string' || fields instanceof Uint8Array ? (fields as BodyInit) : new URLSearchParams(fields.map(([name, value]) => [name, value])).toString();
  return POST(new Request(`http://localhost/appeal/x/answer${search}`, { method: 'POST', body, headers: { 'content-type': type } }), { params: Promise.resolve({ token }) });
}

async function closed(): Promise<Proposed> {
  const made = await proposedBy(cast.ada);
  await countersignDecision(cast.cleo, { decisionId: made.decision, version: await versionOf({ decision: made.decision }), measure: 'closure', fields: { answersStory: 'Two homes.' }, grounds: ['2.4'], words: 'No innocent story fits.' });
  await issued(made.decision);
  return made;
}

test('an answer is kept as it was written, wakes the case, and leads back to the page', async () => {
  const made = await decidedBy(cast.ada, { measure: 'step-up', fields: { routes: ['branch_visit', 'live_check'], days: 7 } });
  const token = await tokenFor(made.decision);
  const back = await post(token, [['kind', 'answer'], ['facts', 'new_device'], ['facts', 'travel'], ['text', 'İstanbul’dayım.\r\nYeni bir bilgisayar aldım.'], ['route', 'branch_visit']]);
  expect([back.status, back.headers.get('location')]).toEqual([303, `/appeal/${token}?sent=answer#came`]);
  const [row] = await reading().select().from(answers).where(eq(answers.decision, made.decision));
  expect(row).toMatchObject({ facts: ['new_device', 'travel'], route: 'branch_visit', body: 'İstanbul’dayım.\nYeni bir bilgisayar aldım.' });
  const [row2] = await reading().select().from(cases).where(eq(cases.id, made.caseId));
  expect(row2).toMatchObject({ status: 'waiting', wokenBy: 'answer' });
});

test('an appeal is filed once; the second one gets its words back', async () => {
  const made = await closed();
  const token = await tokenFor(made.decision);
  expect((await post(token, [['kind', 'appeal'], ['text', 'I bought a desktop.']])).headers.get('location')).toBe(`/appeal/${token}?sent=appeal#came`);
  const again = await post(token, [['kind', 'appeal'], ['text', 'One <b>more</b> & "last" word.']]);
  expect([again.status, again.headers.get('content-type')]).toEqual([409, 'text/html; charset=utf-8']);
  const page = await again.text();
  expect(page).toContain('You have appealed already');
  expect(page).toContain('One &lt;b&gt;more&lt;/b&gt; &amp; &quot;last&quot; word.');
  expect(page).not.toContain('<b>more');
  expect(await reading().select().from(appeals).where(eq(appeals.decision, made.decision))).toHaveLength(1);
});

test('an empty form leads back to itself and says what is missing', async () => {
  const [asked, decided] = [await tokenFor((await decidedBy(cast.ada)).decision), await tokenFor((await closed()).decision)];
  expect((await post(asked, [['kind', 'answer'], ['text', '  ']])).headers.get('location')).toBe(`/appeal/${asked}?wrong=answer#answer-say`);
  expect((await post(decided, [['kind', 'appeal'], ['text', '']])).headers.get('location')).toBe(`/appeal/${decided}?wrong=appeal#appeal-say`);
});

test('a text that is too long is shown again in full, with the reason', async () => {
  const token = await tokenFor((await closed()).decision);
  const long = 'ж'.repeat(4_001);
  const refused = await post(token, [['kind', 'appeal'], ['text', long]]);
  expect(refused.status).toBe(422);
  expect(await refused.text()).toMatch(new RegExp(`4,000 characters[\\s\\S]*${long}`));
  expect((await post(token, [['kind', 'appeal'], ['text', '𝒶'.repeat(4_000)]])).headers.get('location')).toContain('sent=appeal');
});

test('a route that was not offered, an answer after the end, and an answer to a decision are refused with the words kept', async () => {
  const asked = await decidedBy(cast.ada, { measure: 'step-up', fields: { routes: ['branch_visit', 'live_check'], days: 7 } });
  const token = await tokenFor(asked.decision);
  const wrong = await post(token, [['kind', 'answer'], ['text', 'By bank, please.'], ['route', 'bank_sign_in']]);
  expect([wrong.status, (await wrong.text()).includes('By bank, please.')]).toEqual([422, true]);
  await arrange((tx) => tx.update(cases).set({ status: 'settled' }).where(eq(cases.id, asked.caseId)));
  expect((await post(token, [['kind', 'answer'], ['text', 'Too late?']])).status).toBe(409);
  expect((await post(await tokenFor((await closed()).decision), [['kind', 'answer'], ['text', 'An answer.']])).status).toBe(409);
});

test('a route that was not offered is not offered again; the others are, with why, and where there are none that is said of the whole form', async () => {
  const token = await tokenFor((await decidedBy(cast.ada, { measure: 'step-up', fields: { routes: ['branch_visit', 'live_check'], days: 7 } })).decision);
  const sent = async (fields: Fields) => (await post(token, [['kind', 'answer'], ['text', ''], ...fields])).text();
  const others = await sent([['route', 'bank_sign_in'], ['offered', 'branch_visit live_check']]);
  for (const words of ['<a href="#route">Please choose one of the routes offered.</a>', '<fieldset id="route" tabindex="-1" aria-describedby="route-wrong">', '<p class="wrong" id="route-wrong">Please choose one of the routes offered.</p>', 'name="offered" value="branch_visit live_check"']) expect(others).toContain(words);
  for (const words of ['bank_sign_in', ' checked', 'What you wrote is still here']) expect(others).not.toContain(words);
  for (const fields of [[['route', 'bank_sign_in']], [['facts', 'a fact of another day']]] as const) {
    const alone = await sent(fields);
    expect(alone).toContain('<div>This could not be taken as it was sent.');
    for (const words of ['bank_sign_in', '#route', 'id="route"']) expect(alone).not.toContain(words);
  }
});

test('what is larger than any form of ours, or no form, keeps nothing', async () => {
  const made = await decidedBy(cast.ada);
  const token = await tokenFor(made.decision);
  for (const [body, type] of [[`text=${'x'.repeat(70_000)}`, 'application/x-www-form-urlencoded'], ['{"text":"x"}', 'application/json'], [new Uint8Array([0, 255, 1]), 'image/png']] as const) {
    expect((await post(token, body, type)).headers.get('location')).toBe(`/appeal/${token}?wrong=large`);
  }
  expect(await reading().select().from(answers).where(eq(answers.decision, made.decision))).toHaveLength(0);
});

test('a wrong address leads to the page that says so, whatever was sent', async () => {
  const refused = await post('page_1.nothing', [['text', 'x']]);
  expect([refused.status, refused.headers.get('location')]).toEqual([303, '/appeal/page_1.nothing']);
});

/** Posts as a browser does where files were chosen: the words first. */
async function postFiles(token: string, fields: Fields, files: readonly (readonly [string, string | Uint8Array<ArrayBuffer>])[], search = ''): Promise<Response> {
  const form = new FormData();
  for (const [name, value] of fields) form.append(name, value);
  for (const [name, content] of files) form.append('files', new Blob([content]), name);
  return POST(new Request(`http://localhost/appeal/x/answer${search}`, { method: 'POST', body: form }), { params: Promise.resolve({ token }) });
}
const namesOn = async (decision: string) => (await reading().select().from(enclosures).where(eq(enclosures.decision, decision)).orderBy(enclosures.name)).map(({ name }) => name);
const PDF = '%PDF-1.7 a receipt';

test('files come along with an answer and with an appeal, and a field left empty is none', async () => {
  const [asked, decided] = [await decidedBy(cast.ada), await closed()];
  const answer = [['kind', 'answer'], ['text', 'With a receipt.']] as const;
  expect((await postFiles(await tokenFor(asked.decision), answer, [['receipt.pdf', PDF], ['note.txt', 'On Wednesday.']])).headers.get('location')).toContain('sent=answer');
  expect((await postFiles(await tokenFor(asked.decision), answer, [['', '']])).headers.get('location')).toContain('sent=answer');
  expect((await postFiles(await tokenFor(decided.decision), [['kind', 'appeal'], ['text', 'It is mine.']], [['receipt.pdf', PDF]])).headers.get('location')).toContain('sent=appeal');
  expect([await namesOn(asked.decision), await namesOn(decided.decision)]).toEqual([['note.txt', 'receipt.pdf'], ['receipt.pdf']]);
});

test('where only a file is wrong the form comes again, in the holder’s language, with the words, the ticks and the route in it', async () => {
  const made = await decidedBy(cast.ada, { measure: 'step-up', fields: { routes: ['branch_visit', 'live_check'], days: 7 } });
  const token = await tokenFor(made.decision);
  const fields = [['kind', 'answer'], ['facts', 'new_device'], ['text', '\n</textarea> "так" & ні'], ['route', 'branch_visit'], ['offered', 'branch_visit live_check nowhere']] as const;
  for (const [files, words] of [
    [[['фото.heic', '\u0000\u0000ftyp']], 'Файл «фото.heic» не є PDF'], [[['чек.pdf', '']], 'Файл «чек.pdf» порожній'], [[['film.pdf', new Uint8Array(5 * 1024 * 1024 + 1)]], 'Файл «film.pdf» більший за 5 МБ'],
    [[['1.txt', '1'], ['2.txt', '2'], ['3.txt', '3'], ['4.txt', '4']], 'Це забагато файлів'],
  ] as const) {
    const answer = await postFiles(token, fields, files, '?language=uk');
    expect([answer.status, answer.headers.get('content-type')]).toEqual([422, 'text/html; charset=utf-8']);
    const page = (await answer.text()).replaceAll('\u00a0', ' ');
    for (const part of [words, '<a href="#files">', 'aria-invalid="true" aria-describedby="files-wrong files-hint"', 'id="files-wrong"', '<b>the platform</b>', 'Відкрити їх можуть лише', 'Вони зберігаються зашифрованими', '<html lang="uk">', '&lt;/textarea&gt; &quot;так&quot; &amp; ні</textarea>', `action="/appeal/${token}/answer?language=uk"`, 'enctype="multipart/form-data"', 'name="facts" value="new_device" checked', 'name="facts" value="travel">', 'name="route" value="branch_visit" checked', 'name="route" value="live_check">', 'name="kind" value="answer"', 'У мене новий пристрій']) expect(page).toContain(part);
  }
  expect(await reading().select().from(answers).where(eq(answers.decision, made.decision))).toEqual([]);
});

test('a body beyond every limit is read no further than that, and still says which file it was and what was written', async () => {
  const made = await closed();
  const token = await tokenFor(made.decision);
  const fields = [['kind', 'appeal'], ['text', 'It is mine, and here is a film of it.']] as const;
  const large = await (await postFiles(token, fields, [['receipt.pdf', PDF], ['film.jpg', new Uint8Array(40 * 1024 * 1024)]])).text();
  for (const part of ['“film.jpg” is larger than 5 MB', 'It is mine, and here is a film of it.</textarea>']) expect(large).toContain(part);
  const many = await (await postFiles(token, fields, Array.from({ length: 8 }, (_, index) => [`${index}.txt`, new Uint8Array(4 * 1024 * 1024).fill(0x20)] as const))).text();
  for (const part of ['These are too many files; 3 can be sent at once', 'It is mine, and here is a film of it.</textarea>']) expect(many).toContain(part);
  expect((await postFiles(token, [['kind', 'appeal'], ['text', 'x'.repeat(70_000)]], [])).headers.get('location')).toContain('wrong=large');
  expect(await namesOn(made.decision)).toEqual([]);
});

test('a thirteenth file about one decision is refused with the words kept', async () => {
  const token = await tokenFor((await decidedBy(cast.ada)).decision);
  const three = [['1.txt', '1'], ['2.txt', '2'], ['3.txt', '3']] as const;
  for (let turn = 0; turn < 4; turn += 1) await postFiles(token, [['kind', 'answer']], three);
  const page = await (await postFiles(token, [['kind', 'answer'], ['text', 'And this.']], [['4.txt', '4']])).text();
  for (const part of ['12 files have been sent about this decision', 'And this.</textarea>']) expect(page).toContain(part);
});

test('the language chosen goes with the form and comes back with it; what cannot be taken is told in it', async () => {
  const token = await tokenFor((await closed()).decision);
  const long: Fields = [['kind', 'appeal'], ['text', 'x'.repeat(4_001)]];
  for (const [search, fields, language, words] of [
    ['?language=uk', long, 'uk', 'Будь ласка, не більше 4 000 символів.'], ['', [...long, ['language', 'hu']], 'hu', 'Kérjük, írjon legfeljebb 4000 karaktert.'], ['?language=de', long, 'en', 'Please keep it to 4,000 characters.'],
  ] as const) {
    const page = await (await post(token, fields, undefined, search)).text();
    expect(page.replaceAll('\u00a0', ' ')).toContain(words);
    expect(page).toContain(`<html lang="${language}">`);
    expect(page).toContain(`<a href="/appeal/${token}${search.endsWith('uk') ? search : ''}">`);
  }
  expect((await post(token, [['kind', 'appeal'], ['text', ' ']], undefined, '?language=tr')).headers.get('location')).toBe(`/appeal/${token}?wrong=appeal&language=tr#appeal-say`);
  expect((await post(token, [['kind', 'appeal'], ['text', 'Benim.'], ['language', 'en']], undefined, '?language=tr')).headers.get('location')).toBe(`/appeal/${token}?sent=appeal&language=tr#came`);
  const unnamed = await closed();
  await post(await tokenFor(unnamed.decision), [['kind', 'appeal'], ['text', 'Az enyém.'], ['language', 'hu']]);
  expect((await reading().select({ filedIn: appeals.filedIn }).from(appeals).where(inArray(appeals.filedIn, ['tr', 'hu']))).map(({ filedIn }) => filedIn).sort()).toEqual(['hu', 'tr']);
});

/** Runs while nobody listens where the database should be. */
async function away(run: () => Promise<void>): Promise<void> {
  const here = process.env.DATABASE_URL;
  await disconnect();
  process.env.DATABASE_URL = 'postgres://nobody@127.0.0.1:1/none';
  try {
    await run();
  } finally {
    await disconnect();
    process.env.DATABASE_URL = here;
  }
}

test('while the database is away the words come back, with nothing said to be kept', async () => {
  const token = await tokenFor((await decidedBy(cast.ada)).decision);
  await away(async () => {
    const answer = await post(token, [['kind', 'answer'], ['text', 'It was my sister’s computer.']]);
    expect(answer.status).toBe(503);
    const page = await answer.text();
    for (const words of ['Nothing can be kept just now', 'It was my sister’s computer.']) expect(page).toContain(words);
    expect(page).not.toContain('The files that you sent');
  });
});

test('files or ticks without words are never dropped in silence: why, what was chosen, and that the files are not kept', async () => {
  const made = await decidedBy(cast.ada, { measure: 'step-up', fields: { routes: ['branch_visit', 'live_check'], days: 7 } });
  const token = await tokenFor(made.decision);
  const [files, ticks] = [[['kind', 'answer'], ['text', ' ']], [['kind', 'answer'], ['text', ''], ['facts', 'travel'], ['route', 'live_check']]] as const;
  await away(async () => {
    const [ofFiles, ofTicks] = [await postFiles(token, files, [['receipt.pdf', PDF]]), await post(token, ticks)];
    expect([ofFiles.status, ofTicks.status]).toEqual([503, 503]);
    const [page, ticked] = [await ofFiles.text(), await ofTicks.text()];
    for (const words of ['the fault is ours', 'The files that you sent were not kept']) expect(page).toContain(words);
    for (const words of ['the fault is ours', 'Change what you like and send it again', 'name="facts" value="travel" checked', 'name="route" value="live_check" checked']) expect(ticked).toContain(words);
    for (const [html, none] of [[page, ' checked'], [ticked, 'The files that you sent']] as const) expect(html).not.toContain(none);
  });
  await arrange((tx) => tx.update(cases).set({ status: 'settled' }).where(eq(cases.id, made.caseId)));
  const late = await postFiles(token, [...files, ['facts', 'travel']], [['receipt.pdf', PDF]], '?language=es');
  expect(late.status).toBe(409);
  const page = await late.text();
  for (const words of ['Esta pregunta está cerrada. Todavía puede escribirnos.', 'Lo que eligió; no hemos guardado nada de ello', 'Los archivos que envió no se han guardado.']) expect(page).toContain(words);
  expect(await namesOn(made.decision)).toEqual([]);
});

test('where words come back, so does what was chosen, and files are said to be gone; an appeal by files alone is asked for words', async () => {
  const [asked, decided] = [await tokenFor((await decidedBy(cast.ada)).decision), await tokenFor((await closed()).decision)];
  const long = await (await postFiles(asked, [['kind', 'answer'], ['facts', 'new_device'], ['text', `\n${'x'.repeat(4_001)}`]], [['receipt.pdf', PDF]])).text();
  for (const words of ['<p class="wrong" id="text-wrong">Please keep it to 4,000 characters.</p>', `aria-invalid="true" aria-describedby="text-wrong text-hint">\n\r\n${'x'.repeat(4_001)}</textarea>`, 'maxlength="4000"', '<p class="hint" id="text-hint">In any language, up to 4,000 characters.</p>', 'What you wrote is still here. Change what you like', 'name="facts" value="new_device" checked', 'The files that you sent were not kept']) expect(long).toContain(words);
  const wordless = await postFiles(decided, [['kind', 'appeal'], ['text', ' ']], [['receipt.pdf', PDF]]);
  expect(wordless.status).toBe(422);
  const page = await wordless.text();
  for (const words of ['Tell us in a few words why you disagree.', '<p>Change what you like and send it again', 'The files that you sent were not kept']) expect(page).toContain(words);
});
