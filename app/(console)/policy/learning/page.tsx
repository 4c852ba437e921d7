import { PartForm } from '@/components/controls/part-form';
import { LearningFields } from '@/components/policy/learning';
import { TopBar } from '@/components/shell/top-bar';
import { Notice } from '@/components/ui/notice';
import { Panel } from '@/components/ui/panel';
import { Facts } from '@/components/ui/text';
import { count } from '@/components/ui/words';
import { learningPage } from '@/lib/insights/queries/policies';
import { signedIn } from '@/lib/kernel/action';
import { may } from '@/lib/staff/permissions';
import { Refused } from '../../refused';
import { learn } from '../actions';

export const metadata = { title: 'Learning' };

/** What settled cases say of the weights; a person makes a draft of it, or does not. */
export default async function LearningPage() {
  const me = await signedIn();
  const found = await learningPage(me, {});
  if (!found.ok) return <Refused refusal={found} title="Learning" />;
  const { rows, calibration, cases, least, sampleShare } = found.value;
  const choose = may(me, 'policy.draftLearnt') && rows.length > 0;
  const table = <LearningFields rows={rows} calibration={calibration} choose={choose} />;
  return (
    <>
      <TopBar title="Learning" crumbs={[{ label: 'Policy', href: '/policy', icon: 'sliders-horizontal' }]} beside={<span className="sm q hm">What settled cases say of the weights; nothing is applied by itself</span>} />
      <main className="page" id="main">
        {cases.drawn === 0 && rows.length > 0 && <Notice icon="triangle-alert">No case drawn by chance is settled yet: these labels come from the queue alone, which only hears of what it already believes.</Notice>}
        <div className="split">
          <Panel title="Ratios, published and learnt" icon="scale" bleed={!choose && rows.length > 0} foot={`A proposal is drawn towards the expert’s value until there are cases enough; below ${least} a row is marked. The calibration is a draft of its own, after the ratios. Intervals hold nine times in ten.`}>
            {choose ? <PartForm action={learn} hidden={{}} submit="Make a draft of what is chosen" label="Make a draft">{table}</PartForm> : table}
          </Panel>
          <Panel title="Learnt from" icon="inbox">
            <Facts facts={[{ term: 'Settled against', fact: count(cases.against) }, { term: 'Settled in favour', fact: count(cases.cleared) }, { term: 'Of them drawn by chance', fact: count(cases.drawn) }, { term: 'Drawn by chance now', fact: sampleShare === 0 ? 'none' : `1 case in ${Math.round(1 / sampleShare)}` }]} />
            <p className="xs q mt-2">A case drawn by chance stands for all accounts that were not drawn: it counts by one over the chance it had, at most fifty times.</p>
            <p className="xs q mt-2">Read anew each time, from every settled case. The report card of a signal is counted once a day, over the days that the policy names, so it may know fewer.</p>
          </Panel>
        </div>
      </main>
    </>
  );
}
