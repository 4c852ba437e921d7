import { LiveRefresh } from '@/components/controls/live-refresh';
import { QueueTable } from '@/components/controls/queue-table';
import { QueueShift } from '@/components/queue/shift';
import { QueueCalm, QueueFilter, QueueViews } from '@/components/queue/views';
import { TopBar } from '@/components/shell/top-bar';
import { ButtonLink } from '@/components/ui/button';
import { InputField, Pick } from '@/components/ui/field';
import { onDay, weekday } from '@/components/ui/moment';
import { count } from '@/components/ui/words';
import { filtersSet, QUEUE_VIEWS, queueAsked, type QueueAsked, type QueueOrder, type QueueView } from '@/lib/cases/queue';
import { queuePage } from '@/lib/cases/queries/queue';
import { nextReply, queueShift } from '@/lib/cases/queries/queue-shift';
import { COUNTED_TO, queueTabs } from '@/lib/cases/queries/queue-tabs';
import { signedIn } from '@/lib/kernel/action';
import { may } from '@/lib/staff/permissions';
import { layAside } from '../bulk/actions';
import { Refused } from '../refused';
import { claim, claimBest, claimChosen } from './actions';
import { queueAddress } from './address';
import { queueRows } from './rows';

export const metadata = { title: 'Queue' };

const VIEW: Readonly<Record<QueueView, string>> = { open: 'Everything open', mine: 'Mine', due: 'Due today', overdue: 'Overdue', rings: 'Rings', returned: 'Returned', answered: 'Answered', 'no-money': 'No money at stake' };
/** What is due is read in the order in which it is due; all else by evidence, harm and waiting. */
const ORDER: Partial<Record<QueueView, QueueOrder>> = { due: 'due', overdue: 'due' };
const HEAD = { assessment: 'odds', stake: 'stake', open: 'age', due: 'due' } as const;
const SORTED = { odds: { column: 'assessment', direction: 'descending' }, stake: { column: 'stake', direction: 'descending' }, age: { column: 'open', direction: 'descending' }, due: { column: 'due', direction: 'ascending' } } as const;

type Params = Promise<Record<string, string | string[] | undefined>>;

export default async function QueuePage({ searchParams }: { searchParams: Params }) {
  const me = await signedIn();
  const params = await searchParams;
  const asked = queueAsked.parse(params);
  const [page, tabs, shift] = await Promise.all([queuePage(me, asked), queueTabs(me, {}), queueShift(me, {})]);
  if (!page.ok) return <Refused refusal={page} title="Queue" />;
  const { cases, after, now } = page.value;
  const mayClaim = may(me, 'case.claim');
  const views = QUEUE_VIEWS.map((view) => {
    const found = tabs.ok ? tabs.value[view] : 0;
    return { label: VIEW[view], href: queueAddress({ view, sort: ORDER[view] ?? 'priority' }), count: found, more: found >= COUNTED_TO, current: view === asked.view };
  });
  const chosen = typeof params['chosen'] === 'string' ? params['chosen'].split(',') : [];
  const at = { ...asked, after: null, open: null };
  const sortHrefs = Object.fromEntries(Object.entries(HEAD).map(([head, sort]) => [head, queueAddress(at, { sort: asked.sort === sort ? 'priority' : sort })])) as Record<keyof typeof HEAD, string>;
  return (
    <div className="queue">
      <TopBar title="Queue" beside={<span className="q sm hm">{weekday(now)} UTC</span>}>
        <span className="row sm q hm">
          {mayClaim && <span><b className="b text-fg">{count(shift.ok ? shift.value.decidedToday : 0)}</b> decided by you today</span>}
          <span><b className="b text-fg">{count(tabs.ok ? tabs.value.overdue : 0)}{tabs.ok && tabs.value.overdue >= COUNTED_TO && '+'}</b> overdue</span>
        </span>
      </TopBar>
      <QueueViews views={views}>
        <Filter asked={asked} />
        {asked.sort !== 'priority' && <ButtonLink href={queueAddress(at, { sort: 'priority' })} small icon="arrow-down-wide-narrow">Evidence × harm × waiting</ButtonLink>}
      </QueueViews>
      <main id="main" className="contents">
        {cases.length === 0
          ? <><LiveRefresh topic="queue" auto one="case" /><Calm asked={asked} now={now} reader={me} /></>
          : (
            <QueueTable key={queueAddress(asked)} rows={queueRows(page.value, asked, { id: me.id, mayClaim })} now={now} sort={asked.sort === 'priority' ? null : SORTED[asked.sort]} sortHrefs={sortHrefs} chosen={chosen}
              claim={claim} claimNext={claimBest} mayClaim={mayClaim} bulk={mayClaim ? [{ action: claimChosen, label: 'Claim these', hotkey: 'b' }, { action: layAside, label: 'Into the tray', hotkey: 't' }] : undefined}
              beside={shift.ok && shift.value.people.length > 0 && <QueueShift people={shift.value.people.map(({ id, name, cases: held, only }) => ({ name, presence: id === me.id ? 'you' : 'here', at: only ?? `${held} cases` }))} />}
              more={(after !== null || asked.after !== null) && (
                <nav className="more" aria-label="Pages of the queue">
                  {asked.after !== null && <ButtonLink href={queueAddress(asked, { after: null, open: null })} small>First page</ButtonLink>}
                  {after !== null && <ButtonLink href={queueAddress(asked, { after, open: null })} small>Next 50</ButtonLink>}
                </nav>
              )} />
          )}
      </main>
    </div>
  );
}

function Filter({ asked }: { asked: QueueAsked }) {
  return (
    <QueueFilter keep={{ view: asked.view, sort: asked.sort }} active={filtersSet(asked)}>
      <InputField name="q" label="Account" hint="The beginning of its id or name." defaultValue={asked.q} />
      <fieldset>
        <legend className="lbl">Assessment</legend>
        {(['act', 'review', 'watch', 'clear'] as const).map((band) => <Pick key={band} type="checkbox" name="band" value={band} defaultChecked={asked.band.includes(band)}>{band[0]?.toUpperCase()}{band.slice(1)}</Pick>)}
      </fieldset>
      <InputField name="stake" label="At stake, US dollars or more" type="number" min="0" step="1" defaultValue={asked.stake ?? ''} />
      {filtersSet(asked) > 0 && <ButtonLink href={queueAddress({ view: asked.view, sort: asked.sort })} small tone="bare">Show all again</ButtonLink>}
    </QueueFilter>
  );
}

async function Calm({ asked, now, reader }: { asked: QueueAsked; now: number; reader: Awaited<ReturnType<typeof signedIn>> }) {
  const reply = await nextReply(reader, {});
  const next = reply.ok && reply.value !== null ? `The next reply is due ${onDay(reply.value, now)}.` : null;
  const where = asked.view === 'open' ? 'every open case' : `every open case, for “${VIEW[asked.view]}”`;
  return <QueueCalm next={next} searched={`Looked through ${where}${filtersSet(asked) > 0 ? ', with the filter that is set' : ''}.`} />;
}
