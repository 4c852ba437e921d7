import { expect, test } from 'vitest';
import { reading } from '../../../db/client';
import { longLifeOf, policyFor, staffFor } from '../../../db/factories';
import { sandbox } from '../../../db/sandbox';
import { assessAccounts } from '../../cases/commands/assess-accounts';
import { historiesOf } from '../../enrichment/queries/histories';
import { receiveEvents } from '../../intake/commands/receive-events';
import { present } from '../../kernel/assert';
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
