import { expect, test } from 'vitest';
import { openCase, policyFor, staffFor } from '@/db/factories';
import { sandbox } from '@/db/sandbox';
import { queueAsked } from '@/lib/cases/queue';
import { queuePage } from '@/lib/cases/queries/queue';
import { must } from '@/lib/decisions/commands/decided.fixture';
import { proposedBy } from '@/lib/decisions/proposed.fixture';
import type { Staff } from '@/lib/staff/actor';
import { openedRows, queueRows, readerOf } from './rows';

sandbox();

test('no row tells whoever may read blind the band, the odds or the strength of what waits, nor of anything else on its account', async () => {
  await policyFor();
  const [ada, cleo] = [await staffFor('moderator'), await staffFor('admin')];
  const made = await proposedBy(ada, { opened: await openCase({ columns: { queueGroup: 'Seniors', routedBy: 1 } }) });
  const other = await openCase();
  const told = async (who: Staff, account: string) => {
    const asked = queueAsked.parse({ q: account });
    const page = must(await queuePage(who, asked));
    const whole = { ...page, opened: page.cases };
    const reader = await readerOf(who, whole);
    return [...queueRows(whole, asked, reader), ...openedRows(whole, reader)];
  };
  const covered = await told(cleo, made.account);
  expect(covered).toHaveLength(2);
  for (const row of covered) {
    expect(row).toMatchObject({ assessed: null, why: { evidence: null, missing: null, group: 'Seniors' } });
    expect(JSON.stringify(row.why)).not.toMatch(/\bact\b|strong|in 1,000|\d in \d/i);
  }
  for (const row of [...await told(ada, made.account), ...await told(cleo, other.account)]) {
    expect(row).toMatchObject({ assessed: { band: 'act' }, why: { evidence: { words: expect.stringContaining('Strong') } } });
  }
});
