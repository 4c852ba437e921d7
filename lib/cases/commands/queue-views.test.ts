import { beforeAll, expect, test } from 'vitest';
import { linesOf, staffFor } from '../../../db/factories';
import { sandbox } from '../../../db/sandbox';
import type { Result } from '../../kernel/result';
import type { Staff } from '../../staff/actor';
import { queueSetup } from '../queries/queue-views';
import { MOST_VIEWS } from '../queue-view';
import { changeSettings } from '../../staff/commands/change-settings';
import { changeView } from './change-view';
import { removeView } from './remove-view';
import { saveView } from './save-view';
import { setLayout } from './set-layout';
import { shareView } from './share-view';

sandbox();
let ada: Staff;
let ben: Staff;
let cleo: Staff;

beforeAll(async () => {
  [ada, ben, cleo] = await Promise.all([staffFor('moderator', { name: 'Ada' }), staffFor('moderator', { name: 'Ben' }), staffFor('admin', { name: 'Cleo' })]);
});

function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.words} ${JSON.stringify(result.fields)}`);
  return result.value;
}

/** An address as it asks; the schema reads what a form would send. */
const asking = (said: Record<string, unknown>) => said as Parameters<typeof saveView>[1]['asked'];
const seenBy = async (who: Staff) => must(await queueSetup(who, {})).views;
const viewOf = async (who: Staff, name: string) => (await seenBy(who)).find((one) => one.name === name)!;

test('queue.saveView: keeps the filters under a name for oneself alone, and says so', async () => {
  const { id } = must(await saveView(ada, { name: '  Costly and late ', asked: asking({ view: 'overdue', sort: 'due', band: ['act'], stake: '500' }) }));
  expect((await linesOf('main')).at(-1)).toMatchObject({ command: 'queue.saveView', actor: ada.id, says: 'saved the queue view “Costly and late”', refs: { view: id }, changes: [{ field: 'shows', was: null, now: 'overdue, by due, act, from $500' }] });
  expect(await viewOf(ada, 'Costly and late')).toMatchObject({ id, shared: false, yours: true, version: 1, asked: { view: 'overdue', sort: 'due', band: ['act'], stake: 500, q: '', held: null } });
  expect(await seenBy(ben)).toEqual([]);
});

test('queue.saveView: needs a name, and one that one has not given already', async () => {
  expect(await saveView(ada, { name: ' ', asked: asking({}) })).toMatchObject({ ok: false, code: 'invalid', fields: { name: 'Give the view a name.' } });
  must(await saveView(ada, { name: 'Twice', asked: asking({}) }));
  expect(await saveView(ada, { name: 'TWICE', asked: asking({}) })).toMatchObject({ ok: false, code: 'invalid', fields: { name: 'There is a view “TWICE” already. Choose another name, or remove that one.' } });
  must(await saveView(ben, { name: 'Twice', asked: asking({}) }));
});

test('queue.saveView: nobody collects more views than a line of tabs can hold', async () => {
  const eve = await staffFor('auditor');
  for (let nth = 0; nth < MOST_VIEWS; nth += 1) must(await saveView(eve, { name: `View ${nth}`, asked: asking({}) }));
  expect(await saveView(eve, { name: 'One more', asked: asking({}) })).toMatchObject({ ok: false, code: 'invalid', words: `You have ${MOST_VIEWS} views, which is the most. Remove one first.` });
});

test('queue.changeView: gives another name and other filters; not what changed meanwhile, nor what is somebody else’s', async () => {
  const { id } = must(await saveView(ada, { name: 'First words', asked: asking({ stake: 100 }) }));
  must(await changeView(ada, { id, version: 1, name: 'Better words', asked: asking({ stake: 900, q: 'Kite' }) }));
  expect((await linesOf('main')).at(-1)).toMatchObject({ command: 'queue.changeView', says: 'changed the queue view “First words”', changes: [{ field: 'name', was: 'First words', now: 'Better words' }, { field: 'shows', was: 'open, by priority, from $100', now: 'open, by priority, from $900, by the beginning of an account' }] });
  expect(await changeView(ada, { id, version: 1, name: 'Late words' })).toMatchObject({ ok: false, code: 'stale' });
  expect(await changeView(ben, { id, version: 2, name: 'Mine now' })).toMatchObject({ ok: false, code: 'not-found' });
  must(await changeView(ada, { id, version: 2, name: 'Last words' }));
  expect((await viewOf(ada, 'Last words')).asked).toMatchObject({ stake: 900, q: 'Kite' });
});

test('one name given twice at one moment, by saving and by renaming, is given once', async () => {
  const fay = await staffFor('auditor');
  for (let round = 0; round < 4; round += 1) {
    const name = `Both ${round}`;
    const { id } = must(await saveView(fay, { name: `Before ${round}`, asked: asking({}) }));
    const answers = await Promise.all([saveView(fay, { name, asked: asking({}) }), changeView(fay, { id, version: 1, name })]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(answers.find(({ ok }) => !ok)).toMatchObject({ code: 'invalid', fields: { name: expect.stringContaining('already') } });
  }
});

test('queue.shareView: an admin puts a view on everybody’s queue; a moderator asks one', async () => {
  const { id } = must(await saveView(cleo, { name: 'House view', asked: asking({ view: 'rings' }) }));
  expect(await shareView(ben, { id, version: 1, shared: true })).toMatchObject({ ok: false, code: 'not-allowed' });
  expect((await linesOf('main')).at(-1)).toMatchObject({ command: 'queue.shareView', actor: ben.id, refusal: 'not-allowed' });
  must(await shareView(cleo, { id, version: 1, shared: true }));
  expect((await linesOf('main')).at(-1)).toMatchObject({ command: 'queue.shareView', says: 'shared the queue view “House view” with everybody', changes: [{ field: 'seen by', was: 'its owner', now: 'everybody' }] });
  expect(await viewOf(ben, 'House view')).toMatchObject({ shared: true, yours: false, owner: 'Cleo' });
  expect(await changeView(ben, { id, version: 2, name: 'Ours' })).toMatchObject({ ok: false, code: 'not-allowed', words: 'Only its owner or an admin changes a shared view.' });
  const iris = await staffFor('admin', { name: 'Iris' });
  must(await shareView(iris, { id, version: 2, shared: false }));
  expect(await viewOf(ben, 'House view')).toBeUndefined();
});

test('queue.removeView: takes it away, and the ledger keeps what it showed', async () => {
  const { id } = must(await saveView(ben, { name: 'For a day', asked: asking({ view: 'due', sort: 'due' }) }));
  expect(await removeView(ada, { id, version: 1 })).toMatchObject({ ok: false, code: 'not-found' });
  must(await removeView(ben, { id, version: 1 }));
  expect((await linesOf('main')).at(-1)).toMatchObject({ command: 'queue.removeView', says: 'removed the queue view “For a day”', refs: { view: id }, changes: [{ field: 'shows', was: 'due, by due', now: null }] });
  expect(await viewOf(ben, 'For a day')).toBeUndefined();
});

test('queue.setLayout: keeps columns, widths and density of one person, and refuses what no screen could show', async () => {
  expect(must(await queueSetup(ben, {})).layout).toEqual({ hidden: [], widths: {}, density: 'roomy' });
  must(await setLayout(ben, { hidden: ['ring', 'open'], widths: { account: 220 }, density: 'dense' }));
  expect((await linesOf('main')).at(-1)).toMatchObject({ command: 'queue.setLayout', actor: ben.id, says: 'laid out their queue', changes: [{ field: 'layout', was: null, now: 'without ring, open; account 220 px; dense rows' }] });
  must(await setLayout(ben, {}));
  expect((await linesOf('main')).at(-1)?.changes).toEqual([{ field: 'layout', was: 'without ring, open; account 220 px; dense rows', now: 'every column; roomy rows' }]);
  expect(await setLayout(ben, { hidden: ['account'] } as never)).toMatchObject({ ok: false, code: 'invalid' });
  expect(await setLayout(ben, { widths: { account: 5_000 } })).toMatchObject({ ok: false, code: 'invalid', fields: { 'widths.account': 'At most 480 pixels.' } });
  expect(must(await queueSetup(ada, {})).layout.density).toBe('roomy');
  // Where nothing was laid out, the rows are as high as in one's own settings.
  must(await changeSettings(ada, { density: 'dense' }));
  expect(must(await queueSetup(ada, {})).layout).toEqual({ hidden: [], widths: {}, density: 'dense' });
});
