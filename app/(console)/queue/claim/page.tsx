import type { Metadata } from 'next';
import { ClaimForm } from '@/components/controls/claim-form';
import type { ClaimLine as Shown } from '@/components/queue/claiming';
import { TopBar } from '@/components/shell/top-bar';
import { Empty, Panel } from '@/components/ui/panel';
import { plural } from '@/components/ui/words';
import { claimPlan, type ClaimLine } from '@/lib/cases/queries/claim-plan';
import { oddsCovered } from '@/lib/decisions/queries/odds-covered';
import { signedIn } from '@/lib/kernel/action';
import { runOver } from '../../bulk/actions';
import { Refused } from '../../refused';
import { claimTogether, letAllGo } from './actions';

export const metadata: Metadata = { title: 'Claim' };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** The cases that were chosen in the queue, and what claiming them takes: first that, then case by case what came of it. */
export default async function ClaimScreen({ searchParams }: Props) {
  const asked = (await searchParams)['cases'];
  const cases = typeof asked === 'string' ? asked.split(',').filter(Boolean) : [];
  const me = await signedIn();
  const found = await claimPlan(me, { cases });
  if (!found.ok) return <Refused refusal={found} title="Claim" />;
  const { lines } = found.value;
  const covered = await oddsCovered(me, { accounts: lines.map(({ account }) => account) });
  const isCovered = (account: string): boolean => !covered.ok || covered.value.has(account);
  return (
    <>
      <TopBar title="Claim" crumbs={[{ label: 'Queue', href: '/queue', icon: 'inbox' }]} beside={<span className="q sm hm">{plural(lines.length, 'case')} chosen</span>} />
      <main className="page" id="main">
        {lines.length === 0
          ? <Empty words="None of these is a case any more.">Choose cases in the queue.</Empty>
          : <Panel title="Claim: what it takes" icon="hand"><ClaimForm lines={lines.map((line) => shown(line, isCovered(line.account)))} action={claimTogether} letGo={letAllGo} over={runOver} /></Panel>}
      </main>
    </>
  );
}

function shown({ caseId, case: number, account, name, band, gate, ring, along, comesWith }: ClaimLine, isCovered: boolean): Shown {
  return { caseId, case: number, account, name, band: isCovered ? null : band, href: `/cases/${caseId}`, may: gate.state === 'open' ? { is: true, ring, along, comesWith } : { is: false, why: gate.reason } };
}
