import { readdirSync } from 'node:fs';
import type { Page } from 'playwright/test';
import { linesOf, openCase, staffFor } from '../db/factories';
import { ledgerOf } from './support/ledger';
import { test, type Scene } from './support/scene';
import { expect, visit, type Who } from './support/screens';
import { ALL, ROLES, SCREENS, STAFF, type Role } from './support/table';

const filesNamed = (name: string) => readdirSync('app', { recursive: true, encoding: 'utf8' }).filter((file) => file === name || file.endsWith(`/${name}`)).map((file) => file.slice(0, -name.length).replace(/\/$/, ''));

test('every page of the product stands in this table', () => {
  expect(filesNamed('page.tsx').sort()).toEqual(Object.keys(SCREENS).sort());
});

/** Buttons that change something: signing out, revealing, verifying, taking out, downloading and filtering change nothing. */
async function actingButtons(page: Page): Promise<string[]> {
  const names = await page.locator('form:not([method="get"]) button[type="submit"]').evaluateAll((buttons) => buttons.map((button) => {
    const copy = button.cloneNode(true) as Element;
    copy.querySelectorAll('kbd').forEach((key) => key.remove());
    return copy.textContent?.trim() ?? '';
  }));
  return names.filter((name) => !/^(Sign out|Reveal|Verify|Export|Download)/.test(name));
}

for (const role of STAFF) {
  test(`what the ${role} sees and may do on every screen`, async ({ as, scene }) => {
    const page = await as(ROLES[role]);
    for (const [name, { at, sees, may, acts }] of Object.entries(SCREENS)) {
      await test.step(name || '/', async () => {
        const answer = await page.goto(at(scene));
        expect(answer?.status()).toBe(200);
        if (may !== ALL && !may.includes(role)) {
          await expect(page.getByRole('main')).toContainText('Your role may not see this.');
          expect(await actingButtons(page)).toEqual([]);
          return;
        }
        await expect(page.locator('body')).toContainText(sees);
        const buttons = name.startsWith('(console)') ? await actingButtons(page) : [];
        const wanted = acts[role];
        if (wanted === undefined) expect(buttons, 'acting buttons').toEqual([]);
        else expect(buttons.join('\n')).toMatch(new RegExp(wanted.source, 'm'));
      });
    }
  });
}

test('a visitor is led to the door of every screen of the console, and back afterwards', async ({ as, scene, stack }) => {
  const page = await as('visitor');
  for (const [name, { at, sees, may }] of Object.entries(SCREENS)) {
    await test.step(name || '/', async () => {
      await page.goto(at(scene));
      if (may === ALL) return expect(page.locator('body')).toContainText(sees);
      await expect(page).toHaveURL(`${stack.url}/sign-in?next=${encodeURIComponent(at(scene))}`);
      await expect(page.locator('body')).not.toContainText(sees);
    });
  }
});

test.describe(() => {
  test.use({ expectedErrors: /404/ });

  test('what is not there is a page that says so', async ({ as }) => {
    const page = await as('Dov');
    for (const path of ['/cases/case_none', '/cases/C-999999', '/accounts/acc_none', '/reviews/decision_none', '/reviews/waves/wave_none', '/appeals/appeal_none', '/deliveries/delivery_none', '/imports/import_none', '/audit/case:none']) {
      await page.goto(path);
      await expect(page.getByText('There is nothing under this address.')).toBeVisible();
    }
  });
});

test('an address of a holder’s page that we did not make opens nothing, and says so without a script', async ({ as, scene }) => {
  const { request } = await as('visitor', { javaScriptEnabled: false });
  for (const path of ['/appeal/made-up', '/appeal/page_1.made-up', `${scene.settled.holderPage}x`]) {
    const answer = await request.get(path);
    expect([path, answer.status(), answer.headers()['x-robots-tag']]).toEqual([path, 404, 'noindex, nofollow']);
    expect(await answer.text()).toContain('<h1>This address opens nothing</h1>');
  }
});

type Sent = { path: string; form: Record<string, string> };

/** Every form of a page that posts to it, as somebody without script would send it. A verdict names a measure, so that it gets as far as the command. */
async function formsOn(page: Page): Promise<Record<string, string>[]> {
  const forms = await page.locator('form:not([method="get"])').evaluateAll((found) => found
    .filter((form) => form.querySelector('[name^="$ACTION"]') !== null && !form.textContent?.includes('Sign out'))
    .map((form) => Object.fromEntries([...new FormData(form as HTMLFormElement)].filter((pair): pair is [string, string] => typeof pair[1] === 'string'))));
  return forms.map((form) => ({ ...form, ...('decisionId' in form || 'accounts' in form ? { measure: 'watch' } : {}) }));
}

test('the forms of others, sent as they stand by an auditor, by a moderator and by nobody, change nothing', async ({ as, scene, stack }) => {
  const [ada, cleo] = [await as('Ada', { javaScriptEnabled: false }), await as('Cleo', { javaScriptEnabled: false })];
  const [people, keys] = [await ledgerOf.people(), await ledgerOf.keys()];
  const gather = async (page: Page, paths: readonly string[]) => {
    const found: Sent[] = [];
    for (const path of paths) {
      await page.goto(path);
      found.push(...(await formsOn(page)).map((form) => ({ path, form })));
    }
    return found;
  };
  const free = await openCase();
  const ofModerator = await gather(ada, ['/queue', `/cases/${free.caseId}`, `/cases/${scene.held.caseId}`, `/cases/${scene.settled.caseId}`, `/rings/${scene.ring}?measure=suspension`]);
  const ofOffice = await gather(cleo, [`/reviews/${scene.review.decision}`, `/reviews/waves/${scene.wave.id}`, '/deliveries', `/deliveries/${scene.settled.notice}`, `/imports/${scene.file}`, `/staff?person=${people['Ben']}`, `/keys?key=${keys['e2e']}`, '/audit', '/queue/settings?due.act=23&due.review=72&due.watch=168']);
  // Where no receiver is set, moderators open the holder's page as well.
  const isMailbox = ({ form }: Sent): boolean => 'notice' in form;
  const ofAdmin = ofOffice.filter((each) => !isMailbox(each));
  const ofBoth = [...ofOffice.filter(isMailbox), ...await gather(cleo, [`/appeals/${scene.settled.appeal}`])];

  const send = async (who: Who | 'visitor', forms: readonly Sent[]) => {
    const { request } = await as(who);
    const answers = [];
    for (const { path, form } of forms) answers.push(await request.post(path, { multipart: form, headers: { origin: stack.url }, maxRedirects: 0 }));
    return answers;
  };
  const since = await ledgerOf.now();
  for (const answer of await send('visitor', [...ofModerator, ...ofAdmin, ...ofBoth])) {
    expect(answer.status()).toBe(303);
    expect(answer.headers()['location']).toContain('/sign-in');
  }
  const refused = async (who: string) => {
    const tried = await ledgerOf.by(people[who]!, since);
    expect(tried.filter(({ refusal }) => refusal === null).map(({ command }) => command)).toEqual(who === 'Dov' ? ['ledger.verify'] : []);
    return [...new Set(tried.filter(({ refusal }) => refusal === 'not-allowed').map(({ command }) => command))];
  };
  const forAdmins = ['decision.countersign', 'delivery.replay', 'import.discard', 'import.run', 'key.add', 'key.revoke', 'queue.change', 'staff.add', 'staff.change', 'wave.countersign', 'webhook.set'];
  await send('Dov', [...ofModerator, ...ofAdmin, ...ofBoth]);
  expect(await refused('Dov')).toEqual(expect.arrayContaining([...forAdmins, 'appeal.take', 'case.claim', 'case.claimNext', 'case.note', 'case.release', 'decision.lift', 'decision.propose', 'wave.propose']));
  await send('Ben', ofAdmin);
  expect(await refused('Ben')).toEqual(expect.arrayContaining([...forAdmins, 'ledger.verify']));
});

test('closing somebody’s access signs them out on their next request and ends their open stream', async ({ as, stack }) => {
  const person = { name: 'Leaving Lark', email: `leaving-${Date.now()}@worklane.example`, password: 'leaving the console today' };
  const { id } = await staffFor('moderator', person);
  const theirs = await as(person);
  await visit(theirs, '/settings');
  const cookie = (await theirs.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
  const stream = await fetch(`${stack.url}/api/live?topic=queue`, { headers: { cookie } });
  expect(stream.status).toBe(200);

  const turnedAway = theirs.waitForResponse((answer) => new URL(answer.url()).pathname === '/api/live' && answer.status() === 204);
  const page = await as('Cleo');
  await page.goto(`/staff?person=${id}`);
  await page.getByText('Close access…').click();
  await expect(page.getByText('They are signed out on their next request and cannot sign in.')).toBeVisible();
  await page.getByRole('button', { name: 'Close access', exact: true }).click();
  await expect(page.getByRole('row', { name: /Leaving Lark/ })).toContainText('closed');

  // The stream ends by itself: reading it to its end is the assertion.
  const told = await stream.text();
  expect(told).toContain('retry: 2000');
  // The page asks once more by itself, and is told without an error that it may stop.
  await turnedAway;
  await theirs.goto('/deliveries');
  await expect(theirs).toHaveURL(`${stack.url}/sign-in?next=%2Fdeliveries`);
  const [line] = (await linesOf('main')).filter(({ command, refs }) => command === 'staff.change' && refs['staff'] === id);
  expect(line).toMatchObject({ says: 'changed Leaving Lark', refusal: null, changes: [{ field: 'access', was: 'open', now: 'closed' }] });
});

/** Every address that answers with something else than a page: what nobody, and each role, is answered there. */
type Answers = Record<Role | 'visitor', number | string>;
const anyone = (status: number): Answers => ({ visitor: status, moderator: status, admin: status, auditor: status });
const HANDLERS: Record<string, { method?: 'post'; at: (scene: Scene) => string; form?: Record<string, string>; data?: object; answers: Answers }> = {
  '(console)/audit/export': { method: 'post', at: () => '/audit/export', form: {}, answers: { visitor: 401, moderator: 403, admin: 403, auditor: 200 } },
  '(console)/imports/upload': { method: 'post', at: () => '/imports/upload', form: {}, answers: { visitor: '/sign-in?next=/imports', moderator: '/imports?trouble=not-allowed#trouble', admin: '/imports?trouble=no-file#trouble', auditor: '/imports?trouble=not-allowed#trouble' } },
  '(console)/imports/[importId]/refused': { at: ({ file }) => `/imports/${file}/refused`, answers: { visitor: 401, moderator: 200, admin: 200, auditor: 200 } },
  '(console)/cases/[caseId]/enclosures/[enclosureId]': { method: 'post', at: ({ settled }) => `/cases/${settled.caseId}/enclosures/${settled.enclosure}`, form: { purpose: 'Read the date of it' }, answers: { visitor: 401, moderator: 409, admin: 409, auditor: 200 } },
  '(public)/appeal/[token]/answer': { method: 'post', at: () => '/appeal/made-up/answer', form: { kind: 'appeal', text: 'Let me in.' }, answers: { visitor: '/appeal/made-up', moderator: '/appeal/made-up', admin: '/appeal/made-up', auditor: '/appeal/made-up' } },
  '(console)/queue/more': { at: () => '/queue/more', answers: { visitor: 401, moderator: 200, admin: 200, auditor: 200 } },
  '(console)/queue/now': { at: () => '/queue/now', answers: { visitor: 401, moderator: 200, admin: 200, auditor: 200 } },
  'api/presence': { method: 'post', at: () => '/api/presence', data: { caseId: 'case_none' }, answers: { visitor: 401, moderator: 404, admin: 404, auditor: 404 } },
  'api/inbox': { at: () => '/api/inbox', answers: { visitor: 401, moderator: 200, admin: 200, auditor: 200 } },
  'api/search': { method: 'post', at: () => '/api/search', data: { q: 'Mallory' }, answers: { visitor: 401, moderator: 200, admin: 200, auditor: 200 } },
  'api/live': { at: () => '/api/live?topic=queue', answers: { visitor: 204, moderator: 200, admin: 200, auditor: 200 } },
  'api/health': { at: () => '/api/health', answers: anyone(200) },
  'api/auth/[...nextauth]': { at: () => '/api/auth/providers', answers: anyone(200) },
  'api/v1/openapi.json': { at: () => '/api/v1/openapi.json', answers: anyone(200) },
  'api/v1/events/schema': { at: () => '/api/v1/events/schema', answers: anyone(200) },
  // There only where the gallery is, as here.
  'gallery/found': { method: 'post', at: () => '/gallery/found', data: { q: 'Mallory' }, answers: anyone(200) },
  // The platform's own doors: a person's session opens none of them.
  'api/v1/events': { method: 'post', at: () => '/api/v1/events', data: {}, answers: anyone(401) },
  'api/v1/appeals': { method: 'post', at: () => '/api/v1/appeals', data: {}, answers: anyone(401) },
  'api/v1/decisions': { at: () => '/api/v1/decisions', answers: anyone(401) },
  'api/v1/accounts/[account]/assessment': { at: ({ held }) => `/api/v1/accounts/${held.account}/assessment`, answers: anyone(401) },
};

test('every route handler stands in this table', () => {
  expect(filesNamed('route.ts').sort()).toEqual(Object.keys(HANDLERS).sort());
});

for (const who of ['visitor', ...STAFF] as const) {
  test(`what ${who === 'visitor' ? 'nobody' : `the ${who}`} is answered by the route handlers`, async ({ as, scene, stack }) => {
    const page = await as(who === 'visitor' ? who : ROLES[who]);
    const found: Record<string, number | string> = {};
    for (const [name, { method = 'get', at, form, data }] of Object.entries(HANDLERS)) {
      // An open stream has no end, so it is let go once its head is there.
      if (name === 'api/live') {
        found[name] = await page.goto('/gallery/door').then(() => page.evaluate(async (path) => {
          const answer = await fetch(path);
          await answer.body?.cancel();
          return answer.status;
        }, at(scene)));
        continue;
      }
      const answer = await page.request[method](at(scene), { headers: { origin: stack.url }, maxRedirects: 0, ...(form === undefined ? {} : { multipart: form }), ...(data === undefined ? {} : { data }) });
      found[name] = answer.status() === 303 ? (answer.headers()['location'] ?? '') : answer.status();
    }
    expect(found).toEqual(Object.fromEntries(Object.entries(HANDLERS).map(([name, { answers }]) => [name, answers[who]])));
  });
}
