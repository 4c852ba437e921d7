import { expect, test } from 'vitest';
import { eventsOf, freshAccount, policyFor, staffFor } from '../../../db/factories';
import { sandbox } from '../../../db/sandbox';
import { accountPage } from '../../appeals/queries/account-page';
import { assessAccounts } from '../../cases/commands/assess-accounts';
import { receiveEvents } from '../../intake/commands/receive-events';
import { clock } from '../../kernel/clock';
import { DAY, HOUR, rfc3339 } from '../../kernel/instant';
import { OPERATOR, WORKER } from '../../staff/actor';
import { accountTold } from './account-told';

sandbox();

test('of an account in which nothing is found, what was seen and declared is told, a declaration sent again once', async () => {
  await policyFor();
  const ada = await staffFor('moderator');
  const account = freshAccount();
  const now = clock.now();
  const [from, to] = [now - 10 * DAY, now - 2 * DAY].map((at) => at - (at % 1_000)) as [number, number];
  const long = from - 190 * DAY;
  const declares = (id: string, at: number, data: object) => ({ id: `${account} ${id}`, type: 'declaration.made', at: rfc3339(at), account, data });
  const raws = [
    ...eventsOf(account, { until: now - HOUR }),
    declares('vpn', now - 40 * DAY, { kind: 'vpn', from: rfc3339(now - 40 * DAY) }),
    declares('journey of last year', now - 200 * DAY, { kind: 'travel', from: rfc3339(long), country: 'MA' }),
    declares('journey', now - 12 * DAY, { kind: 'travel', from: rfc3339(from), country: 'PT' }),
    declares('journey over', now - 3 * DAY, { kind: 'travel', from: rfc3339(from), to: rfc3339(to), verified: true }),
  ];
  expect(await receiveEvents(OPERATOR, { arrivals: raws.map((raw, index) => ({ index, raw })) })).toMatchObject({ ok: true, value: { rejected: [] } });
  expect(await assessAccounts(WORKER, {})).toMatchObject({ ok: true });
  expect(await accountTold(ada, { account, limit: 2 })).toMatchObject({ ok: true, value: {
    sessions: 5, exits: 0, placed: 0, elsewhere: 0, devices: 1,
    declared: [{ words: 'Travel', country: 'PT', from, to, until: to, past: true, verified: true }, { words: 'A VPN', country: null, to: null, until: null, past: false, verified: false }], earlier: 1,
  } });
  // One without an end counts for so long and no longer.
  expect(await accountTold(ada, { account, limit: 3 })).toMatchObject({ ok: true, value: { declared: [{}, {}, { words: 'Travel', country: 'MA', from: long, to: null, until: long + 90 * DAY, past: true }], earlier: 0 } });
  const page = await accountPage(ada, { account });
  if (!page.ok) throw new Error(page.words);
  expect(page.value.standing?.lowered).toContain('The instrument last paid to, or else the one on file, is in the verified person’s name.');
  expect(page.value.assessments.at(0)?.says).toBe(`Nothing was found. ${page.value.standing?.lowered[0]}`);
});

test('of its sessions it is told how many came by an exit that says nothing of place, how many could be placed, and how many of these came by lines of another country than is declared', async () => {
  await policyFor();
  const account = freshAccount();
  const now = clock.now();
  const seen = [['81.2.69.142', 3], ['5.180.62.11', 2], ['24.64.0.11', 1]] as const;
  const sessions = seen.flatMap(([ip, times]) => Array.from({ length: times }, (_, nth) => ({ id: `${account} ${ip} ${nth}`, type: 'session.seen', at: rfc3339(now - nth * DAY - 2 * HOUR), account, session: `${ip} ${nth}`, data: { ip, device: { token: `desktop of ${account}`, platform: 'Linux' } } })));
  expect(await receiveEvents(OPERATOR, { arrivals: [...eventsOf(account, { until: now - 20 * DAY }), ...sessions].map((raw, index) => ({ index, raw })) })).toMatchObject({ ok: true, value: { rejected: [] } });
  expect(await assessAccounts(WORKER, {})).toMatchObject({ ok: true });
  expect(await accountTold(await staffFor('moderator'), { account, limit: 2 })).toMatchObject({ ok: true, value: { sessions: 11, exits: 2, placed: 4, elsewhere: 1, devices: 2 } });
});

test('nothing is told of an account that nobody knows', async () => {
  expect(await accountTold(await staffFor('auditor'), { account: 'nobody', limit: 8 })).toEqual({ ok: true, value: { sessions: 0, exits: 0, placed: 0, elsewhere: null, devices: 0, declared: [], earlier: 0 } });
});
