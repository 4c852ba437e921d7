import { Changes } from '@/components/policy/changes';
import { VersionList } from '@/components/policy/lists';
import { SignalTable } from '@/components/policy/signal-table';
import { TopBar } from '@/components/shell/top-bar';
import { Button } from '@/components/ui/button';
import { SelectField } from '@/components/ui/field';
import { Empty, Panel } from '@/components/ui/panel';
import { Tag } from '@/components/ui/tag';
import { Facts, Says } from '@/components/ui/text';
import { Time } from '@/components/ui/time';
import { policyVersion } from '@/lib/insights/queries/policies';
import { signedIn } from '@/lib/kernel/action';
import { Refused } from '../../../refused';
import { signalRow, versionRow } from '../../rows';

type Props = { params: Promise<{ version: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };

const numberIn = (text: unknown): number => (typeof text === 'string' && /^\d{1,6}$/.test(text) ? Number(text) : 0);

export async function generateMetadata({ params }: Props) {
  return { title: `Policy ${numberIn((await params).version)}` };
}

/** One version as it was signed, and what it changed of the one before it, or of any other. */
export default async function VersionPage({ params, searchParams }: Props) {
  const me = await signedIn();
  const [{ version }, { against }] = await Promise.all([params, searchParams]);
  const found = await policyVersion(me, { version: Math.max(1, numberIn(version)), against: numberIn(against) || null });
  if (!found.ok) return <Refused refusal={found} title="Policy" />;
  const { policy, line, changes, versions, signals, now, against: other } = found.value;
  const newest = versions[0]?.version ?? policy.version;
  return (
    <>
      <TopBar title={`Policy ${policy.version}`} crumbs={[{ label: 'Policy', href: '/policy', icon: 'sliders-horizontal' }]} beside={<>{policy.version === newest ? <Tag icon="circle-check">In force</Tag> : <Tag tone="line" icon="history">Earlier</Tag>}<span className="sm q hm cut">{policy.title}</span></>} />
      <main className="page" id="main">
        <div className="split">
          <div className="col far">
            <Panel title={other === null ? 'What changes' : `What changes against policy ${other}`} icon="split">
              {changes === null ? <Empty words="The first policy">There is none before it to compare with.</Empty> : changes.length === 0 ? <Empty words="They say the same">Nothing differs but number and title.</Empty> : <Changes changes={changes} />}
              {versions.length > 1 && <form method="get" className="row wrap mt-3 items-end"><SelectField name="against" label="Compare with" defaultValue={String(other ?? '')} options={versions.filter((one) => one.version !== policy.version).map((one) => ({ value: String(one.version), label: `${one.version}: ${one.title}` }))} /><Button type="submit" small>Compare</Button></form>}
            </Panel>
            <Panel title="Signals" icon="sliders-horizontal" bleed foot="How they did stands on the policy in force."><SignalTable rows={signals.map(signalRow)} limits={null} /></Panel>
          </div>
          <div className="col far">
            <Panel title="Signed" icon="stamp"><div className="col far"><Facts facts={[{ term: 'In force from', fact: <Time at={line.at} now={now} as="date" /> }, { term: line.second === null ? 'Put in force by' : 'Proposed by', fact: line.by }, ...(line.second === null ? [] : [{ term: 'Countersigned by', fact: line.second }])]} />{line.reason !== null && <div className="reason"><Says>{line.reason}</Says></div>}</div></Panel>
            <Panel title="Versions" icon="history"><VersionList rows={versions.map((one) => versionRow(one, newest))} now={now} /></Panel>
          </div>
        </div>
      </main>
    </>
  );
}
