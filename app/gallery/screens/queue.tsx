import { QueueLaidOut, QueueLayoutMenu } from '@/components/controls/queue-layout';
import { QueueTable } from '@/components/controls/queue-table';
import { QueueViewsMenu } from '@/components/controls/queue-views-menu';
import { QueueShift } from '@/components/queue/shift';
import { QueueCalm, QueueFilter, QueueHeldBack, QueueViews } from '@/components/queue/views';
import { TopBar } from '@/components/shell/top-bar';
import { SelectField } from '@/components/ui/field';
import { viewAsked } from '@/lib/cases/queue-view';
import { USUAL_LAYOUT } from '@/lib/cases/queue-columns';
import { answerDone, answerStale } from '../actions';
import { NOW, QUEUE } from '../cast';

const VIEWS = [['Everything open', 41], ['Mine', 2], ['Due today', 3], ['Rings', 3], ['Returned', 1], ['No money at stake', 6]] as const;
const SORTS = { assessment: '?sort=assessment', stake: '?sort=stake', open: '?sort=open', due: '?sort=due' };

const SAVED = [
  { id: 'view-1', name: 'Costly and late', shared: false, yours: true, owner: 'Ada', version: 1, asked: viewAsked.parse({ view: 'overdue', stake: 5_000 }) },
  { id: 'view-2', name: 'Rings to read together', shared: true, yours: false, owner: 'Cleo', version: 4, asked: viewAsked.parse({ view: 'rings' }) },
];

export function QueueScreen() {
  return (
    <div className="queue">
      <QueueLaidOut person="ada" layout={USUAL_LAYOUT} keep={answerDone}>
      <TopBar title="Queue" beside={<span className="q sm hm">Tuesday 17 November, 14:06</span>}><span className="row sm q hm"><span><b className="b text-fg">7</b> decided by you today</span><span><b className="b text-fg">0</b> overdue</span></span></TopBar>
      <QueueViews menu={<QueueViewsMenu save={answerDone} tend={answerStale} asked={[['asked.view', 'open']]} views={SAVED} current="view-2" mayShare />}
        views={[...VIEWS.map(([label, count], index) => ({ label, count, href: `?view=${index}`, current: index === 0 })), ...SAVED.map(({ name, shared }, index) => ({ label: name, count: 3 + 497 * index, more: index === 1, href: `?saved=${index}`, current: false, saved: shared ? 'shared' as const : 'own' as const }))]}>
        <QueueFilter keep={{ view: '0' }} active={1}><SelectField name="band" label="Assessment" options={[{ value: '', label: 'Any' }, { value: 'act', label: 'Act' }]} /></QueueFilter>
        <QueueLayoutMenu />
      </QueueViews>
      <main id="main">
        <QueueTable rows={QUEUE} now={NOW} sort={{ column: 'due', direction: 'ascending' }} sortHrefs={SORTS} chosen={['case-2316']} claim={answerStale} claimNext={answerDone} mayClaim live={null} bulk={[{ href: '?claim', most: 25, label: 'Claim these', hotkey: 'b' }, { action: answerDone, label: 'Into the tray', hotkey: 't' }]}
          beside={<><QueueHeldBack words="1 case, because you decided it before. Somebody else hears it." /><QueueShift people={[{ name: 'Ada', presence: 'you', at: '2 cases' }, { name: 'Ben', presence: 'here', at: 'Peggy Lindqvist', href: '?held=ben' }, { name: 'Iris', presence: 'elsewhere', at: '4 to countersign' }]} /></>} />
      </main>
      </QueueLaidOut>
    </div>
  );
}

export function EmptyQueueScreen() {
  return (
    <div className="queue">
      <TopBar title="Queue" />
      <QueueViews views={VIEWS.map(([label], index) => ({ label, count: 0, href: `?view=${index}`, current: index === 0 }))} />
      <main id="main"><QueueCalm next="The next reply is due at 18:00." searched="Looked through every open case that you may decide." /></main>
    </div>
  );
}
