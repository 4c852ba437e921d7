import Link from 'next/link';
import { redirect } from 'next/navigation';
import { LiveRefresh } from '@/components/controls/live-refresh';
import { QueueLaidOut, QueueLayoutMenu } from '@/components/controls/queue-layout';
import { QueueTable } from '@/components/controls/queue-table';
import { QueueViewsMenu } from '@/components/controls/queue-views-menu';
import type { QueueSort, SortColumn } from '@/components/queue/row';
import { QueueShift } from '@/components/queue/shift';
import { QueueCalm, QueueFilter, QueueViews, type QueueView as Tab } from '@/components/queue/views';
import { TopBar } from '@/components/shell/top-bar';
import { ButtonLink } from '@/components/ui/button';
import { InputField, Pick, SelectField } from '@/components/ui/field';
import { FAMILY } from '@/components/ui/icon';
import { onDay, weekday } from '@/components/ui/moment';
import { count } from '@/components/ui/words';
import { filtersSet, MOST_CLAIMED, NO_GROUP, QUEUE_VIEWS, queueAsked, type QueueAsked, type QueueOrder, type QueueView } from '@/lib/cases/queue';
import { queueAddress } from '@/lib/cases/queue-address';
import { USUAL_LAYOUT } from '@/lib/cases/queue-columns';
import { isAskedBy, mayChange, type SavedView } from '@/lib/cases/queue-view';
import { queuePage } from '@/lib/cases/queries/queue';
import { HELD_TO, nextReply, queueShift } from '@/lib/cases/queries/queue-shift';
import { COUNTED_TO, queueTabs, viewCounts } from '@/lib/cases/queries/queue-tabs';
import { queueGroups } from '@/lib/cases/queries/queue-settings';
import { queueSetup } from '@/lib/cases/queries/queue-views';
import { signedIn } from '@/lib/kernel/action';
import { heardFrom } from '@/lib/kernel/adapters/live';
import { FAMILIES } from '@/lib/signals/signal';
import { may } from '@/lib/staff/permissions';
import { pagesNow } from '../../pages-now';
import { layAside } from '../bulk/actions';
import { FirstEventHere } from '../first-event';
import { Refused } from '../refused';
import { claim, claimBest, keepView, layOut, tendView } from './actions';
import { openedRows, queueRows, readerOf } from './rows';

export const metadata = { title: 'Queue' };

const VIEW: Readonly<Record<QueueView, string>> = { open: 'Everything open', mine: 'Mine', due: 'Due today', overdue: 'Overdue', rings: 'Rings', returned: 'Returned', answered: 'Answered', 'no-money': 'No money at stake' };
/** So many views tell what is due and whose it is; whose group it goes to stands beside them. */
const OWN = QUEUE_VIEWS.indexOf('overdue') + 1;
/** What is due is read in the order in which it is due; all else by evidence, harm and waiting. */
const ORDER: Partial<Record<QueueView, QueueOrder>> = { due: 'due', overdue: 'due' };
/** The two orders of each head that has an index to be read by; pressed again, it turns round, and then gives way to the usual order. */
const HEADS = { assessment: ['odds', 'odds-least'], stake: ['stake', 'stake-least'], open: ['age', 'age-youngest'], due: ['due', 'due-latest'] } as const satisfies Record<SortColumn, readonly [QueueOrder, QueueOrder]>;
/** Which way a column goes, by the order that it is in: what is oldest has been open longest. */
const SORTED: Readonly<Partial<Record<QueueOrder, QueueSort>>> = {
  odds: { column: 'assessment', direction: 'descending' }, 'odds-least': { column: 'assessment', direction: 'ascending' }, stake: { column: 'stake', direction: 'descending' }, 'stake-least': { column: 'stake', direction: 'ascending' },
  age: { column: 'open', direction: 'descending' }, 'age-youngest': { column: 'open', direction: 'ascending' }, due: { column: 'due', direction: 'ascending' }, 'due-latest': { column: 'due', direction: 'descending' },
};
const orderAfter = ([first, turned]: readonly [QueueOrder, QueueOrder], now: QueueOrder): QueueOrder => (now === first ? turned : now === turned ? 'priority' : first);

type Me = Awaited<ReturnType<typeof signedIn>>;
type Params = Promise<Record<string, string | string[] | undefined>>;

export default async function QueuePage({ searchParams }: { searchParams: Params }) {
  const me = await signedIn();
  const since = await heardFrom();
  const params = await searchParams;
  const asked = queueAsked.parse(params);
  // A form sends its empty fields along: an address that is kept or shared says only what is asked.
  if (Object.values(params).includes('')) redirect(queueAddress(asked));
  const [page, tabs, shift, { setup, counts }, grouping, platform] = await Promise.all([queuePage(me, asked), queueTabs(me, {}), queueShift(me, {}), setupCounted(me), queueGroups(me, {}), pagesNow()]);
  if (!page.ok) return <Refused refusal={page} title="Queue" />;
  const { cases, after, now } = page.value;
  const { views: saved, layout } = setup.ok ? setup.value : { views: [], layout: USUAL_LAYOUT };
  const reader = await readerOf(me, page.value);
  const people = shift.ok ? shift.value.people : [];
  const shown = saved.find((view) => isAskedBy(asked, view.asked)) ?? null;
  const usual = QUEUE_VIEWS.map((view): Tab => {
    const found = tabs.ok ? tabs.value[view] : 0;
    return { label: VIEW[view], href: queueAddress({ view, sort: ORDER[view] ?? 'priority' }), count: found, live: view, ...(view === 'rings' && { of: 'ring' as const }), more: found >= COUNTED_TO, current: shown === null && view === asked.view && asked.group === null };
  });
  const groups = grouping.ok ? grouping.value : [];
  const grouped = [...groups].sort((a, b) => Number(b.mine) - Number(a.mine)).map(({ name, mine, cases: held }): Tab => ({
    label: name === '' ? 'To everybody' : mine ? `To you: ${name}` : `To ${name}`, href: queueAddress({ group: name || NO_GROUP }), count: held, more: held >= COUNTED_TO,
    current: shown === null && asked.view === 'open' && asked.group === (name || NO_GROUP),
  }));
  const chosen = typeof params['chosen'] === 'string' ? params['chosen'].split(',') : [];
  const at = { ...asked, after: null, open: null };
  const list = queueAddress(asked, { open: null });
  const sortHrefs = Object.fromEntries(Object.entries(HEADS).map(([head, orders]) => [head, queueAddress(at, { sort: orderAfter(orders, asked.sort) })])) as Record<SortColumn, string>;
  return (
    <div className="queue">
      <QueueLaidOut person={me.id} layout={layout} keep={layOut}>
        <TopBar title="Queue" beside={<span className="q sm hm">{weekday(now)} UTC</span>}>
          <span className="row sm q hm">
            {reader.mayClaim && <Link href={`/audit?actor=${me.id}&command=decided&since=${new Date(now).toISOString().slice(0, 10)}`} className="q" prefetch={false}><b className="b text-fg">{count(shift.ok ? shift.value.decidedToday : 0)}</b> decided by you today</Link>}
            <Link href={queueAddress({ view: 'overdue', sort: 'due' })} className="q" prefetch={false}><b className="b text-fg">{count(tabs.ok ? tabs.value.overdue : 0)}{tabs.ok && tabs.value.overdue >= COUNTED_TO && '+'}</b> overdue</Link>
          </span>
        </TopBar>
        <QueueViews at={now} views={[...usual.slice(0, OWN), ...grouped, ...usual.slice(OWN), ...savedTabs(saved, counts, shown)]}
          menu={<QueueViewsMenu key={list} save={keepView} tend={tendView} asked={fieldsOf(asked)} views={saved.filter((view) => mayChange({ owner: view.yours ? me.id : '', shared: view.shared }, me))} current={shown?.id ?? null} mayShare={may(me, 'queue.shareView')} />}>
          <Filter asked={asked} people={people} groups={groups.map(({ name }) => name)} />
          {asked.sort !== 'priority' && <ButtonLink href={queueAddress(at, { sort: 'priority' })} small icon="arrow-down-wide-narrow"><span>Evidence × harm × waiting</span></ButtonLink>}
          <ButtonLink href="/queue/settings" small icon="settings" label="Settings of the queue" prefetch={false} />
          <QueueLayoutMenu />
        </QueueViews>
        <main id="main">
          {cases.length === 0
            ? <><LiveRefresh topic="queue" since={since} auto one="case" /><Calm asked={asked} now={now} reader={me} />{asked.view === 'open' && filtersSet(asked) === 0 && <div className="first"><FirstEventHere me={me} on="queue" /></div>}</>
            : (
              <QueueTable key={list} rows={queueRows(page.value, asked, reader)} after={after} moreHref={queueAddress(at, {}, '/queue/more')} nowHref="/queue/now"
                nextHref={after === null ? null : queueAddress(asked, { after, open: null })} firstHref={asked.after === null ? null : queueAddress(at)}
                opened={asked.open === null ? null : { ring: asked.open, closeHref: list, rows: openedRows(page.value, reader) }}
                now={now} since={since} platform={platform} sort={SORTED[asked.sort] ?? null} sortHrefs={sortHrefs} chosen={chosen}
                claim={claim} claimNext={claimBest} mayClaim={reader.mayClaim} bulk={reader.mayClaim ? [{ href: '/queue/claim', most: MOST_CLAIMED, label: 'Claim these', hotkey: 'b' }, { action: layAside, label: 'Into the tray', hotkey: 't' }] : undefined}
                beside={people.length > 0 && <QueueShift people={people.map(({ id, name, cases: held, only }) => ({ name, presence: id === me.id ? 'you' : 'here', at: only ?? `${held}${held >= HELD_TO ? '+' : ''} cases`, href: id === me.id ? queueAddress({ view: 'mine' }) : queueAddress({ held: id }) }))} />} />
            )}
        </main>
      </QueueLaidOut>
    </div>
  );
}

/** What this person has set up, and as soon as that is read, how many rows each saved view has; null where they could not be counted. */
async function setupCounted(me: Me) {
  const setup = await queueSetup(me, {});
  const counts = setup.ok ? await viewCounts(me, { views: setup.value.views.map((view) => view.asked) }) : null;
  return { setup, counts: counts?.ok === true ? counts.value : null };
}

function savedTabs(saved: readonly SavedView[], counts: readonly number[] | null, shown: SavedView | null): Tab[] {
  return saved.map(({ id, name, asked, shared }, index) => {
    const found = counts === null ? null : (counts[index] ?? 0);
    return { label: name, href: queueAddress(asked), count: found, ...(asked.view === 'rings' && { of: 'ring' as const }), more: found !== null && found >= COUNTED_TO, current: id === shown?.id, saved: shared ? 'shared' : 'own' };
  });
}

/** The list that is shown, as the fields of a form: what a view keeps of it. */
function fieldsOf({ view, sort, band, stake, q, held, group, state, family }: QueueAsked): (readonly [string, string])[] {
  return [['asked.view', view], ['asked.sort', sort], ...band.map((one) => ['asked.band[]', one] as const), ['asked.stake', stake === null ? '' : String(stake)], ['asked.q', q], ['asked.held', held ?? ''], ['asked.group', group ?? ''], ['asked.state', state ?? ''], ['asked.family', family ?? '']];
}

function Filter({ asked, people, groups }: { asked: QueueAsked; people: readonly { id: string; name: string }[]; /** By name, '' for everybody’s. */ groups: readonly string[] }) {
  return (
    <QueueFilter keep={{ view: asked.view, sort: asked.sort }} active={filtersSet(asked)}>
      <InputField name="q" label="Account" hint="The beginning of its id or name." defaultValue={asked.q} />
      <fieldset>
        <legend className="lbl">Assessment</legend>
        {(['act', 'review', 'watch', 'clear'] as const).map((band) => <Pick key={band} type="checkbox" name="band" value={band} defaultChecked={asked.band.includes(band)}>{band[0]?.toUpperCase()}{band.slice(1)}</Pick>)}
      </fieldset>
      <InputField name="stake" label="At stake, US dollars or more" type="number" min="0" step="1" defaultValue={asked.stake ?? ''} />
      <SelectField name="state" label="Waits for" defaultValue={asked.state ?? ''} options={[{ value: '', label: 'Anybody' }, { value: 'free', label: 'Whoever claims it' }, { value: 'held', label: 'Whoever holds it' }, { value: 'asked', label: 'The account holder' }, { value: 'proposed', label: 'A second person' }]} />
      <SelectField name="family" label="Among its reasons" defaultValue={asked.family ?? ''} options={[{ value: '', label: 'Any' }, ...FAMILIES.map((family) => ({ value: family, label: `${FAMILY[family].word[0]?.toUpperCase()}${FAMILY[family].word.slice(1)}` }))]} />
      {(people.length > 0 || asked.held !== null) && (
        <SelectField name="held" label="Held by" defaultValue={asked.held ?? ''} options={[{ value: '', label: 'Anybody, or nobody' }, ...people.map(({ id, name }) => ({ value: id, label: name })), ...(asked.held === null || people.some(({ id }) => id === asked.held) ? [] : [{ value: asked.held, label: 'Somebody who holds nothing now' }])]} />
      )}
      {(groups.length > 0 || asked.group !== null) && (
        <SelectField name="group" label="Group" defaultValue={asked.group ?? ''} options={[{ value: '', label: 'Any group' }, ...groups.map((name) => ({ value: name || NO_GROUP, label: name || 'Everybody’s' })), ...(asked.group === null || groups.includes(asked.group) || (asked.group === NO_GROUP && groups.length > 0) ? [] : [{ value: asked.group, label: asked.group === NO_GROUP ? 'Everybody’s' : asked.group }])]} />
      )}
      {filtersSet(asked) > 0 && <ShowAll asked={asked} />}
    </QueueFilter>
  );
}

async function Calm({ asked, now, reader }: { asked: QueueAsked; now: number; reader: Me }) {
  const where = asked.view === 'open' ? 'every open case' : `every open case, for “${VIEW[asked.view]}”`;
  if (filtersSet(asked) > 0) return <QueueCalm next={null} searched={`Looked through ${where}.`} all={<ShowAll asked={asked} />} />;
  // Which of the replies comes to this reader is not known: under their own name none is promised.
  const reply = asked.view === 'mine' ? null : await nextReply(reader, {});
  const next = reply?.ok === true && reply.value !== null ? `The next reply is due ${onDay(reply.value, now)}.` : null;
  return <QueueCalm next={next} searched={`Looked through ${where}.`} />;
}

function ShowAll({ asked: { view, sort } }: { asked: QueueAsked }) {
  return <ButtonLink href={queueAddress({ view, sort })} small>Show all again</ButtonLink>;
}
