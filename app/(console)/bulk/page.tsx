import type { Metadata } from 'next';
import Link from 'next/link';
import { ActionForm } from '@/components/controls/action-form';
import { ConfirmSubmit } from '@/components/controls/confirm-submit';
import { ListKeys } from '@/components/controls/list-keys';
import { LiveRefresh } from '@/components/controls/live-refresh';
import { TogetherForm } from '@/components/controls/together-form';
import type { TogetherLine } from '@/components/decision/together';
import { OnPlatform } from '@/components/controls/platform-id';
import { TopBar } from '@/components/shell/top-bar';
import { Band } from '@/components/ui/band';
import { ButtonLink } from '@/components/ui/button';
import { Icon } from '@/components/ui/icon';
import { Key } from '@/components/ui/key';
import { Empty, Panel } from '@/components/ui/panel';
import { DataTable } from '@/components/ui/table';
import { Id, stakeWords } from '@/components/ui/text';
import { oddsWords, plural } from '@/components/ui/words';
import { trayPage, type TrayLine } from '@/lib/decisions/queries/tray';
import type { PlatformPages } from '@/lib/evidence/platform-page';
import { accountTopic } from '@/lib/kernel/about';
import { signedIn } from '@/lib/kernel/action';
import { heardFrom } from '@/lib/kernel/adapters/live';
import { pagesNow } from '../../pages-now';
import { Refused } from '../refused';
import { withdraw } from '../withdraw';
import { decideTogether, runOver, takeOut, withdrawTogether } from './actions';

export const metadata: Metadata = { title: 'Tray' };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** Accounts laid aside, and one measure on all of them that may bear it: first what would happen to each, then case by case. */
export default async function TrayScreen({ searchParams }: Props) {
  const asked = (await searchParams)['measure'];
  const me = await signedIn();
  const since = await heardFrom();
  const found = await trayPage(me, { measure: typeof asked === 'string' ? asked : undefined });
  if (!found.ok) return <Refused refusal={found} title="Tray" />;
  const { lines, measures, together } = found.value;
  const measure = measures.find(({ chosen }) => chosen);
  return (
    <>
      <TopBar title="Tray" crumbs={[{ label: 'Queue', href: '/queue', icon: 'inbox' }]} beside={<span className="q sm hm">{plural(lines.length, 'account')} laid aside, yours alone</span>} />
      <LiveRefresh since={since} topic={['tray', ...lines.map(({ account }) => accountTopic(account))].join(' ')} auto={measure === undefined} one="account" />
      <main className="page" id="main">
        {lines.length === 0 && measure === undefined ? <Empty words="Nothing lies in your tray.">Choose cases in the queue, or lay an account aside from its case or its own page.</Empty> : (
          <>
            <nav className="row wrap" aria-label="Measure for all of them">
              <span className="q sm">Take on all:</span>
              {measures.map(({ id, name, hotkey, says, chosen }) => <Link key={id} data-key={hotkey} aria-keyshortcuts={hotkey} className={chosen ? 'btn sml pri' : 'btn sml'} href={`/bulk?measure=${id}`} aria-current={chosen ? 'page' : undefined} title={says}>{name} <Key keys={hotkey} /></Link>)}
              {measure !== undefined && <ButtonLink href="/bulk" small tone="bare">None yet</ButtonLink>}
            </nav>
            {measure === undefined
              ? <Panel title="Laid aside" icon="layers" foot={<ConfirmSubmit action={takeOut} hidden={{}} tone="bare" hotkey="h" open="Empty the tray…" question="Take every account out of your tray?" consequence="Nothing happens to them; your tray forgets them." undo="They can be laid aside again, one by one." submit="Empty the tray" />}><Laid lines={lines} pages={await pagesNow()} /></Panel>
              : <Panel title={`${measure.name}: what would happen`} icon="scale"><TogetherForm key={measure.id} lines={lines.map(lineOf)} measure={measure} hidden={{ together }} action={decideTogether} withdraw={withdraw} withdrawAll={withdrawTogether} over={runOver} /></Panel>}
            {measure === undefined && <ListKeys one="account" />}
          </>
        )}
      </main>
    </>
  );
}

const hrefOf = ({ account, caseId }: TrayLine): string => (caseId === null ? `/accounts/${encodeURIComponent(account)}` : `/cases/${caseId}`);

function lineOf(line: TrayLine): TogetherLine {
  const { account, name, caseId, band, why, gate, grounds, asked, said, seen, mine, appealed } = line;
  return { account, name, caseId, case: line.case, band, why: why === null ? null : whyWords(why), href: hrefOf(line), appealed, may: gate.state === 'open' ? { is: true, grounds, asked, said, held: mine, seen } : { is: false, why: gate.reason } };
}

function whyWords({ logOdds, reasons, stakeUsd }: NonNullable<TrayLine['why']>): string {
  return `${oddsWords(logOdds)}: ${reasons.join('; ') || 'no single finding stands out'}. ${atStake(stakeUsd)}.`;
}

const atStake = (stakeUsd: number): string => (stakeUsd > 0 ? `${stakeWords(stakeUsd)} at stake` : 'No money at stake');

function Laid({ lines, pages }: { lines: readonly TrayLine[]; pages: PlatformPages }) {
  return (
    <DataTable caption="Accounts laid aside" rows={lines} keyOf={({ account }) => account} columns={[
      { key: 'account', head: 'Account', names: true, cell: (line) => <><Link href={hrefOf(line)} prefetch={false}>{line.name}</Link> {line.band !== null && <Band band={line.band} />}<br /><span className="xs qq"><Id>{line.account}</Id></span><OnPlatform kind="account" id={line.account} pages={pages} /></> },
      { key: 'why', head: 'Why', look: 'sm', none: ({ why, appealed }) => why === null && appealed === null, cell: ({ why, appealed }) => <>{why !== null && <><b className="b">{oddsWords(why.logOdds)}</b> <span className="q">{why.reasons.join('; ') || 'No single finding stands out'}</span></>}{appealed !== null && <span className="block"><Icon name="scale" small /> {appealed}</span>}</> },
      { key: 'stake', head: 'At stake', numeric: true, none: ({ why }) => why === null, cell: ({ why }) => why !== null && (why.stakeUsd > 0 ? stakeWords(why.stakeUsd) : '–') },
      { key: 'case', head: 'Case', look: 'sm', cell: ({ gate, case: number, mine }) => (gate.state === 'locked' ? <span className="q">{gate.reason}</span> : <>{number}{mine && ', yours'}</>) },
      { key: 'out', head: <span className="vh">Take out</span>, cell: ({ account, name }) => <ActionForm action={takeOut} hidden={{ account }} tone="bare" hotkey="e" submit={<>Take out<span className="vh">: {name}</span></>} className="row" /> },
    ]} />
  );
}
