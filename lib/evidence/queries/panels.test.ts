import { expect, test } from 'vitest';
import { reading } from '../../../db/client';
import { eventsOf, freshAccount, longLifeOf, policyFor, staffFor } from '../../../db/factories';
import { sandbox } from '../../../db/sandbox';
import { assessAccounts } from '../../cases/commands/assess-accounts';
import { historiesOf } from '../../enrichment/queries/histories';
import { receiveEvents } from '../../intake/commands/receive-events';
import { present } from '../../kernel/assert';
import { clock } from '../../kernel/clock';
import { DAY, rfc3339 } from '../../kernel/instant';
import { policyInForce } from '../../policy/queries/policy-in-force';
import { OPERATOR, WORKER } from '../../staff/actor';
import { contentOf, DRAWN_PANELS } from '../panels';
import { lifeOf } from '../panels/life';
import { whoOf } from '../panels/who';
import { panelGiven } from './panel-given';
import { evidence } from './panels';
import { standingOf } from './standing';

sandbox();

test('what a page shows, told beside the links and kept from one visit to the next, is what the whole history says, however its events come', async () => {
  await policyFor();
  const ada = await staffFor('moderator', { name: 'Ada' });
  const events = longLifeOf('busy', { count: 1_200, days: 120, handoverAgo: 40 });
  // The second portion is late: most of it lies before what was told.
  const portions = [0, 2, 1, 3].map((part) => events.filter((_, index) => (part === 3 ? index >= 900 : Math.floor(index / 300) === part)));
  for (const portion of portions) {
    for (let from = 0; from < portion.length; from += 500) expect(await receiveEvents(OPERATOR, { arrivals: portion.slice(from, from + 500).map((raw, index) => ({ index, raw })) })).toMatchObject({ ok: true, value: { rejected: [] } });
    expect(await assessAccounts(WORKER, {})).toMatchObject({ ok: true });
    const assessment = present(await standingOf(reading(), 'busy'), 'standing');
    const histories = await historiesOf(reading(), ['busy'], assessment.assessedAt, await policyInForce(reading()));
    const whole = present(await panelGiven(reading(), 'busy', assessment, histories.get('busy') ?? null), 'what is known');
    for (const visit of ['first', 'second']) {
      const shown = await evidence(ada, { account: 'busy' });
      if (!shown.ok) throw new Error(shown.words);
      for (const id of DRAWN_PANELS) expect(shown.value.panel(id, null), `${id}, ${visit} visit`).toEqual(contentOf(id, whole));
      expect([shown.value.who(), shown.value.life()]).toEqual([whoOf(whole), lifeOf(whole)]);
    }
  }
  expect(await evidence(ada, { account: 'nobody' })).toMatchObject({ ok: false, code: 'not-found' });
});

test('a picture of another account that is a few bits from ours is told with when it was seen there', async () => {
  await policyFor();
  const ada = await staffFor('moderator', { name: 'Ada' });
  const [own, other] = [freshAccount(), freshAccount()];
  const until = clock.now() - DAY;
  const shown = (account: string, daysAgo: number, photoHash: string) => ({ id: `photo ${account}`, type: 'profile.changed', at: rfc3339(until - daysAgo * DAY), account, data: { photoHash } });
  const raws = [...eventsOf(own, { until }), ...eventsOf(other, { until, device: 'another', instrument: 'another', document: 'another' }), shown(own, 2, '91ab0123456789cd'), shown(other, 12, '91ab0123456789cc')];
  expect(await receiveEvents(OPERATOR, { arrivals: raws.map((raw, index) => ({ index, raw })) })).toMatchObject({ ok: true, value: { rejected: [] } });
  expect(await assessAccounts(WORKER, {})).toMatchObject({ ok: true });
  const told = await evidence(ada, { account: own });
  if (!told.ok) throw new Error(told.words);
  expect(told.value.panel('identity', null)).toMatchObject({ pictures: [{ id: '91AB', twins: [{ account: other, bits: 1, says: expect.stringMatching(/^1 of 64 bits apart, as one saved twice; first seen there .+, 10 days before it came here$/) }] }] });
  expect(JSON.stringify(told.value.panel('links', null))).toContain('1 of 64 bits apart');
});
