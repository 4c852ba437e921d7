import { InboxList } from '@/components/controls/inbox-list';
import { ListKeys } from '@/components/controls/list-keys';
import { TopBar } from '@/components/shell/top-bar';
import { Panel, PanelEmpty } from '@/components/ui/panel';
import type { InboxRow } from '@/lib/insights/queries/inbox';
import { DAY, HOUR, MINUTE } from '@/lib/kernel/instant';
import { answerDone, answerStale } from '../actions';
import { NOW } from '../cast';

const line = (nth: number, words: string, of: Partial<InboxRow> & Pick<InboxRow, 'kind'>): InboxRow => ({
  line: `line_${nth}`, words, excerpt: null, covered: false, href: '/gallery/case', caseName: `C-23${nth}`, account: { id: 'acc_7Q4M2KD9', name: 'Mallory Hale' }, at: NOW - nth * MINUTE, dueAt: null, unread: true, ...of,
});

const ROWS: readonly InboxRow[] = [
  line(18, 'Ben mentioned you', { kind: 'mention', excerpt: '@Ada the receipt names another shop than the one that the holder told us of. Worth a second question?' }),
  line(20, 'A case that you hold is due', { kind: 'due', account: { id: 'acc_2HW5RR1E', name: 'Jonah Pell' }, dueAt: NOW - HOUR }),
  line(24, 'A proposal waits for you to read it blind', { kind: 'review', account: { id: 'acc_5VN8QY3T', name: 'Peggy Lindqvist' }, dueAt: NOW + 3 * HOUR }),
  line(31, 'You are mentioned', { kind: 'mention', covered: true, unread: false }),
  line(40, 'The holder answered what you asked', { kind: 'answer', unread: false, at: NOW - DAY }),
  line(44, 'The time to answer your question passed', { kind: 'lapsed', unread: false, at: NOW - 2 * DAY }),
  line(52, 'The holder appealed the restriction that you signed; somebody else hears it', { kind: 'appeal', unread: false, at: NOW - 3 * DAY }),
];

export function InboxScreen() {
  return (
    <>
      <TopBar title="Inbox" searchUrl={null} />
      <main className="page" id="main">
        <Panel title="What came to you" icon="bell" bleed><InboxList rows={ROWS} now={NOW} open={answerStale} read={answerDone} /></Panel>
        <ListKeys one="line" />
      </main>
    </>
  );
}

export function EmptyInboxScreen() {
  return (
    <>
      <TopBar title="Inbox" searchUrl={null} />
      <main className="page" id="main"><PanelEmpty title="What came to you" icon="bell" words="Nothing waits for you here" searched="Here come notes that mention you; cases that you hold and that are due within four hours; answers to what you asked." /></main>
    </>
  );
}
