import Link from 'next/link';
import { ReportCardPanels } from '@/components/policy/report-card';
import { ShadowTable } from '@/components/policy/shadow';
import { StateTag } from '@/components/policy/signal-table';
import { TopBar } from '@/components/shell/top-bar';
import { FAMILY } from '@/components/ui/icon';
import { Empty, Panel, PanelEmpty } from '@/components/ui/panel';
import { Facts, Id } from '@/components/ui/text';
import { Time } from '@/components/ui/time';
import { count, likelihood } from '@/components/ui/words';
import { signalPage } from '@/lib/insights/queries/policies';
import { signedIn } from '@/lib/kernel/action';
import { Refused } from '../../../refused';

type Props = { params: Promise<{ signal: string }> };

export async function generateMetadata({ params }: Props) {
  return { title: `Signal ${(await params).signal}` };
}

/** The report card of one signal. */
export default async function SignalScreen({ params }: Props) {
  const found = await signalPage(await signedIn(), { signal: (await params).signal.slice(0, 40) });
  if (!found.ok) return <Refused refusal={found} title="Signal" />;
  const { signal, steps, limits, counted, now } = found.value;
  const { card, rule, ratio } = signal;
  return (
    <>
      <TopBar title={signal.title} crumbs={[{ label: 'Policy', href: '/policy', icon: 'sliders-horizontal' }]} beside={<><Id quiet>{signal.id}</Id><StateTag state={rule.state} /></>} />
      <main className="page" id="main">
        <div className="split">
          <div className="col far">
            {card === null || counted === null ? <PanelEmpty title="What became of its cases" icon="scale" words="Not counted yet" searched="Once a day the worker counts how every signal did." /> : <ReportCardPanels card={card} limits={limits} counted={counted.at} now={now} />}
            {card !== null && card.would !== null && <Panel title="If it counted" icon="layers" foot="Accounts on which it fired in shadow, up to 2,000.">{Object.keys(card.would).length === 0 ? <Empty words="It fired on nobody in shadow" /> : <ShadowTable moves={card.would} shadow="if it counted" />}</Panel>}
          </div>
          <div className="col far">
            <Panel title="Its rule" icon="sliders-horizontal">
              <Facts facts={[
                { term: 'Family', fact: FAMILY[signal.family].word },
                { term: 'At its fullest', fact: rule.state === 'off' || signal.weight === 0 ? 'nothing' : likelihood(signal.weight).words },
                ...(ratio === null ? [] : [{ term: 'Published ratio', fact: <span title={ratio.source}>{likelihood(ratio.nats).times}, {likelihood(ratio.low).times} to {likelihood(ratio.high).times}</span> }, { term: 'Worth, in cases', fact: count(ratio.cases) }]),
                { term: 'Emphasis', fact: `${rule.factor}×` },
                { term: 'Half-life', fact: `${count(rule.halfLifeDays ?? signal.halfLifeDays)} days` },
                ...(card === null ? [] : [{ term: 'Counted since', fact: <Time at={card.since} now={now} as="date" /> }]),
                ...(counted === null ? [] : [{ term: 'Last count', fact: <Time at={counted.at} now={now} /> }]),
              ]} />
            </Panel>
            <Panel title="Innocent explanations" icon="circle-question-mark" foot={`Would decide: ${signal.decides}`}><ul className="col plain says">{signal.innocent.map((words) => <li key={words}>{words}</li>)}</ul></Panel>
            <Panel title="Through the versions" icon="history"><ul className="vs plain">{steps.map(({ version, at, title, rule: then }) => <li key={version}><b>{version}</b><span><StateTag state={then.state} /> {then.factor !== 1 && `${then.factor}×`}<span className="block xs qq"><Link href={`/policy/versions/${version}`}>{title}</Link></span></span><span className="qq nw"><Time at={at} now={now} as="day" /></span></li>)}</ul></Panel>
          </div>
        </div>
      </main>
    </>
  );
}
