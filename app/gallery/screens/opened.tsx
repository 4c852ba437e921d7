import { LiveBar } from '@/components/controls/live-refresh';
import { HoldEnds } from '@/components/controls/lease-watch';
import { Offers } from '@/components/controls/mention-field';
import { DeliveryDetail } from '@/components/deliveries/delivery-detail';
import { LinkGraph } from '@/components/evidence/exhibits/link-graph';
import { ImportDetail, type ImportFile } from '@/components/imports/import-detail';
import { TopBar } from '@/components/shell/top-bar';
import { Button } from '@/components/ui/button';
import { Panel } from '@/components/ui/panel';
import type { Delivery } from '@/lib/enforcement/queries/deliveries';
import { NO_PAGES } from '@/lib/evidence/platform-page';
import { DAY, HOUR, MINUTE, SECOND } from '@/lib/kernel/instant';
import { answerDone, answerGrown, offered } from '../actions';
import { NOW } from '../cast';
import { LINKS } from '../cast-case';

const delivery = { version: 3, tries: 0, lastAnswer: null, createdAt: NOW - 9 * MINUTE, deliveredAt: null, nextAt: NOW, account: 'acc_7Q4M2KD9', name: 'Mallory Hale', decision: 'decision-1', covered: false, mail: null, orderBody: null, order: null, notice: null, about: { case: 'case-2318', number: 2318, name: 'Mallory Hale', measure: 'payout-hold' } } as const;

/** An id of a platform that counts by UUIDs. */
const LONG = 'f81d4fae-7dec-11d0-a765-00a0c91e6bf6';

const FAILED: Delivery = {
  ...delivery, id: 'd4', account: LONG, name: null, channel: 'webhook', kind: 'payouts.hold', status: 'failed', tries: 9, lastAnswer: 'HTTP 410', createdAt: NOW - 3 * DAY, order: 'ord_7Q4M_hold', orderBody: { id: 'ord_7Q4M_hold', order: 'payouts.hold', account: LONG, until: '2026-12-01T14:06:00Z' },
  attempts: [{ id: 't2', at: NOW - HOUR, answer: 'HTTP 410', ms: 84 }, { id: 't1', at: NOW - 3 * DAY, answer: 'No answer in time', ms: 10_000 }],
};
const WAITING: Delivery = {
  ...delivery, id: 'd1', attempts: [], channel: 'mail', kind: 'decision', status: 'waiting', notice: 'notice_7Q4M', nextAt: NOW + 4 * MINUTE,
  mail: { to: 'm•••@mail.example', address: { masked: '/appeal/•••', digest: '9f2c41d07be85a63c1d4902e7fa8b6350c1d4902e7fa8b6359f2c41d07be85a6' }, opens: false, notice: { subject: 'Payouts from your account are held', paragraphs: ['We hold payouts from your account until 1 December 2026.', 'You may answer or appeal on your private page: /appeal/•••'], parts: [], language: 'en', english: null } },
};

const file = { format: 'Contract NDJSON', duplicates: 40, skipped: 12, startedAt: NOW - HOUR, finishedAt: null, totalBytes: 48_000_000, fileDigest: '41d07be85a63c1d4902e7fa8b6350c1d4902e7fa8b6359f2c41d07be85a69f2c', error: null, rejected: 0, refused: [] } as const;
const UPLOADED: ImportFile = { ...file, id: 'f5', fileName: 'september-sessions.csv', format: 'Sessions CSV', status: 'waiting', share: null, accepted: 0, duplicates: 0, skipped: 0, lines: 0, totalBytes: 412_000 };
const RUNNING: ImportFile = { ...file, id: 'f2', fileName: 'sessions-of-october.ndjson', status: 'running', share: 0.42, accepted: 168_220, lines: 168_272 };
const STOPPED: ImportFile = {
  ...file, id: 'f4', fileName: 'profiles.ndjson', status: 'failed', share: 0.08, accepted: 512, rejected: 1_204, lines: 1_768, finishedAt: NOW - 40 * MINUTE, error: 'A line is longer than 1 MB.',
  refused: [
    { line: 4, code: 'invalid', path: '/session/address', message: 'must be an IP address', text: '{"id":"evt_4","type":"session.seen","session":{"address":"•••"}}' },
    { line: 19, code: 'not-json', path: '', message: 'The line is not JSON.', text: '{"id":"evt_19","type":"session.se' },
  ],
};

/** What stands open, what comes over a page, and single deliveries and imports. */
export async function OpenedScreen() {
  const people = await offered();
  return (
    <>
      <TopBar title="Opened" searchUrl={null} />
      <main className="page" id="main">
        <LinkGraph {...LINKS} title="Links, walked in" panel="l9" hotkey={undefined} grow={answerGrown} walks tableClosed />
        <div className="halves">
          <Panel title="Colleagues behind an @" icon="at-sign">
            <div className="mentions mb-28"><textarea className="input" rows={2} aria-label="A note" defaultValue="The receipt names another shop. @" /><Offers id="offers" offered={people} current={1} /></div>
          </Panel>
          <Panel title="What changed meanwhile" icon="refresh-cw" bleed>
            {[{ news: 12, one: 'decision' }, { news: 1, one: 'case', isThis: true }, { news: null, one: 'line' }].map((bar) => <div key={bar.one} className="h-16 contain-layout max-phone:h-32"><LiveBar {...bar} /></div>)}
          </Panel>
        </div>
        <div className="halves">
          {([{ kind: 'warned', left: 95 * SECOND }, { kind: 'away' }, { kind: 'lost', to: null }, { kind: 'lost', to: 'Ben' }] as const).map((ending, nth) => <div key={nth} className="h-44 contain-layout"><div className="idle"><HoldEnds ending={ending} caseId="case-2318" claim={answerDone} /></div></div>)}
        </div>
        <h2>A delivery that was given up, and one on its way</h2>
        <DeliveryDetail delivery={FAILED} now={NOW} pages={NO_PAGES} openPage={answerDone} sendAgain={answerDone} />
        <DeliveryDetail delivery={WAITING} now={NOW} pages={NO_PAGES} openPage={answerDone} sendAgain={answerDone} />
        <h2>A file that waits, one that is read, and one that stopped</h2>
        <ImportDetail file={UPLOADED} now={NOW} run={answerDone} discard={answerDone} />
        <ImportDetail file={RUNNING} now={NOW} run={answerDone} discard={answerDone} />
        <ImportDetail file={STOPPED} now={NOW} run={answerDone} discard={answerDone} />
      </main>
    </>
  );
}

/** The search, once it has been opened by its key: what was found, by kind. */
export function SearchScreen() {
  return (
    <>
      <TopBar title="Search" searchUrl="/gallery/found"><Button small tone="bare" hotkey="t">Into the tray</Button></TopBar>
      <main className="page" id="main"><Panel title="The search" icon="search"><p className="q sm">Ctrl or ⌘ with k opens it.</p></Panel></main>
    </>
  );
}

/** The sheet of keys, once it has been opened by its key. */
export function KeysScreen() {
  return (
    <>
      <TopBar title="Keys" searchUrl={null}><Button small tone="bare" hotkey="t">Into the tray</Button><Button small tone="bare" hotkey="e p">Print the dossier</Button></TopBar>
      <main className="page" id="main"><Panel title="The keys of a page" icon="keyboard"><p className="q sm">A question mark opens them.</p></Panel></main>
    </>
  );
}
