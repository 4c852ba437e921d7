import { TogetherForm } from '@/components/controls/together-form';
import { JustDone } from '@/components/controls/just-done';
import type { TogetherLine } from '@/components/decision/together';
import { TopBar } from '@/components/shell/top-bar';
import { Panel } from '@/components/ui/panel';
import { SECOND } from '@/lib/kernel/instant';
import { answerBack, answerDone, answerTogether, nothing } from '../actions';
import { NOW } from '../cast';

const line = (name: string, nth: number, may: TogetherLine['may'], band: TogetherLine['band'] = 'review'): TogetherLine => ({ account: `acc_${name.slice(0, 4).toUpperCase()}${nth}`, name, href: '/gallery/case', caseId: `case-${nth}`, case: `C-23${nth}`, band, why: '4 in 5: other hands after the check; in a ring of accounts. $750 at stake.', appealed: null, may });

const LINES: readonly TogetherLine[] = [
  line('Mallory Hale', 18, { is: true, grounds: ['2.4'], asked: ['Did you get a new computer in September?'], said: ['Since 9 September your account has been used on another device.'], held: true, seen: '1' }, 'act'),
  line('Jonah Pell', 20, { is: true, grounds: ['2.4', '4.2'], asked: [], said: ['Your pay goes to an instrument that was added five days after your check.'], held: false, seen: '2' }),
  line('Peggy Lindqvist', 21, { is: false, why: 'Another person holds this case.' }),
  { ...line('Trent Osei', 22, { is: false, why: 'It has no open case.' }), caseId: null, case: null, band: null },
];

/** One measure on several cases, before it is done; and what was just decided elsewhere. */
export function TrayScreen() {
  return (
    <>
      <TopBar title="Tray" crumbs={[{ label: 'Queue', href: '/gallery/queue', icon: 'inbox' }]} beside={<span className="q sm hm">4 accounts laid aside, yours alone</span>} />
      <main className="page" id="main">
        <Panel title="Ask: what would happen" icon="scale">
          <TogetherForm lines={LINES} measure={{ id: 'ask', name: 'Ask', fields: [{ name: 'days', label: 'Days', kind: 'number', value: '7', min: 7, max: 60 }], tells: true, needsReason: false }} hidden={{ together: 'together_1' }} action={answerTogether} withdraw={answerDone} withdrawAll={answerBack} over={nothing} />
        </Panel>
      </main>
      <JustDone now={NOW} action={answerDone} waiting={[{ decision: 'decision-1', words: 'Dismiss on C-2311, Trent Osei', href: '/gallery/case', until: NOW + 17 * SECOND }, { decision: 'decision-2', words: 'Closure on C-2318, Mallory Hale', href: '/gallery/case', until: NOW + 15 * SECOND, second: true }]} />
    </>
  );
}

